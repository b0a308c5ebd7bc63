"""Bringing a list in: what comes, what stays out, what is left alone."""

import json
from array import array
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from rostra.company.models import Mail
from rostra.kit.errors import Refused
from rostra.ledger.models import Fact
from rostra.people.actions.people import add_person, edit_profile, mark_left
from rostra.people.importing.actions import Choices, check_import, run_import
from rostra.people.importing.circles import circles_in
from rostra.people.importing.heading import read_heading
from rostra.people.importing.notes import sentence
from rostra.people.importing.records import records_of
from rostra.people.importing.rows import row_reader, rows_of
from rostra.people.importing.source import lines_of
from rostra.people.models import ImportRun, Person, PersonSkill, Unit

HEAD = "Number,Name,E-mail,Unit,Title,Manager,Place,Languages,Phone,Skills\n"
LIST = HEAD + (
    "1,Aino Aalto,aino@x.example,Acme,CEO,,Turku,fi; en,+358 1,Cupping\n"
    "2,Bea Díaz,bea@x.example,Acme > Lab,Taster,3,Bilbao,es,,cupping; Tasting\n"
    "3,Cai Berg,cai@x.example,Acme > Lab,Lead,aino@x.example,Turku,,,\n"
    "4,Doa Õ,doa@x.example,Acme > Cafés,Barista,Cai Berg,,,,\n"
)


@pytest.fixture
def bring(cast, tmp_path):
    def bring_in(text, *, dry=False, by=None, **choices):
        path = tmp_path / "people.csv"
        path.write_text(text)
        run = ImportRun.objects.create(file_name="people.csv", path=str(path), by=by)
        return (check_import if dry else run_import)(run=run, choices=Choices(**choices))

    return bring_in


def told(run):
    return [(note.line, note.reason, note.left_out) for note in run.notes.order_by("line", "id")]


def all_rows():
    return (
        list(Person.objects.order_by("id").values()),
        list(PersonSkill.objects.order_by("id").values()),
        list(Unit.objects.order_by("id").values()),
    )


def test_a_list_comes_in_with_units_managers_and_skills(bring):
    run = bring(LIST)
    assert (run.counts["new"], run.counts["left_out"], run.counts["units_made"]) == (4, 0, 3)
    bea = Person.objects.get(number="2")
    assert (bea.lead.name, bea.unit.name, bea.languages, bea.place) == ("Cai Berg", "Lab", ["es"], "Bilbao")
    assert bea.unit.path == [bea.unit.parent_id, bea.unit_id]
    assert sorted(bea.skills.values_list("skill__name", flat=True)) == ["Cupping", "Tasting"]
    assert Person.objects.get(number="4").lead.name == "Cai Berg"


def test_a_dry_run_changes_nothing_and_says_what_would(bring):
    before = all_rows()
    run = bring(LIST, dry=True)
    assert all_rows() == before
    assert run.counts["new"] == 4
    assert [unit["path"] for unit in run.report["units"]] == ["Acme", "Acme > Cafés", "Acme > Lab"]


def test_twice_changes_nothing(bring):
    bring(LIST)
    before, facts = all_rows(), Fact.objects.count()
    run = bring(LIST)
    assert (run.counts["unchanged"], run.counts["changed"], run.counts["new"]) == (4, 0, 0)
    assert all_rows() == before
    assert Fact.objects.count() == facts


def test_a_change_is_shown_field_by_field_and_then_made(bring):
    bring(LIST)
    changed = LIST.replace("Taster,3,Bilbao", "Head taster,1,Bilbao").replace("+358 1", "")
    shown = bring(changed, dry=True).report["changes"]
    assert [(c["name"], [(f["field"], f["before"], f["after"]) for f in c["fields"]]) for c in shown] == [
        ("Aino Aalto", [("phone", "+358 1", "")]),
        ("Bea Díaz", [("title", "Taster", "Head taster"), ("lead", "Cai Berg", "Aino Aalto")]),
    ]
    run = bring(changed)
    assert run.counts["fields"] == {"lead": 1, "phone": 1, "title": 1}
    bea = Person.objects.get(number="2")
    assert (bea.title, bea.lead.name) == ("Head taster", "Aino Aalto")
    assert "head taster" in bea.find_text


