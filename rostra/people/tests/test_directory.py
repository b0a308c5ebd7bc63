"""Finding people and reading their pages."""

import json
import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rostra.people import rules
from rostra.people.actions.people import add_person, change_person, edit_profile
from rostra.people.finding import Within, find_people, plain_words, refresh_find_text
from rostra.people.listing import page_of_people
from rostra.people.models import Person, Unit
from rostra.people.queries import ids_above, places
from rostra.people.rules import can_see_field


@pytest.fixture
def found(cast):
    refresh_find_text([person.id for person in cast.everyone.values()])

    def find(words, **within):
        return [Person.objects.get(id=id).name for id in find_people(words, within=Within(**within))]

    return find


def test_people_are_found_by_name_title_skill_place_and_unit(cast, found):
    edit_profile(by=cast.chen, person=cast.chen, skills=["Wine tasting"], place="Jyväskylä")
    assert found("chen") == ["Chen Li"]
    assert found("roaster") == ["Bo Berg", "Chen Li"]
    assert found("tasting") == ["Chen Li"]
    assert found("jyvaskyla") == ["Chen Li"]
    assert found("cafes") == ["Dara Díaz"]


def test_slips_of_the_key_and_accents_are_forgiven(cast, found):
    add_person(by=None, name="Kaisa Virtanen")
    assert found("virtanan") == found("vitranen") == found("VIRTÄNEN") == ["Kaisa Virtanen"]
    assert found("dara diaz") == ["Dara Díaz"]


def test_a_name_that_begins_so_stands_before_a_title_that_does(cast, found):
    add_person(by=None, name="Headley Moss")
    assert found("head")[0] == "Headley Moss"


def test_every_word_must_fit(cast, found):
    assert found("berg roaster") == ["Bo Berg"]
    assert found("berg barista") == []


def test_who_left_is_not_found(found):
    assert found("eskola") == []


def test_signs_that_mean_something_to_a_database_mean_nothing_here(found):
    assert found("%") == found("_") == found("'; --") == found("\\") == []


def test_search_stays_within_a_unit_with_all_below_it_and_a_place(cast, found):
    below = Unit.objects.create(name="Night shift", parent=cast.roastery)
    Unit.objects.filter(id=below.id).update(path=[cast.roastery.id, below.id])
    add_person(by=None, name="Berta Night", unit=below, place="Turku")
    assert found("b", unit=cast.roastery.id) == ["Berta Night", "Bo Berg"]
    assert found("b", unit=below.id, place="Turku") == ["Berta Night"]
    assert found("b", place="Oulu") == []


def test_a_hidden_place_is_neither_found_nor_filtered_nor_offered(cast, found):
    edit_profile(by=cast.bo, person=cast.bo, place="Utsjoki", sees_place="unit")
    assert found("utsjoki") == []
    assert "Utsjoki" not in places()
    assert page_of_people(cast.ana, within=Within(place="Utsjoki")).people == []


@pytest.mark.django_db
def test_what_is_asked_becomes_the_same_words_as_what_is_kept():
    letters = [chr(point) for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00)) for point in block]
    names = [f"a{letter}b" for letter in letters if unicodedata.category(letter) in {"Lu", "Ll"}]
    with connection.cursor() as cursor:
        cursor.execute("SELECT n, lower(unaccent(n)) FROM unnest(%s::text[]) n", [names])
        different = [name for name, kept in cursor.fetchall() if "".join(plain_words(name)) != kept]
    assert len(different) < 0.15 * len(names), "letters of rare alphabets only"
    assert not {f"a{letter}b" for letter in "äöåÄÖÅñÑáéíóúüøæßđłžšőűçþð"} & set(different)


def test_the_list_is_in_the_order_of_names_and_goes_on_where_it_stopped(cast):
    for n in range(40):
        add_person(by=None, name=f"Person {n:02}")
    first = page_of_people(cast.ana, size=20)
    second = page_of_people(cast.ana, size=20, after=first.after)
    names = [person.name for person in first.people + second.people]
    assert names == sorted(names, key=str.casefold)
    assert len(set(names)) == 40


