"""Jobs in a real worker: what they defer commits with their rows, what passes by itself is tried again, nothing is lost."""

import threading
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from rostra.accounts.actions import inviting
from rostra.accounts.models import Invitation
from rostra.advocacy.models import Account, FeedSource, Share
from rostra.advocacy.tests.servers import database_url
from rostra.communities.actions.entries import publish_entry
from rostra.communities.models import Entry
from rostra.communities.writing import To
from rostra.company.actions import send_mail
from rostra.company.models import Company, Mail
from rostra.kit.job_queue import OutsideTransaction, defer, job, put_back
from rostra.kit.job_queue.retries import MOST_TRIES, pause_after
from rostra.ledger.facts import Actor, record
from rostra.ledger.models import Delivery, Fact
from rostra.notices.actions import tell
from rostra.notices.models import Notice
from rostra.people.facts import PersonLeft
from rostra.people.importing import actions as importing
from rostra.people.models import ImportRun, Person
from rostra.server.doctor.database import look_at_database
from rostra.server.plan import Plan
from tests.cast import Cast, assemble
from tests.worker import forget_all_jobs, left_over, make_due, run_worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house() -> Cast:
    """The cast, committed. As in a demo, mail counts as sent and leaves nowhere."""
    call_command("flush", interactive=False, verbosity=0)
    cast = assemble()
    Company.objects.update(demo=True)
    forget_all_jobs()
    return cast


@pytest.fixture
def task():
    """Register a job for one test."""
    names: list[str] = []

    def register(name: str, work, **options):
        names.append(name)
        return job(name, queue="tests", **options)(work)

    yield register
    for name in names:
        del app.tasks[name]


def start(name: str, **arguments: str | bool) -> None:
    with transaction.atomic():
        defer(name, **arguments)


def letter(to: str = "chen@aamuvalle.example") -> Mail:
    return send_mail(to=to, subject="Good morning", text="Coffee is ready.", kind="tests.letter")


def test_what_a_job_defers_runs_only_once_its_row_is_committed(house, task):
    early = threading.Event()
    deliver = app.tasks["company.deliver_mail"].func

    def watched(mail_id: str) -> None:
        early.set()
        deliver(mail_id=mail_id)

    def write() -> None:
        with transaction.atomic():
            letter()
            early.wait(1.5)  # another of the worker's four would begin at once
            seen.append(early.is_set())

    seen: list[bool] = []
    task("tests.write", write)
    app.tasks["company.deliver_mail"].func = watched
    try:
        start("tests.write")
        run_worker()
    finally:
        app.tasks["company.deliver_mail"].func = deliver
    assert seen == [False]
    assert (Mail.objects.get().state, left_over()) == ("sent", [])


def test_what_a_job_defers_vanishes_when_its_transaction_is_rolled_back(house, task):
    def write() -> None:
        with transaction.atomic():
            letter()
            raise ValueError("a fault of ours")

    task("tests.write", write)
    start("tests.write")
    run_worker()
    assert not Mail.objects.exists()
    assert left_over("todo", "doing", "failed") == ["tests.write"]


def test_nothing_is_deferred_outside_a_transaction(house):
    with pytest.raises(OutsideTransaction):
        defer("ledger.dispatch")
    with pytest.raises(TaskNotFound):
        start("nobody.knows_this")


def test_a_job_whose_row_is_not_there_fails_loudly(house):
    nobody = "019b0000-0000-7000-8000-000000000000"
    start("company.deliver_mail", mail_id=nobody)
    start("accounts.go_on_inviting", run=nobody)
    start("advocacy.send_share", share_id=nobody)
    start("advocacy.disconnect_leaver", person_id=nobody)
    start("people.import", run=nobody, write=False)
    run_worker()
    assert left_over() == sorted(
        ["accounts.go_on_inviting", "advocacy.disconnect_leaver", "advocacy.send_share", "company.deliver_mail",
         "people.import"]
    )  # fmt: skip
    assert set(ProcrastinateJob.objects.values_list("attempts", flat=True)) == {1}  # it does not pass by itself


def test_every_job_of_the_house_has_growing_pauses_for_what_passes_by_itself():
    ours = {name: each for name, each in app.tasks.items() if "procrastinate" not in name}
    assert len(ours) > 20
    assert [name for name, each in ours.items() if each.retry_strategy is None] == []
    pauses = [pause_after(attempts) for attempts in range(MOST_TRIES)]
    assert pauses[:3] == [5, 15, 45]
    assert pauses == sorted(pauses)
    assert 12 * 3600 < sum(pauses) < 48 * 3600