def test_bulk_leaves_the_same_rows_as_the_verb_for_one(bring, cast, tmp_path):
    bring(LIST)
    cast_units = [cast.roastery.id, cast.cafes.id, cast.office.id]
    kept = ("name", "sort_key", "find_text", "email", "number", "title", "place", "phone", "languages", "about", "edited",
            "sees_phone", "sees_place", "sees_number", "language", "zone", "theme", "photo_id", "left_at", "came_at")  # fmt: skip
    bulk = list(
        Person.objects.filter(email__endswith="@x.example").order_by("number").values(*kept, "unit__name", "lead__name")
    )
    skills = sorted(PersonSkill.objects.values_list("person__name", "skill__name"))
    Person.objects.filter(email__endswith="@x.example").delete()
    path = tmp_path / "people.csv"
    heading = read_heading(path)
    body = (line for line in lines_of(path, heading.encoding) if line.number > heading.line)
    rows = list(rows_of(records_of(body, delimiter=",", width=10), row_reader(heading)))
    made = {}
    for row in sorted(rows, key=lambda row: ["1", "3", "2", "4"].index(row.number)):
        lead = made.get(row.lead) or next((p for p in made.values() if row.lead in {p.email, p.name}), None)
        made[row.number] = add_person(
            by=None, name=row.name, email=row.email, number=row.number, title=row.title, place=row.place, phone=row.phone,
            languages=list(row.languages), skills=row.skills,
            unit=Unit.objects.exclude(id__in=cast_units).get(name=row.unit[-1]), lead=lead,
        )  # fmt: skip
    one = list(
        Person.objects.filter(email__endswith="@x.example").order_by("number").values(*kept, "unit__name", "lead__name")
    )
    assert one == bulk
    assert sorted(PersonSkill.objects.values_list("person__name", "skill__name")) == skills


def test_what_she_edited_herself_is_kept(bring):
    bring(LIST)
    bea = Person.objects.get(number="2")
    edit_profile(by=bea, person=bea, title="Queen of cups", skills=["juggling"])
    run = bring(LIST.replace("Taster", "Taster II").replace("Bilbao", "Madrid"))
    bea = Person.objects.get(number="2")
    assert (bea.title, bea.place) == ("Queen of cups", "Madrid")
    assert [row.skill.name for row in bea.skills.all()] == ["juggling"]
    assert run.counts["fields"] == {"place": 1}


def test_a_column_that_is_not_there_changes_nothing(bring):
    bring(LIST)
    run = bring("Number,Name\n2,Bea Díaz\n")
    assert (run.counts["unchanged"], run.counts["changed"]) == (1, 0)
    assert Person.objects.get(number="2").title == "Taster"


def test_every_bad_line_is_told_and_the_good_ones_come_in(bring):
    run = bring(
        LIST + "5,,e@x.example,,,,,,,\n,Eli,,,,,,,,\n"
        "2,Twin,t@x.example,,,,,,,\n9,Twin,cai@x.example,,,,,,,\n6,Fia,fia@x.example,,,nobody,,Elvish9,,\n"
    )
    assert told(run) == [
        (6, "no_name", True), (7, "no_key", True), (8, "number_twice", True), (9, "email_twice", True),
        (10, "language_unknown", False), (10, "lead_unknown", False),
    ]  # fmt: skip
    assert run.counts["new"] == 5
    for note in run.notes.all():
        assert "%(" not in sentence(note.reason, note.words)


def test_circles_of_managers_are_named_and_not_written(bring):
    run = bring(
        HEAD
        + "".join(f"{n},P{n},p{n}@x.example,,,{(n % 3) + 1},,,,\n" for n in (1, 2, 3))
        + "4,P4,p4@x.example,,,4,,,,\n"
    )
    (circle,) = {note.words["circle"] for note in run.notes.filter(reason="circle")}
    assert sorted(circle.split(" → ")[1:]) == ["P1", "P2", "P3"]
    assert told(run)[-1] == (5, "lead_self", False)
    assert not Person.objects.filter(email__endswith="@x.example").exclude(lead=None).exists()


def test_a_circle_through_people_who_are_not_in_the_list_is_found(bring):
    bring(LIST)
    run = bring("Number,Name,Manager\n1,Aino Aalto,2\n")
    assert [reason for _line, reason, _out in told(run)] == ["circle"]
    assert Person.objects.get(number="1").lead is None


def test_circles_of_a_graph_are_found_once_each():
    assert list(circles_in(array("l", [1, 2, 0, 0, -1, 5, 5]))) == [[0, 1, 2], [5]]


def test_an_address_of_somebody_else_keeps_the_line_out(bring):
    bring(LIST)
    run = bring("Number,Name,E-mail\n77,Other,bea@x.example\n")
    assert told(run) == [(2, "email_taken", True)]
    assert run.notes.get().words["name"] == "Bea Díaz"


def test_addresses_may_change_hands_within_one_list(bring):
    bring(LIST)
    run = bring("Number,Name,E-mail\n2,Bea Díaz,cai@x.example\n3,Cai Berg,bea@x.example\n")
    assert (run.counts["changed"], told(run)) == (2, [])
    assert Person.objects.get(number="2").email == "cai@x.example"


