"""Grants and leaving."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rostra.accounts.actions.grants import give_grant, take_grant
from rostra.accounts.actions.leaving import end_access
from rostra.accounts.actions.tokens import make_token
from rostra.accounts.models import ApiToken, Grant, Session, User
from rostra.accounts.tokens import user_of_token
from rostra.kit.errors import Forbidden, Refused
from rostra.ledger.models import Fact


def test_an_administrator_gives_and_takes_and_it_holds_at_once(cast, sign_in):
    bo = sign_in(cast.bo)
    assert bo.get("/console/grants/").status_code == 403
    ana = sign_in(cast.ana)
    assert ana.post("/console/grants/", {"email": "BO@aamuvalle.example", "kind": "administrator"}).status_code == 302
    assert bo.get("/console/grants/").status_code == 200
    grant = Grant.objects.get(user=cast.bo.user)
    assert grant.given_by == cast.ana.user
    ana.post(f"/console/grants/{grant.id}/", {"_method": "delete"})
    assert bo.get("/console/grants/").status_code == 403
    assert list(
        Fact.objects.filter(kind__startswith="accounts.Grant").order_by("id").values_list("kind", flat=True)
    ) == [
        "accounts.GrantGiven",
        "accounts.GrantTaken",
    ]


def test_giving_twice_is_one_grant_and_one_fact(cast):
    one, other = (give_grant(by=cast.ana.user, user=cast.bo.user, kind="auditor") for _n in range(2))
    assert one == other
    assert Fact.objects.filter(kind="accounts.GrantGiven").count() == 1


@pytest.mark.parametrize("name", ["bo", "chen", "dara", "eve", "hugo", "kim"])
def test_nobody_but_an_administrator_gives_takes_or_ends(cast, name):
    by = getattr(cast, name).user
    grant = Grant.objects.get(user=cast.kim.user)
    with pytest.raises(Forbidden):
        give_grant(by=by, user=by, kind="administrator")
    with pytest.raises(Forbidden):
        take_grant(by=by, grant=grant)
    with pytest.raises(Forbidden):
        end_access(by=by, user=cast.chen.user)
    assert not Grant.objects.filter(user=by, kind="administrator").exists()


def test_the_last_administrator_stays(cast, sign_in):
    ana = sign_in(cast.ana)
    grant = Grant.objects.get(user=cast.ana.user)
    page = ana.post(f"/console/grants/{grant.id}/", {"_method": "delete"}, follow=True)
    assert "last administrator" in page.content.decode()
    with pytest.raises(Refused, match="last administrator"):
        end_access(by=None, user=cast.ana.user)
    assert User.objects.get(id=cast.ana.user_id).is_active


def test_an_administrator_who_left_does_not_count(cast):
    Grant.objects.create(user=cast.eve.user, kind="administrator")
    with pytest.raises(Refused):
        take_grant(by=None, grant=Grant.objects.get(user=cast.ana.user))


@pytest.mark.parametrize(
    ("email", "kind"),
    [("nobody@a.example", "auditor"), ("eve@aamuvalle.example", "auditor"), ("bo@aamuvalle.example", "emperor")],
)
def test_a_grant_that_cannot_be_is_said(cast, sign_in, email, kind):
    assert sign_in(cast.ana).post("/console/grants/", {"email": email, "kind": kind}).status_code == 422


def test_a_leavers_session_token_and_grant_end_at_her_next_request(cast, sign_in):
    client, elsewhere = sign_in(cast.kim), sign_in(cast.kim)
    _token, text = make_token(by=cast.kim.user, name="One", days=30)
    assert client.get("/account/").status_code == 200
    end_access(by=cast.ana.user, user=cast.kim.user)
    assert client.get("/account/").status_code == elsewhere.get("/account/").status_code == 302
    assert user_of_token(text) is None
    assert not Session.objects.filter(user=cast.kim.user).exists()
    assert not ApiToken.objects.filter(user=cast.kim.user).exists()
    assert not Grant.objects.filter(user=cast.kim.user).exists()
    fact = Fact.objects.get(kind="accounts.AccessEnded")
    assert (fact.data["sessions"], fact.data["tokens"], fact.actor_label) == (2, 1, "Ana Aalto")


def test_leaving_twice_is_leaving_once(cast):
    for _time in range(2):
        end_access(by=None, user=cast.chen.user)
    assert Fact.objects.filter(kind="accounts.AccessEnded").count() == 1


def test_two_administrators_cannot_take_each_others_grant_at_the_same_moment(cast):
    """The rows of all administrators are held, in one order, before one of them goes: the second waits and then refuses."""
    with CaptureQueriesContext(connection) as asked:
        take_grant(by=None, grant=give_grant(by=None, user=cast.bo.user, kind="administrator"))
    holding = [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]]
    assert len(holding) == 1
    assert "ORDER BY" in holding[0]


def test_the_page_of_grants_asks_as_often_for_thirty_as_for_three(cast, sign_in):
    client = sign_in(cast.ana)
    counts = []
    for more in (3, 27):
        for number in range(more):
            user = User.objects.create(email=f"{more}-{number}@a.example")
            Grant.objects.create(user=user, kind="auditor", given_by=cast.ana.user)
        client.get("/console/grants/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/console/grants/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