def test_what_passes_by_itself_is_tried_again_and_the_page_says_when(house, task, sign_in, caplog):
    away = [OperationalError("the database system is shutting down"), ConnectionResetError("gone"), None]

    def work() -> None:
        if error := away.pop(0):
            raise error

    task("tests.work", work)
    start("tests.work")
    run_worker()
    waiting = ProcrastinateJob.objects.get(task_name="tests.work")
    said = [str(record.msg) for record in caplog.records if record.name == "rostra.jobs"]
    assert len(said) == 1
    assert f"'job': {waiting.id}," in said[0]  # the number that the page names
    assert "OperationalError: the database system is shutting down" in said[0]
    assert (waiting.status, waiting.attempts) == ("todo", 1)
    assert timedelta(0) < waiting.scheduled_at - timezone.now() <= timedelta(seconds=5)
    page = sign_in(house.ana).get("/console/jobs/").content.decode()
    assert "What will be tried again by itself" in page
    assert "tried 1 time " in page
    for _time in range(2):
        make_due()
        run_worker()
    assert (away, left_over("todo", "doing", "failed")) == ([], [])
    assert "Nothing has failed" in sign_in(house.ana).get("/console/jobs/").content.decode()


def test_what_never_passes_stands_as_failed_with_the_number_of_its_tries(house, task, sign_in):
    def work() -> None:
        raise OperationalError("the disk is full")

    task("tests.work", work)
    start("tests.work")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [MOST_TRIES - 1])
    run_worker()
    assert left_over() == ["tests.work"]
    page = sign_in(house.ana).get("/console/jobs/").content.decode()
    assert f"tried {MOST_TRIES} times" in page
    assert "several times" not in page


def test_the_doctor_calls_a_failed_job_a_fault(house, task, tmp_path):
    task("tests.work", lambda: 1 / 0)
    start("tests.work")
    run_worker()
    plan = Plan(home=tmp_path)
    Delivery.objects.create(fact=Fact.objects.create(kind="tests.Rang"), listener="tests.hear", state=Delivery.FAILED)
    found = [finding for finding in look_at_database(plan, database_url(), serving=False) if "failed" in finding.what]
    assert [(finding.what, finding.mild) for finding in found] == [
        ("2 jobs have failed and will not be tried again", False)
    ]


def test_a_periodic_job_that_failed_gives_way_to_the_one_that_waits_already(house, task):
    runs: list[int] = []
    twins: list[int | None] = []

    def work() -> None:
        runs.append(1)
        if len(runs) == 1:
            with transaction.atomic():  # as the next minute would
                twins.append(defer("tests.work", wait=timedelta(seconds=60)))
            raise OperationalError("gone")

    task("tests.work", work, queueing_lock="tests.work")
    start("tests.work")
    run_worker()
    assert list(ProcrastinateJob.objects.values_list("id", "status")) == [(twins[0], "todo")]
    make_due()
    run_worker()
    assert (len(runs), left_over("todo", "doing", "failed")) == (2, [])


def test_a_failed_job_put_back_takes_the_place_of_the_one_that_waits(house, task):
    task("tests.work", lambda: None, queueing_lock="tests.work")
    start("tests.work")
    failed = ProcrastinateJob.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    start("tests.work")
    put_back(failed.id)
    assert ProcrastinateJob.objects.values_list("id", "status").get() == (failed.id, "todo")


def test_a_failed_periodic_job_is_forgotten_once_a_later_run_did_the_same(house):
    with connection.cursor() as cursor:
        for timestamp in (60, 180):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args) "
                "VALUES ('facts', 'tests.nightly', 'failed', jsonb_build_object('timestamp', %s::int))",
                [timestamp],
            )
        cursor.execute(
            "INSERT INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp, job_id) "
            "VALUES ('tests.nightly', '', 120, NULL)"
        )
    start("ledger.requeue_stalled", timestamp="0")
    run_worker()
    assert [one.args for one in ProcrastinateJob.objects.filter(status="failed")] == [{"timestamp": 180}]


def test_everybody_is_invited_by_real_workers_and_no_mail_waits_without_a_job(house, monkeypatch):
    monkeypatch.setattr(inviting, "PER_MINUTE", 20)
    people = [Person(name=f"N {n}", sort_key=f"n{n}", email=f"n{n}@aamuvalle.example") for n in range(50)]
    Person.objects.bulk_create(people)
    run = inviting.invite_everybody(by=house.ana.user, confirmed=50)
    for _minute in range(4):
        run_worker()
        make_due(task_name="accounts.go_on_inviting")
    run.refresh_from_db()
    assert (run.sent, run.ended_at is None) == (50, False)
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    assert Mail.objects.count() == Invitation.objects.count() == 50
    assert left_over("todo", "doing", "failed") == []


