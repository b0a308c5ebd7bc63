"""Every no says what happened and what to do: to a person as a page of the house, to a program as JSON."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError
from django.test import Client

from rostra.communities.tests.gathering import gather
from rostra.home.views import search
from rostra.kit.places import SearchSource
from rostra.people import api as people_api

HOUSE = '<p class="deck" data-say>'
NOWHERE = "/people/01a20585-f50f-74a0-af8e-ffdb2e972d41/"


def test_a_wrong_address_leads_on_signed_in_or_not(cast, client, sign_in):
    for path, who in (("/nothing/", client), ("/nothing/", sign_in(cast.bo)), (NOWHERE, sign_in(cast.bo))):
        answer = who.get(path)
        page = answer.content.decode()
        assert answer.status_code == 404
        assert HOUSE in page
        assert "lost" not in page.partition("<main")[2].partition("</main")[0]
        assert ('class="btn" href="/search/"' in page) is (who is not client)


def test_what_is_not_hers_says_whom_to_ask(cast, sign_in):
    page = sign_in(cast.bo).get("/console/").content.decode()
    assert "ask whoever keeps it, or an administrator" in page


def test_a_form_that_was_open_too_long_is_told_in_the_houses_words(cast):
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "bo@aamuvalle.example"})
    assert answer.status_code == 403
    assert HOUSE in answer.content.decode()
    assert "load that page again" in answer.content.decode()


def test_the_address_of_a_button_is_no_blank_page_and_nobody_is_led_there(cast, client, sign_in):
    button = f"/people/{cast.chen.id}/following/"
    answer = sign_in(cast.bo).get(button)
    assert (answer.status_code, answer["Allow"]) == (405, "POST, DELETE")
    assert HOUSE in answer.content.decode()
    stood = client.post(button, headers={"Referer": f"http://testserver/people/{cast.chen.id}/"})
    assert stood["Location"] == f"/sign-in/?next=/people/{cast.chen.id}/"
    assert client.post(button, headers={"Referer": "https://elsewhere.example/x"})["Location"] == "/sign-in/?next=/"
    assert client.get("/inbox/")["Location"] == "/sign-in/?next=/inbox/"


@pytest.mark.parametrize(("error", "status"), [(ValueError("a mistake"), 500), (OperationalError("no database"), 503)])
def test_what_breaks_says_whether_to_wait_or_to_tell_somebody(cast, sign_in, monkeypatch, error, status):
    def broken(*_args: object) -> Iterator[SearchSource]:
        raise error

    class Broken(list[SearchSource]):
        __iter__ = broken

    monkeypatch.setattr(search, "search_sources", Broken())
    monkeypatch.setattr(people_api, "_viewer", broken)
    client = sign_in(cast.bo)
    client.raise_request_exception = False
    page, said = client.get("/search/?q=x"), client.get("/api/people/me")
    assert (page.status_code, said.status_code) == (status, status)
    assert HOUSE in page.content.decode()
    assert ("give an administrator this number: " + page["X-Request-Id"] in page.content.decode()) is (status == 500)
    assert page.get("Retry-After") == said.get("Retry-After") == ("60" if status == 503 else None)
    assert set(said.json()) == {"detail"}


def test_the_api_says_no_as_json(cast, client, sign_in):
    bo, three = sign_in(cast.bo), gather(cast)
    for answer, status in (
        (client.get("/api/people/me"), 401),
        (bo.get("/api/nothing"), 404),
        (bo.get("/api/people/01a20585-f50f-74a0-af8e-ffdb2e972d41"), 404),
        (sign_in(cast.dara).put(f"/api/communities/{three.closed.slug}/membership"), 403),
        (bo.post("/api/check", "{", content_type="application/json"), 400),
    ):
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (status, "application/json"), answer
        assert len(str(answer.json()["detail"])) > 15
    assert client.get("/api/people/me")["WWW-Authenticate"] == "Bearer"


def test_a_script_of_our_pages_hears_every_no_under_one_name(cast, sign_in, settings):
    settings.PACES = {**settings.PACES, "checks": (1, 600)}
    bo, scripted = sign_in(cast.bo), {"Accept": "application/json"}
    bo.post("/check/", "{}", content_type="application/json")
    for answer, status in (
        (bo.get("/nothing/", headers=scripted), 404),
        (bo.get("/console/", headers=scripted), 403),
        (bo.get("/check/", headers=scripted), 405),
        (bo.post("/check/", "{}", content_type="application/json"), 429),
        (bo.post("/check/", "a" * 3_000_000, content_type="application/json"), 413),
    ):
        assert answer.status_code == status
        assert len(answer.json()["message"]) > 15
