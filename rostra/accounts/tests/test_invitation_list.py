"""The console's list of invitations: paged, found, kept apart by what became of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rostra.accounts import listing
from rostra.accounts.actions.invitations import invite
from rostra.accounts.actions.leaving import end_access
from rostra.accounts.models import Invitation
from rostra.company.models import Mail


def invited(number, *, label="", days_ago=0, came=False):
    """Rows as they stand after so many days."""
    now = timezone.now()
    rows = Invitation.objects.bulk_create(
        Invitation(
            email=f"n{each:04}-{days_ago}@a.example", label=label or f"Nomen {each:04}", digest=f"{days_ago}-{each}",
            expires_at=now + timedelta(days=7 - days_ago), sent_at=now, sent_times=1, used_at=now if came else None,
        )
        for each in range(number)
    )  # fmt: skip
    for step, row in enumerate(rows):
        Invitation.objects.filter(id=row.id).update(at=now - timedelta(days=days_ago, seconds=step))
    return rows


@pytest.fixture
def page(cast, sign_in):
    ana = sign_in(cast.ana)

    def read(query=""):
        answer = ana.get(f"/console/invitations/{query}")
        assert answer.status_code == 200
        return answer

    return read


@pytest.mark.parametrize("came", [False, True])
def test_every_invitation_stands_on_one_page_and_on_one_only(page, came):
    rows, seen, query = invited(120, came=came), [], "?show=came" if came else ""
    while query is not None:
        context = page(query).context
        seen += [row.email for row in context["rows"]]
        query = context["older"] or None
    assert len(seen) == 120
    assert set(seen) == {row.email for row in rows}


def test_each_stands_under_what_became_of_it(page):
    invited(2)
    invited(3, days_ago=8)
    invited(4, days_ago=2, came=True)
    for show, count in (("waiting", 2), ("closed", 3), ("came", 4)):
        context = page(f"?show={show}").context
        assert len(context["rows"]) == count
        assert {key: number for key, _name, number in context["shows"]} == {"waiting": 2, "closed": 3, "came": 4}


def test_it_is_found_by_parts_of_name_and_address_without_accents(page):
    invited(1, label="Äijälä Ñandú")
    invited(3, days_ago=1)
    for words in ("nandu", "AIJALA", "ñandú äij", "n0000-0@a"):
        assert [row.label for row in page(f"?q={words}").context["rows"]] == ["Äijälä Ñandú"], words
    assert "Nobody found" in page("?q=100%25").content.decode()


def test_a_cursor_that_nobody_gave_out_is_refused_and_a_kind_that_is_none_is_the_first(cast, sign_in):
    ana = sign_in(cast.ana)
    assert ana.get("/console/invitations/?after=x").status_code == 422
    assert ana.get("/console/invitations/?show=x").context["show"] == "waiting"


def test_what_is_done_to_one_leads_back_to_the_same_place(cast, sign_in):
    (row,) = invited(1, days_ago=8)
    ana = sign_in(cast.ana)
    text = ana.get("/console/invitations/?show=closed&q=nomen").content.decode()
    assert f"/console/invitations/{row.id}/sendings/?show=closed&amp;q=nomen" in text
    answer = ana.post(f"/console/invitations/{row.id}/sendings/?show=closed&q=nomen")
    assert answer["Location"] == "/console/invitations/?show=closed&q=nomen"
    assert Mail.objects.count() == 1
    answer = ana.post(f"/console/invitations/{row.id}/?show=closed", {"_method": "delete"})
    assert answer["Location"] == "/console/invitations/?show=closed"


def test_who_left_and_is_invited_again_stands_among_those_who_have_not_come(cast, page):
    end_access(by=cast.ana.user, user=cast.kim.user)
    invite(by=cast.ana.user, email=cast.kim.user.email)
    assert [row.email for row in page().context["rows"]] == [cast.kim.user.email]


def test_the_list_asks_as_often_for_fifty_as_for_three(cast, sign_in):
    client, counts = sign_in(cast.ana), []
    for day, more in enumerate((3, 60)):
        invited(more, days_ago=day)
        Invitation.objects.update(invited_by=cast.ana.user)
        client.get("/console/invitations/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/console/invitations/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert listing.PAGE == 50