def test_without_a_number_the_address_is_the_key_and_a_number_may_come_later(bring):
    bring("Name,E-mail\nBea Díaz,bea@x.example\n")
    run = bring("Number,Name,E-mail\n2,Bea Díaz,BEA@x.example\n")
    assert run.counts["fields"] == {"number": 1}


def test_people_who_are_missing_are_left_alone(bring, cast):
    run = bring(LIST)
    assert run.counts["missing"] == 6  # the cast, without eve who left
    assert Person.objects.get(id=cast.bo.id).is_here


def test_a_list_of_everybody_marks_who_is_missing_once_the_number_is_typed(bring, cast):
    with pytest.raises(Refused, match="5 of the 6"):
        bring(LIST, by=cast.ana, everybody=True)
    assert Person.objects.get(id=cast.bo.id).is_here
    assert not Person.objects.filter(number="1").exists()
    with pytest.raises(Refused):
        bring(LIST, by=cast.ana, everybody=True, leavers=4)
    run = bring(LIST, by=cast.ana, everybody=True, leavers=5)
    bo = Person.objects.select_related("user").get(id=cast.bo.id)
    assert (run.counts["left"], bo.is_here, bo.user.is_active) == (5, False, False)
    assert Person.objects.get(id=cast.ana.id).is_here, "who brings the list in stays"


def test_nobody_counts_as_missing_for_a_broken_line(bring, cast):
    for person in (cast.bo, cast.chen, cast.dara, cast.hugo, cast.kim):
        person.number = f"N-{person.name[0]}"
        person.save()
    run = bring(
        HEAD + 'N-B,"Bo,x,,,,,,,\nN-C,Chen,not an address,,,,,,,\n"N-D,dara@aamuvalle.example\nN-H,,,,,,,,,\nN-K,Kim\n',
        by=cast.ana,
        dry=True,
        everybody=True,
    )
    assert run.counts["left_out"] == 5
    assert run.counts["missing"] == 0


def test_somebody_who_left_stays_away_unless_people_may_return(bring, cast):
    line = f"Name,E-mail\nEve Eskola,{cast.eve.email}\n"
    assert told(bring(line)) == [(2, "has_left", True)]
    assert not Person.objects.get(id=cast.eve.id).is_here
    run = bring(line, returning=True)
    eve = Person.objects.select_related("user").get(id=cast.eve.id)
    assert (run.counts["returned"], eve.is_here, eve.user.is_active) == (1, True, False)


def test_a_unit_whose_people_move_along_moves_and_keeps_its_id(bring):
    bring(LIST)
    lab = Unit.objects.get(name="Lab")
    run = bring(LIST.replace("Acme > Lab", "Acme > Quality > Lab"))
    lab.refresh_from_db()
    assert run.report["moves"] == [{"was": "Acme > Lab", "path": "Acme > Quality > Lab"}]
    assert (lab.parent.name, len(lab.path), run.counts["changed"]) == ("Quality", 3, 0)


def test_units_are_told_with_the_access_that_was_chosen(bring):
    bring(LIST, access={"Acme > Lab": "none"}, access_otherwise="closed")
    fact = Fact.objects.get(kind="people.UnitsMade")
    assert [(unit["name"], unit["access"]) for unit in fact.data["units"]] == [
        ("Acme", "closed"),
        ("Cafés", "closed"),
        ("Lab", "none"),
    ]
    assert Fact.objects.get(kind="people.PeopleImported").data["new"] == 4


def test_nothing_is_sent_to_anyone(bring):
    bring(LIST)
    assert not Mail.objects.exists()


def test_a_utf16_list_comes_in_by_the_command(cast, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(LIST.replace(",", "\t").encode("utf-16"))
    out = StringIO()
    call_command("import_people", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue())["counts"]["new"] == 4
    assert path.exists(), "a file named on the command line is the company's own"


def test_the_command_says_why_a_file_cannot_be_read(cast, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("nothing,of,interest\n")
    with pytest.raises(CommandError, match="We found no heading"):
        call_command("import_people", str(path))
    path.write_text("Nick,E-mail\nBo B,b@x.example\n")
    call_command("import_people", str(path), "--map", "Nick=name", stdout=StringIO())
    assert Person.objects.get(email="b@x.example").name == "Bo B"


def test_a_leaver_marked_by_hand_does_not_come_back_with_the_next_list(bring, cast):
    bring(LIST)
    mark_left(by=cast.ana, person=Person.objects.get(number="2"))
    run = bring(LIST)
    assert told(run)[0] == (3, "has_left", True)