def test_inviting_everybody_goes_on_after_the_database_was_away(house, monkeypatch, sign_in):
    Person.objects.bulk_create(
        [Person(name=f"N {n}", sort_key=f"n{n}", email=f"n{n}@aamuvalle.example") for n in range(9)]
    )
    whole, calls = inviting.invite_newcomer, []

    def cut_at_the_fifth(**given):
        calls.append(given)
        if len(calls) == 5:
            with connection.cursor() as cursor:  # as a restart does to every connection
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return whole(**given)

    monkeypatch.setattr(inviting, "invite_newcomer", cut_at_the_fifth)
    run = inviting.invite_everybody(by=house.ana.user, confirmed=9)
    run_worker()
    ana = sign_in(house.ana)
    page = ana.get("/console/invitations/").content.decode()
    assert "It was interrupted and goes on by itself at" in page
    make_due()
    run_worker()
    run.refresh_from_db()
    assert (run.sent, run.ended_at is None) == (9, False)
    assert sorted(Mail.objects.values_list("to", "state")) == [(f"n{n}@aamuvalle.example", "sent") for n in range(9)]


def test_inviting_that_failed_for_good_says_so_and_goes_on_by_a_button(house, sign_in, monkeypatch):
    Person.objects.create(name="N", sort_key="n", email="n@aamuvalle.example")
    run = inviting.invite_everybody(by=house.ana.user, confirmed=1)
    with monkeypatch.context() as broken:
        broken.setattr(inviting, "invite_newcomer", lambda **_given: 1 / 0)
        run_worker()
    ana = sign_in(house.ana)
    page = ana.get("/console/invitations/").content.decode()
    assert "could not go on by itself" in page
    assert "You need not wait here" not in page
    assert (
        "It goes on." in ana.post("/console/invitations/everybody/", {"_method": "put"}, follow=True).content.decode()
    )
    run_worker()
    run.refresh_from_db()
    assert (run.sent, run.ended_at is None, left_over("todo", "failed")) == (1, False, [])


def everything_that_waits(cast: Cast) -> None:
    """Work for every job: rows whose time has come."""
    hour_ago, now = timezone.now() - timedelta(hours=1), timezone.now()
    tell(
        people=[cast.chen.id],
        kind="communities.welcomed",
        by=cast.bo,
        subject=cast.bo.id,
        url="/x/",
        words={"community": "Tea"},
    )
    Notice.objects.update(at=hour_ago)
    account = Account.objects.create(person=cast.bo, network="mastodon", instance="http://127.0.0.1:9", outside_id="1")
    Share.objects.create(
        person=cast.bo, account=account, network="mastodon", way="api", words="x", text="x", next_at=now
    )
    FeedSource.objects.create(name="Away", url="http://127.0.0.1:9/feed", added_by=cast.kim, due_at=hour_ago)
    gone = publish_entry(by=cast.bo, to=To.all(), body="Gone")
    Entry.objects.filter(id=gone.id).update(deleted_at=now - timedelta(days=2))
    with transaction.atomic():
        record(PersonLeft(person=cast.bo.id), by=Actor.house())
    forget_all_jobs()
    letter()
    forget_all_jobs()
    Mail.objects.update(at=hour_ago)
    Person.objects.create(name="N", sort_key="n", email="n@aamuvalle.example")


def arguments_of(cast: Cast) -> dict[str, dict[str, str | bool]]:
    """Of the jobs that take more than the moment of their run."""
    run = importing.take_file(
        by=cast.ana, file_name="p.csv", content=BytesIO(b"Name,E-mail\nZoe,zoe@aamuvalle.example\n")
    )
    ImportRun.objects.filter(id=run.id).update(state=ImportRun.State.RUNNING, options={"everybody": False})
    inviting_run = inviting.invite_everybody(by=cast.ana.user, confirmed=1)
    forget_all_jobs()
    return {
        "accounts.go_on_inviting": {"run": str(inviting_run.id)},
        "advocacy.send_share": {"share_id": str(Share.objects.get().id)},
        "advocacy.disconnect_leaver": {"person_id": str(cast.bo.id)},
        "company.deliver_mail": {"mail_id": str(Mail.objects.get(kind="tests.letter").id)},
        "people.import": {"run": str(run.id), "write": True},
    }


def test_every_job_runs_in_a_real_worker_and_leaves_no_job_that_failed(house, settings):
    settings.HTTP_ALLOWED = frozenset()
    everything_that_waits(house)
    given = arguments_of(house)
    periodic = {each.task.name for each in app.periodic_registry.periodic_tasks.values()}
    for name in sorted(app.tasks):
        if name.partition(".")[0] in {"builtin:procrastinate", "procrastinate", "builtin"}:
            continue
        start(name, **given.get(name, {"timestamp": "0"} if name in periodic else {}))
    run_worker()
    assert left_over() == []
    assert not Fact.objects.filter(dispatched_at=None).exists()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    assert {"notices.unseen", "accounts.invitation", "tests.letter"} <= set(Mail.objects.values_list("kind", flat=True))
    assert Person.objects.filter(email="zoe@aamuvalle.example").exists()
    assert Account.objects.get().state == Account.ENDED
    assert Entry.objects.get().body == ""
