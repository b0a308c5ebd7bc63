"""People over the API, mounted as the house does it."""

import pytest
from django.test import RequestFactory
from ninja import NinjaAPI
from ninja.testing import TestClient

from rostra.people.actions.people import edit_profile
from rostra.people.api import router
from rostra.people.arriving import recognise
from rostra.people.finding import refresh_find_text
from rostra.people.models import Person


@pytest.fixture(scope="module")
def api():
    mounted = NinjaAPI(urls_namespace="people-test")
    mounted.add_router("", router)
    return TestClient(mounted)


def ask(api, viewer, url):
    return api.get(url, person=viewer)


def test_the_list_is_in_order_and_goes_on(cast, api):
    answer = ask(api, cast.bo, "/people").json()
    assert [person["name"] for person in answer["people"]] == [
        "Ana Aalto", "Bo Berg", "Chen Li", "Dara Díaz", "Hugo Hill", "Kim Koski",
    ]  # fmt: skip
    assert answer["after"] is None
    after = ask(api, cast.bo, f"/people?after={cast.dara.id}").json()
    assert [person["name"] for person in after["people"]] == ["Hugo Hill", "Kim Koski"]


def test_words_find_and_typos_are_forgiven(cast, api):
    refresh_find_text([cast.bo.id])
    for words in ("berg", "roaster", "roastr"):
        found = ask(api, cast.ana, f"/people?q={words}").json()
        assert "Bo Berg" in [person["name"] for person in found["people"]], words


def test_chosen_fields_are_null_for_others(cast, api):
    edit_profile(by=cast.bo, person=cast.bo, phone="+358 1", sees_phone="unit", sees_place="nobody")
    assert ask(api, cast.ana, f"/people/{cast.bo.id}").json()["phone"] is None
    assert ask(api, cast.chen, f"/people/{cast.bo.id}").json()["phone"] == "+358 1"
    assert ask(api, cast.chen, f"/people/{cast.bo.id}").json()["place"] is None
    assert ask(api, Person.objects.get(id=cast.bo.id), "/people/me").json()["place"] == "Turku"


def test_nobody_sees_anyone_without_being_somebody(cast, api):
    for viewer in (None, cast.eve):
        assert ask(api, viewer, f"/people/{cast.bo.id}").status_code == 404
        assert ask(api, viewer, "/people/me").status_code == 404
        assert ask(api, viewer, "/people").json()["people"] == []


def test_a_token_makes_the_request_hers(cast):
    request = RequestFactory().get("/")
    recognise(request, cast.kim.user)
    assert (request.person, request.grants) == (cast.kim, {"communicator"})
    recognise(request, cast.eve.user)
    assert request.person is None
