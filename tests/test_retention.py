"""What the privacy page promises to forget is forgotten: by the jobs that run, on their days."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.accounts.facts import SignedIn
from rostra.accounts.jobs import tidy as accounts_tidy
from rostra.accounts.models import EmailChange, Invitation, InvitingRun, Session
from rostra.communities.actions.entries import publish_entry
from rostra.communities.hearers import To
from rostra.communities.models import Entry
from rostra.company.jobs import tidy as company_tidy
from rostra.company.models import Mail
from rostra.ledger.actions import dispatch_waiting
from rostra.ledger.facts import record
from rostra.ledger.jobs import forget_paces
from rostra.ledger.jobs import tidy as ledger_tidy
from rostra.ledger.models import Delivery, Fact

pytestmark = pytest.mark.django_db
NIGHTLY = {"accounts.tidy", "company.tidy", "ledger.tidy", "people.forget_imports"}
HOURLY = {"advocacy.forget_visitors", "communities.empty_deleted", "ledger.forget_paces"}


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


def test_each_job_that_forgets_runs_by_itself():
    app.perform_import_paths()
    crons = {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}
    assert {name for name in NIGHTLY if crons[name].split()[2:] == ["*", "*", "*"]} == NIGHTLY
    assert {name for name in HOURLY if crons[name].split()[1:] == ["*", "*", "*", "*"]} == HOURLY


def test_a_fact_goes_when_its_days_are_over_and_not_before(cast):
    with transaction.atomic():
        fact = record(SignedIn(user_id=cast.bo.user.id, agent="Firefox"), by=cast.bo.actor)
    assert fact.keep_until == timezone.now().date() + timedelta(days=90)
    ever = publish_entry(by=cast.bo, to=To.all(), body="Words")
    dispatch_waiting()
    Delivery.objects.create(fact=fact, listener="some.listener")
    Fact.objects.filter(id=fact.id).update(keep_until=timezone.now().date())
    ledger_tidy(timestamp=0)
    assert Fact.objects.filter(id=fact.id).exists()
    Fact.objects.filter(id=fact.id).update(keep_until=days_ago(1).date())
    ledger_tidy(timestamp=0)
    assert not Fact.objects.filter(id=fact.id).exists()
    assert Fact.objects.filter(kind="communities.EntryPublished").exists()
    assert Entry.objects.filter(id=ever.id).exists()


def test_a_job_that_failed_goes_after_ninety_days():
    for days, name in ((89, "young"), (91, "old")):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args) VALUES ('facts', %s, 'failed', '{}')"
                " RETURNING id",
                [name],
            )
            job = cursor.fetchone()[0]
            cursor.execute(
                "UPDATE procrastinate_events SET at = now() - make_interval(days => %s) WHERE job_id = %s", [days, job]
            )
            cursor.execute(
                "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'failed', now() - make_interval(days => %s))",
                [job, days],
            )
    ledger_tidy(timestamp=0)
    assert list(ProcrastinateJob.objects.values_list("task_name", flat=True)) == ["young"]


@pytest.mark.usefixtures("cast")
def test_who_tried_to_sign_in_is_forgotten_within_the_hour(client):
    client.post("/sign-in/", {"login": "nobody@aamuvalle.example", "password": "wrong"}, REMOTE_ADDR="192.0.2.77")
    assert any("192.0.2.77" in key for key in cached())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = now() - interval '1 minute'")
    cache.set("still-counts", 1, 600)
    forget_paces(timestamp=0)
    assert [key for key in cached() if "still-counts" not in key] == []
    assert cached()


def cached() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        return [row[0] for row in cursor.fetchall()]


def test_an_invitation_that_nobody_took_goes_a_year_after_it_closed():
    made = {
        name: Invitation.objects.create(email=f"{name}@x.example", digest=name, expires_at=days_ago(ago), used_at=used)
        for name, ago, used in (("young", 364, None), ("old", 366, None), ("used", 366, days_ago(370)))
    }
    InvitingRun.objects.create(of=1, left_out=[["a@x.example", "no"]], ended_at=days_ago(366))
    accounts_tidy(timestamp=0)
    assert {each.email for each in Invitation.objects.filter(id__in=[one.id for one in made.values()])} == {
        "young@x.example",
        "used@x.example",
    }
    assert not InvitingRun.objects.exists()


def test_a_change_of_address_goes_a_week_after_it_ran_out(cast):
    for number, ago in ((1, 6), (2, 8)):
        EmailChange.objects.create(
            user=cast.bo.user,
            new_email="new@x.example",
            old_digest=f"o{number}",
            new_digest=f"n{number}",
            expires_at=days_ago(ago),
            done_at=days_ago(ago),
        )
    accounts_tidy(timestamp=0)
    assert EmailChange.objects.get().old_digest == "o1"


def test_a_session_goes_at_most_thirty_days_after_one_was_last_there(cast, sign_in):
    client = sign_in(cast.bo)
    assert [client.get(page).status_code for page in ("/", "/people/")] == [200, 200]
    row = Session.objects.get(session_key=client.session.session_key)
    assert timedelta(days=29, hours=23) < row.expire_date - timezone.now() <= timedelta(days=30)
    accounts_tidy(timestamp=0)
    assert Session.objects.filter(session_key=row.session_key).exists()
    Session.objects.filter(session_key=row.session_key).update(expire_date=days_ago(1))
    accounts_tidy(timestamp=0)
    assert not Session.objects.filter(session_key=row.session_key).exists()


def test_a_mail_goes_after_ninety_days_and_its_words_before(cast):
    for number, (ago, state) in enumerate(((91, "sent"), (89, "sent"), (8, "failed"), (6, "failed"))):
        mail = Mail.objects.create(to=f"m{number}@x.example", subject="S", text="words", kind="x", state=state)
        Mail.objects.filter(id=mail.id).update(at=days_ago(ago))
    company_tidy(timestamp=0)
    assert dict(Mail.objects.filter(to__endswith="@x.example").values_list("to", "text")) == {
        "m1@x.example": "words",
        "m2@x.example": "",
        "m3@x.example": "words",
    }
