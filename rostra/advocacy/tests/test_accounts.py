"""Connecting an account at a running Mastodon API server, and giving it back."""

import urllib.error
import urllib.parse
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.advocacy.actions import accounts
from rostra.advocacy.listeners import give_back_the_accounts_of_a_leaver
from rostra.advocacy.models import Account, AppRegistration
from rostra.advocacy.networks.mastodon import client as mastodon_client
from rostra.company.sealing import unseal
from rostra.kit.errors import Refused
from rostra.kit.ids import new_id
from rostra.ledger.actions import dispatch_waiting
from rostra.ledger.facts import record
from rostra.people.facts import PeopleImported, PersonLeft
from rostra.people.models import Person


@pytest.fixture
def place(mastodon, settings):
    mastodon.reset()
    settings.HTTP_ALLOWED = frozenset({f"127.0.0.1:{mastodon.port}"})
    settings.ROSTRA_URL = "http://testserver"
    return f"127.0.0.1:{mastodon.port}"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def say_yes(address: str) -> str:
    """What she does at her server: choose her account. Returns where it sends her back."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    form = {name: asked[name] for name in ("redirect_uri", "client_id", "scope", "state")} | {"username": "noor"}
    body = urllib.parse.urlencode(form).encode()
    try:
        urllib.request.build_opener(_Stay).open(address.split("?")[0], body)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"]
    raise AssertionError("the server did not send her back")


def connect(client, place: str):
    left = client.post("/me/accounts/", {"instance": place, "next": "/tell/"})
    return client.get(say_yes(left.context["url"]))


def test_an_account_is_connected_and_its_token_sealed(cast, sign_in, place):
    answer = connect(sign_in(cast.bo), place)
    account = Account.objects.get(person=cast.bo)
    assert (answer.status_code, answer["Location"]) == (302, "/tell/")
    assert (account.handle, account.state, account.limit) == (f"noor@{place}", "connected", 500)
    token = unseal(account.token)
    assert token not in account.token
    assert mastodon_client.who_is(account.instance, token).handle == account.handle
    registered = AppRegistration.objects.get()
    assert unseal(registered.client_secret) not in registered.client_secret


def test_the_way_out_carries_pkce_and_a_state_of_its_own(cast, sign_in, place):
    client = sign_in(cast.bo)
    queries = []
    for _time in range(2):
        url = client.post("/me/accounts/", {"instance": f"@noor@{place}"}).context["url"]
        queries.append(parse_qs(urlsplit(url).query))
    assert queries[0]["code_challenge_method"] == ["S256"]
    assert queries[0]["state"] != queries[1]["state"]
    assert queries[0]["code_challenge"] != queries[1]["code_challenge"]
    assert queries[0]["client_id"] == queries[1]["client_id"]  # registered once an instance
    assert queries[0]["redirect_uri"] == ["http://testserver/me/accounts/return/"]


def test_connecting_again_renews_the_same_account(cast, sign_in, place):
    client = sign_in(cast.bo)
    connect(client, place)
    first = Account.objects.get().token
    connect(client, place)
    assert Account.objects.get().token != first


@pytest.mark.parametrize("changed", [{"state": "another"}, {"state": ""}])
def test_a_way_back_nobody_set_out_on_is_refused(cast, sign_in, place, changed):
    client = sign_in(cast.bo)
    client.post("/me/accounts/", {"instance": place})
    assert client.get("/me/accounts/return/", {"code": "x"} | changed).status_code == 422
    assert not Account.objects.exists()


def test_a_way_back_works_once(cast, sign_in, place):
    client = sign_in(cast.bo)
    url = say_yes(client.post("/me/accounts/", {"instance": place}).context["url"])
    assert client.get(url).status_code == 302
    assert client.get(url).status_code == 422


def test_saying_no_there_changes_nothing(cast, sign_in, place):
    client = sign_in(cast.bo)
    left = client.post("/me/accounts/", {"instance": place})
    state = parse_qs(urlsplit(left.context["url"]).query)["state"][0]
    answer = client.get("/me/accounts/return/", {"error": "access_denied", "state": state})
    assert (answer.status_code, Account.objects.count()) == (302, 0)


@pytest.mark.parametrize(
    "typed", ["", "mastodon", "not a server", "10.0.0.1", "http://169.254.169.254/x", "a.b?c", "[::1]"]
)
def test_what_is_no_server_is_refused_in_words_and_kept_in_the_field(cast, sign_in, place, typed):
    answer = sign_in(cast.bo).post("/me/accounts/", {"instance": typed})
    assert answer.status_code == 422
    assert answer.context["typed"] == typed
    assert not AppRegistration.objects.exists()


def test_a_server_that_is_no_mastodon_is_told(cast, sign_in, place, mastodon):
    mastodon.fault("malformed", path="/api/v1/apps")
    answer = sign_in(cast.bo).post("/me/accounts/", {"instance": place})
    assert answer.status_code == 422
    assert "does not answer like a Mastodon server" in answer.text


def test_onward_leads_nowhere_but_here(cast, sign_in, place):
    client = sign_in(cast.bo)
    left = client.post("/me/accounts/", {"instance": place, "next": "https://evil.example/"})
    assert client.get(say_yes(left.context["url"]))["Location"] == "/me/accounts/"


def test_disconnecting_voids_the_token_at_the_server(cast, sign_in, place):
    client = sign_in(cast.bo)
    connect(client, place)
    account = Account.objects.get()
    token = unseal(account.token)
    client.post(f"/me/accounts/{account.id}/", {"_method": "delete"})
    account.refresh_from_db()
    assert (account.state, account.token) == ("ended", "")
    with pytest.raises(mastodon_client.Rejected):
        mastodon_client.who_is(account.instance, token)


def test_an_account_is_its_persons_alone(cast, sign_in, place):
    connect(sign_in(cast.bo), place)
    account = Account.objects.get()
    for person in (cast.chen, cast.ana, cast.kim):
        assert sign_in(person).post(f"/me/accounts/{account.id}/", {"_method": "delete"}).status_code == 404
    account.refresh_from_db()
    assert account.is_connected


def test_a_leavers_token_is_given_back(cast, sign_in, place):
    connect(sign_in(cast.bo), place)
    account = Account.objects.get()
    token = unseal(account.token)
    Person.objects.filter(id=cast.bo.id).update(left_at=timezone.now())
    with transaction.atomic():
        give_back_the_accounts_of_a_leaver(record(PersonLeft(cast.bo.id), by=cast.ana.actor))
    assert accounts.disconnect_leaver(person=cast.bo) == 1
    with pytest.raises(mastodon_client.Rejected):
        mastodon_client.who_is(account.instance, token)


@pytest.mark.parametrize("by_list", [False, True])
def test_a_leavers_token_is_given_back_however_she_was_marked_as_left(cast, sign_in, place, by_list):
    connect(sign_in(cast.bo), place)
    before = set(ProcrastinateJob.objects.values_list("id", flat=True))
    left = [cast.bo.id, cast.chen.id]
    happened = PeopleImported(new_id(), 0, 0, 0, 0, 0, left) if by_list else PersonLeft(cast.bo.id)
    with transaction.atomic():
        record(happened, by=cast.ana.actor)
    dispatch_waiting()
    jobs = ProcrastinateJob.objects.exclude(id__in=before).filter(task_name="advocacy.disconnect_leaver")
    assert [job.args for job in jobs] == [{"person_id": str(cast.bo.id)}]


def test_a_server_that_is_away_does_not_keep_her_from_disconnecting(cast, sign_in, place, settings):
    connect(sign_in(cast.bo), place)
    settings.HTTP_ALLOWED = frozenset()
    account = Account.objects.get()
    assert accounts.disconnect(by=cast.bo, account=account) is False
    account.refresh_from_db()
    assert (account.state, account.token) == ("ended", "")


def test_a_code_the_server_does_not_know_is_told(cast, sign_in, place):
    client = sign_in(cast.bo)
    left = client.post("/me/accounts/", {"instance": place})
    state = parse_qs(urlsplit(left.context["url"]).query)["state"][0]
    answer = client.get("/me/accounts/return/", {"code": "made up", "state": state})
    assert answer.status_code == 422
    assert not Account.objects.exists()


def test_an_instance_is_read_from_what_people_type(settings):
    settings.HTTP_ALLOWED = frozenset()
    for typed in (
        "mastodon.social",
        "@noor@mastodon.social",
        "https://Mastodon.Social/@noor",
        " noor@mastodon.social ",
    ):
        assert mastodon_client.instance_of(typed) == "https://mastodon.social"
    with pytest.raises(Refused):
        mastodon_client.instance_of("mastodon")
