"""One more person, with a unit, a place, a skill and a list of her own; and another who is in nothing."""

from django.utils import timezone

from rostra.accounts.models import User
from rostra.people.finding import refresh_find_text
from rostra.people.models import Audience, Follow, ImportRun, Person, PersonSkill, Skill, Unit
from tests.cast import Cast

STILL = {"me", "console_person_leaving", "audience_preview"}
LOOKS = {
    "people": ["?q=grown", "?show=following"],
    "people_suggest": ["?q=grown"],
    "console_people": ["?show=not_come", "?show=left", "?q=grown"],
}


def grow(cast: Cast, number: int) -> None:
    unit = Unit.objects.create(name=f"Unit of Grown {number}", parent=cast.roastery)
    unit.path = [cast.roastery.id, unit.id]
    unit.save()
    audience = Audience.objects.create(name=f"Audience of Grown {number}")
    audience.members.create(person=cast.bo)
    one = _come(f"Grown {number}", unit, User.objects.get(email=f"grown{number}@aamuvalle.example"))
    audience.members.create(person=one)
    one.lead = cast.hugo
    one.save()
    Follow.objects.create(follower=cast.bo, followed=one)
    Follow.objects.create(follower=one, followed=cast.bo)
    _come(f"Grown {number} newcomer", unit)
    _come(f"Grown {number} leaver", unit, left_at=timezone.now())
    skill = Skill.objects.create(name=f"Skill of Grown {number}")
    for person in (one, cast.hugo):
        PersonSkill.objects.create(person=person, skill=skill)
        refresh_find_text([person.id])
    run = ImportRun.objects.create(file_name=f"Grown {number}.csv", by=one, state="done")
    run.counts = {"new": number, "changed": 0, "unchanged": 0, "left_out": 0, "units_made": 0}
    run.save()
    for each in ImportRun.objects.filter(file_name="people.csv"):
        each.notes.create(line=10 + number, left_out=True, reason="no_name", text=f"Grown {number},,")


def _come(name: str, unit: Unit, user: User | None = None, **columns: object) -> Person:
    made = Person.objects.create(
        name=name,
        sort_key=f"a {name.lower()}",
        unit=unit,
        user=user,
        place=f"Place of {name}",
        languages=["fi"],
        **columns,
    )
    refresh_find_text([made.id])
    return made
