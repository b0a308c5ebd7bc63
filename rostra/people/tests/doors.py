"""Who may pass each door of the room; `tests/test_doors.py` of the house reads it."""

from rostra.people.models import ImportRun

EVERYONE = {"method": "GET", "anonymous": 302, "dara": 200, "chen": 200, "bo": 200, "kim": 200, "ana": 200}
PAGE = EVERYONE | {"page": True}
POST = EVERYONE | {"method": "POST", "dara": 302, "chen": 302, "bo": 302, "kim": 302, "ana": 302}
KEEPERS = EVERYONE | {"dara": 403, "chen": 403, "bo": 403, "kim": 403}
KEEPERS_POST = KEEPERS | {"method": "POST", "ana": 302}
DOORS = {
    "people": PAGE,
    "people_suggest": EVERYONE,
    "person": PAGE,
    "person_following": POST,
    "me": PAGE,
    "me_photo": POST,
    "audience_preview": KEEPERS | {"kim": 200},
    "console_people": KEEPERS | {"page": True},
    "console_person_invitation": KEEPERS_POST,
    "console_person_leaving": KEEPERS | {"page": True},
    "console_people_leavings": KEEPERS_POST,
    "console_people_returns": KEEPERS_POST,
    "people_imports": KEEPERS | {"page": True},
    "people_import": KEEPERS | {"page": True},
    "people_import_checks": KEEPERS_POST | {"ana": 422},
    "people_import_writing": KEEPERS_POST | {"ana": 422},
    "people_import_lines": KEEPERS,
    "console_units": KEEPERS | {"page": True},
}


def make(cast):
    """A list that came in, with one line that stayed out; Hugo is followed, and looked at, by all."""
    run = ImportRun.objects.create(
        file_name="people.csv", by=cast.ana, state="done",
        counts={"new": 3, "changed": 1, "unchanged": 4, "left_out": 1, "units_made": 0},
    )  # fmt: skip
    run.notes.create(line=3, left_out=True, reason="no_name", text=",,")
    person, one = {"person_id": cast.hugo.id}, {"run_id": run.id}
    names = {
        "person": person,
        "person_following": person,
        "console_person_invitation": person,
        "console_person_leaving": person,
    }
    imports = ("people_import", "people_import_checks", "people_import_writing", "people_import_lines")
    return {name: {} for name in DOORS} | names | dict.fromkeys(imports, one)