def test_a_cursor_that_nobody_gave_out_is_told(cast, sign_in):
    client = sign_in(cast.bo)
    assert client.get("/people/?after=0190a6f2-0000-7000-8000-000000000000").status_code == 422
    assert client.get("/people/?after=rubbish").status_code == 404
    assert client.get("/people/?unit=rubbish").status_code == 404
    assert client.get("/people/", {"q": "x" * 5000}).status_code == 200


@pytest.mark.parametrize(
    "url", ["/people/", "/people/?q=person", "/people/?show=following", "/console/people/", "/console/units/"]
)
def test_a_list_asks_as_often_at_three_rows_as_at_thirty(cast, sign_in, url):
    client = sign_in(cast.ana)
    counts = []
    for n in (3, 27):
        unit = Unit.objects.create(name=f"Unit {n}")
        Unit.objects.filter(id=unit.id).update(path=[unit.id])
        for each in range(n):
            person = add_person(by=None, name=f"Person {n} {each}", unit=unit, place=f"Place {each}")
            client.post(f"/people/{person.id}/following/")
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_suggestions_are_json_for_programs_and_options_for_the_page(cast, sign_in):
    refresh_find_text([cast.chen.id])
    client = sign_in(cast.bo)
    (one,) = json.loads(client.get("/people/suggest/?q=chen").content)
    assert one == {
        "id": str(cast.chen.id),
        "name": "Chen Li",
        "title": "Head roaster, Roastery",
        "initials": "CL",
        "tint": cast.chen.tint,
    }
    assert 'role="option"' in client.get("/people/suggest/?q=chen", headers={"HX-Request": "true"}).content.decode()
    assert json.loads(client.get("/people/suggest/?q=").content) == []


def test_everyone_here_sees_everyone_and_nobody_else_does(cast):
    for viewer in [*cast.everyone.values(), None]:
        seen = set(Person.objects.visible_to(viewer))
        for person in cast.everyone.values():
            assert rules.can_view(viewer, person) == (person in seen)


@pytest.mark.parametrize(
    ("chosen", "own", "same_unit", "other"),
    [("everyone", True, True, True), ("unit", True, True, False), ("nobody", True, False, False)],
)
def test_phone_place_and_number_are_seen_as_she_chose(cast, sign_in, chosen, own, same_unit, other):
    Person.objects.filter(id=cast.bo.id).update(
        phone="+358 40 1", sees_phone=chosen, place="Utsjoki", sees_place=chosen, number="N-77", sees_number=chosen
    )
    bo = Person.objects.get(id=cast.bo.id)
    for viewer, sees in ((cast.bo, own), (cast.chen, same_unit), (cast.ana, other)):
        assert all(can_see_field(viewer, bo, field) == sees for field in ("phone", "place", "number"))
        page = sign_in(viewer).get(f"/people/{bo.id}/").content.decode()
        assert [word in page for word in ("+358 40 1", "Utsjoki", "N-77")] == [sees] * 3


def test_a_page_shows_whom_she_reports_to_and_whom_she_leads(cast, sign_in):
    change_person(by=None, person=cast.bo, lead=cast.chen)
    change_person(by=None, person=cast.chen, lead=cast.ana)
    assert ids_above(cast.bo) == [cast.chen.id, cast.ana.id]
    page = sign_in(cast.dara).get(f"/people/{cast.chen.id}/").content.decode()
    assert "Ana Aalto" in page
    assert "Bo Berg" in page


def test_a_page_of_somebody_who_left_says_so_and_offers_nothing(cast, sign_in):
    page = sign_in(cast.bo).get(f"/people/{cast.eve.id}/").content.decode()
    assert "Does not work here any more" in page
    assert "following/" not in page
    assert cast.eve.email not in page


def test_what_people_write_about_themselves_is_text_not_html(cast, sign_in):
    edit_profile(by=cast.bo, person=cast.bo, about="<script>alert(1)</script>")
    assert "<script>alert" not in sign_in(cast.ana).get(f"/people/{cast.bo.id}/").content.decode()
