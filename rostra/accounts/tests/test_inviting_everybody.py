"""Everybody who has not been invited, by one button, through a job."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.accounts import jobs
from rostra.accounts.actions import inviting
from rostra.accounts.actions.invitations import invite
from rostra.accounts.actions.inviting import go_on_inviting, invite_everybody, stop_inviting
from rostra.accounts.models import Invitation, InvitingRun
from rostra.accounts.newcomers import Newcomer, NewcomerSource, Waiting, newcomer_sources
from rostra.company.models import Company, Mail
from rostra.kit.errors import Forbidden, Refused
from rostra.kit.ids import new_id
from rostra.ledger.models import Fact


@pytest.fixture
def listed():
    """A list of people that accounts can ask, in the place of the room above: addresses, and those invited drop out."""
    people = sorted((Newcomer(f"n{n}@a.example", f"N {n}", new_id()) for n in range(5)), key=lambda one: one.person_id)

    def left():
        asked = set(Invitation.objects.values_list("email", flat=True))
        return [one for one in people if one.email not in asked]

    def page(after, most):
        return [one for one in left() if after is None or one.person_id > after][:most]

    before = dict(newcomer_sources._items)
    newcomer_sources._items.clear()
    newcomer_sources.add(NewcomerSource("tests", lambda: Waiting(len(left()), 2), page))
    yield people
    newcomer_sources._items.clear()
    newcomer_sources._items.update(before)


def go_to_the_end(run):
    for _round in range(20):
        go_on_inviting(run_id=run.id)
        run.refresh_from_db()
        if run.ended_at:
            return
    pytest.fail("the run does not end")


def waiting_jobs():
    return ProcrastinateJob.objects.filter(task_name="accounts.go_on_inviting")


def test_everybody_is_invited_once_some_a_minute(cast, listed, monkeypatch):
    monkeypatch.setattr(inviting, "PER_MINUTE", 2)
    run = invite_everybody(by=cast.ana.user, confirmed=5)
    jobs.go_on_inviting.func(run=str(run.id))
    run.refresh_from_db()
    assert (run.sent, run.of, run.ended_at) == (2, 5, None)
    later = waiting_jobs().order_by("-id").first()
    assert later.scheduled_at is not None
    go_to_the_end(run)
    assert run.sent == Mail.objects.count() == Invitation.objects.count() == 5
    assert {row.invited_by_id for row in Invitation.objects.all()} == {cast.ana.user_id}
    fact = Fact.objects.get(kind="accounts.InvitationsSent")
    assert (fact.data, fact.actor_id) == ({"count": 5, "left_out": 0}, cast.ana.id)
    with pytest.raises(Refused, match="already"):
        invite_everybody(by=cast.ana.user, confirmed=5)


def test_who_has_no_address_or_a_log_in_is_left_out_and_told(cast, listed):
    listed += [Newcomer("nobody", "X", new_id()), Newcomer(cast.chen.user.email, "Chen", new_id())]
    run = invite_everybody(by=cast.ana.user, confirmed=7)
    go_to_the_end(run)
    assert (run.sent, run.left_out_count) == (5, 2)
    assert {email for email, _why in run.left_out} == {"nobody", cast.chen.user.email}


def test_never_more_are_invited_than_were_confirmed(cast, listed):
    with pytest.raises(Refused, match="more people"):
        invite_everybody(by=cast.ana.user, confirmed=4)
    run = invite_everybody(by=cast.ana.user, confirmed=5)
    listed += [Newcomer("late@a.example", "Late", new_id())]
    go_to_the_end(run)
    assert Mail.objects.count() == 5


def test_there_is_one_run_at_a_time(cast, listed):
    invite_everybody(by=cast.ana.user, confirmed=5)
    with pytest.raises(Refused, match="already"):
        invite_everybody(by=cast.ana.user, confirmed=5)
    assert waiting_jobs().count() == 1


def test_stopped_it_invites_nobody_else(cast, listed, monkeypatch):
    monkeypatch.setattr(inviting, "PER_MINUTE", 2)
    run = invite_everybody(by=cast.ana.user, confirmed=5)
    go_on_inviting(run_id=run.id)
    assert stop_inviting(by=cast.ana.user)
    assert not stop_inviting(by=cast.ana.user)
    go_on_inviting(run_id=run.id)
    run.refresh_from_db()
    assert (run.sent, run.stopped, Mail.objects.count()) == (2, True, 2)
    assert Fact.objects.get(kind="accounts.InvitationsSent").data["count"] == 2


def test_a_run_whose_worker_died_goes_on_where_it_stood(cast, listed, monkeypatch):
    run = invite_everybody(by=cast.ana.user, confirmed=5)
    whole, calls = inviting.invite_newcomer, []

    def dies_at_the_third(**given):
        calls.append(given)
        if len(calls) == 3:
            raise RuntimeError
        return whole(**given)

    monkeypatch.setattr(inviting, "invite_newcomer", dies_at_the_third)
    with pytest.raises(RuntimeError):
        go_on_inviting(run_id=run.id)
    run.refresh_from_db()
    assert (run.sent, Mail.objects.count()) == (2, 2)
    go_to_the_end(run)
    assert Mail.objects.count() == run.sent == 5
    assert len({mail.to for mail in Mail.objects.all()}) == 5


def test_a_run_does_not_use_up_what_an_inviter_may_send_one_by_one(cast, listed, monkeypatch):
    monkeypatch.setattr("rostra.accounts.actions.invitations.MOST_BY_ONE", 3)
    go_to_the_end(invite_everybody(by=cast.ana.user, confirmed=5))
    assert invite(by=cast.ana.user, email="one.more@a.example")


@pytest.mark.parametrize("name", ["bo", "eve", "hugo", "kim"])
def test_only_an_administrator_invites_everybody(cast, listed, name):
    for verb in (lambda by: invite_everybody(by=by, confirmed=5), lambda by: stop_inviting(by=by)):
        with pytest.raises(Forbidden):
            verb(getattr(cast, name).user)
    assert not InvitingRun.objects.exists()


def test_the_pages_say_the_number_begin_tell_how_far_and_stop(cast, sign_in, listed, monkeypatch):
    monkeypatch.setattr(inviting, "PER_MINUTE", 2)
    ana = sign_in(cast.ana)
    assert "5 people of the list have not been invited" in ana.get("/console/invitations/").content.decode()
    page = ana.get("/console/invitations/everybody/").content.decode()
    assert "Invite 5 people?" in page
    assert "2 more have no e-mail address" in page
    assert "No mail server is set" in page
    for typed in ("4", "", "-5", "x", "９"):
        assert ana.post("/console/invitations/everybody/", {"people": typed}).status_code == 422
    assert not InvitingRun.objects.exists()
    assert ana.post("/console/invitations/everybody/", {"people": "5"})["Location"] == "/console/invitations/"
    go_on_inviting(run_id=InvitingRun.objects.get().id)
    assert "Inviting everybody: 2 of 5" in ana.get("/console/invitations/").content.decode()
    ana.post("/console/invitations/everybody/", {"_method": "delete"})
    page = ana.get("/console/invitations/").content.decode()
    assert "Stopped after 2 of 5 mails" in page
    assert "3 people of the list have not been invited" in page
    go_to_the_end(invite_everybody(by=cast.ana.user, confirmed=3))
    assert "Everybody was invited: 3 mails are on their way." in ana.get("/console/invitations/").content.decode()
    assert "Everybody has been invited" in ana.get("/console/invitations/everybody/").content.decode()


def test_the_page_says_that_mails_were_not_delivered_and_leads_to_the_reasons(cast, sign_in, listed):
    go_to_the_end(invite_everybody(by=cast.ana.user, confirmed=5))
    ana = sign_in(cast.ana)
    assert "not delivered" not in ana.get("/console/invitations/").content.decode()
    Mail.objects.filter(to="n0@a.example").update(state=Mail.FAILED, error="550 no such mailbox")
    page = ana.get("/console/invitations/").content.decode()
    assert '<a href="/console/mail/?state=failed">1 mail was not delivered: the mail log says why</a>' in page


def test_where_mail_gets_out_nothing_is_said_of_it(cast, sign_in, listed):
    Company.objects.update(mail_host="mail.aamuvalle.example")
    assert "No mail server is set" not in sign_in(cast.ana).get("/console/invitations/everybody/").content.decode()
