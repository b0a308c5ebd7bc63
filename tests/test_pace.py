"""How often one may write: one count for all processes, pages and the API; reading and verbs know nothing of it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from rostra.accounts.actions.tokens import make_token
from rostra.communities.actions.entries import publish_entry
from rostra.communities.hearers import To
from rostra.communities.models import Entry
from rostra.kit import pace
from rostra.kit.pace import READS, forget, take, words_for
from rostra.server.paces import PACES, paces
from tests.test_doors import operations

POST = {"body": "Once more", "to": "everyone"}


@pytest.fixture
def two(settings, monkeypatch):
    """Two posts in ten minutes, while the clock of the database stands: a test is one transaction."""
    monkeypatch.setattr(pace, "TAKE", pace.TAKE.replace("statement_timestamp()", "now()"))
    settings.PACES = dict(PACES) | {"posts": (2, 600)}


def wait_a(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pace SET back_at = back_at - make_interval(secs => %s)", [seconds])


@pytest.mark.django_db
def test_what_was_taken_grows_back_evenly(two):
    assert [take("posts", "7") for _time in range(3)] == [0, 0, 300]
    wait_a(299)
    assert take("posts", "7") == 1
    wait_a(1)
    assert take("posts", "7") == 0
    assert take("posts", "7") == 300
    assert take("posts", "8") == take("comments", "7") == 0, "everybody and every pace has a count of its own"


@pytest.mark.django_db
def test_who_finds_no_room_takes_none(two):
    assert [take("posts", "7") for _time in range(50)][2:] == [300] * 48


@pytest.mark.django_db
def test_rows_of_those_who_may_as_often_as_ever_are_forgotten(two):
    take("posts", "7")
    assert forget() == 0
    wait_a(301)
    assert forget() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_than_there_is(settings):
    settings.PACES = dict(PACES) | {"posts": (10, 6000)}

    def hammer(_number: int) -> list[int]:
        try:
            return [take("posts", "at once") for _time in range(10)]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        got = [wait for waits in pool.map(hammer, range(8)) for wait in waits]
    assert sum(wait == 0 for wait in got) == 10
    assert all(500 <= wait <= 600 for wait in got if wait)


@pytest.mark.django_db
def test_a_page_says_that_nothing_is_lost_and_when_to_come_back(two, cast, sign_in):
    bo = sign_in(cast.bo)
    assert [bo.post("/entries/", POST).status_code for _time in range(2)] == [302, 302]
    for headers in ({}, {"HX-Request": "true"}):
        answer = bo.post("/entries/", POST, headers=headers)
        assert (answer.status_code, answer["Retry-After"]) == (429, "300")
        assert "data-say>That was very often in a short time. Nothing is lost: try again in 5 minutes." in answer.text
    scripted = bo.post("/entries/", POST, headers={"Accept": "application/json"})
    assert json.loads(scripted.content) == {"message": words_for(300)}
    assert Entry.objects.filter(author=cast.bo).count() == 2
    assert sign_in(cast.chen).post("/entries/", POST).status_code == 302


@pytest.mark.django_db
def test_it_is_said_in_her_language(two, cast, sign_in):
    bo, said = sign_in(cast.bo), set()
    for language in ("en", "fi", "es"):
        bo.cookies["rostra_language"] = language
        page = [bo.post("/entries/", POST) for _time in range(3)][-1].content.decode()
        with translation.override(language):
            said.add(words_for(300))
            assert words_for(300) in page
    assert len(said) == 3


@pytest.mark.django_db
def test_the_api_and_the_pages_share_one_count(two, cast, sign_in):
    _token, text = make_token(by=cast.bo.user, name="One", days=30)
    bearer = {"headers": {"Authorization": f"Bearer {text}"}, "content_type": "application/json"}
    said = {"text": "Once more", "to": "everyone"}
    assert sign_in(cast.bo).post("/entries/", POST).status_code == 302
    assert Client().post("/api/entries", said, **bearer).status_code == 201
    answer = Client().post("/api/entries", said, **bearer)
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert answer.json() == {"detail": words_for(300)}
    assert sign_in(cast.bo).post("/entries/", POST).status_code == 429
    assert Client().get("/api/river", **bearer).status_code == 200


@pytest.mark.django_db
def test_every_operation_of_the_api_that_writes_has_a_pace(cast, sign_in, settings):
    settings.PACES = dict.fromkeys(PACES, (1, 600))
    bo, tried = sign_in(cast.bo), 0
    for method, path in operations():
        twice = [bo.generic(method, path, "{}", content_type="application/json").status_code for _time in range(2)]
        assert (twice[1] == 429) == (method.upper() not in READS), (method, path, twice)
        tried += method.upper() not in READS
    assert tried >= 8


@pytest.mark.django_db
def test_reading_asks_nothing_of_it(cast, sign_in):
    bo = sign_in(cast.bo)
    with CaptureQueriesContext(connection) as asked:
        for path in ("/", "/communities/", "/people/", "/inbox/", "/api/river"):
            assert bo.get(path).status_code == 200, path
    assert [query for query in asked.captured_queries if "pace" in query["sql"].lower().split("where")[0]] == []


@pytest.mark.django_db
def test_verbs_are_never_slowed(two, cast):
    for number in range(5):
        publish_entry(by=cast.bo, to=To.all(), body=f"Number {number}")


@pytest.mark.django_db
def test_signing_out_always_works(cast, sign_in, settings):
    settings.PACES = dict(PACES) | dict.fromkeys(PACES, (1, 600))
    bo = sign_in(cast.bo)
    assert [bo.post("/inbox/reading/").status_code for _time in range(2)][-1] == 429
    assert bo.post("/sign-out/").status_code == 302


@pytest.mark.django_db
def test_strangers_are_counted_by_their_network(cast, settings):
    settings.PACES = dict(PACES) | {"strangers": (1, 600)}
    statuses = [
        Client(REMOTE_ADDR=address).post("/demo/sign-in/").status_code
        for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")
    ]
    assert [status == 429 for status in statuses] == [False, True, False, False, True, False]


def test_a_company_may_say_otherwise():
    told = paces("posts=60/300, checks=off,")
    assert (told["posts"], told["checks"], told["thanks"]) == ((60, 300), (0, 0), PACES["thanks"])


@pytest.mark.django_db
def test_off_is_off(settings):
    settings.PACES = paces("posts=off")
    assert {take("posts", "7") for _time in range(100)} == {0}


@pytest.mark.parametrize("told", ["posts=0/600", "posts=5", "posts", "post=5/600", "posts=-1/600", "posts=5/0"])
def test_what_cannot_be_read_stops_the_start(told):
    with pytest.raises(ValueError, match="ROSTRA_PACES"):
        paces(told)
