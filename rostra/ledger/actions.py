"""The outbox: facts waiting are handed to their listeners, each in a transaction of its own."""

from datetime import timedelta

import structlog
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from rostra.kit.job_queue import put_back
from rostra.ledger.listening import listeners, listeners_of
from rostra.ledger.models import Delivery, Fact

# procrastinate keeps the newest run of each periodic job, and empties its job_id when the job succeeds and is deleted.
_FORGET_MADE_UP = """
    DELETE FROM procrastinate_jobs AS failed USING procrastinate_periodic_defers AS newest
    WHERE failed.status = 'failed' AND failed.task_name = newest.task_name AND newest.job_id IS NULL
        AND newest.defer_timestamp > (failed.args ->> 'timestamp')::bigint
"""

log = structlog.get_logger("rostra.ledger")

BATCH = 200
# Before each further try. The first are short for what passes at once; together they outlast a night.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60, 180, 360, 720)]
TRIES = len(PAUSES) + 1
STALLED_SECONDS = 30


def dispatch_waiting() -> int:
    """Hand every waiting fact to its listeners. Returns the number of facts. Safe to run in several workers at once."""
    total = 0
    while batch := _claim_batch():
        total += len(batch)
        for delivery_id in batch_deliveries(batch):
            deliver(delivery_id=delivery_id)
    return total


def _claim_batch() -> list[Fact]:
    with transaction.atomic():
        waiting = Fact.objects.filter(dispatched_at=None).order_by("id").select_for_update(skip_locked=True)
        batch = list(waiting[:BATCH])
        Delivery.objects.bulk_create(
            [Delivery(fact=fact, listener=listener.key) for fact in batch for listener in listeners_of(fact.kind)],
            ignore_conflicts=True,
        )
        Fact.objects.filter(id__in=[fact.id for fact in batch]).update(dispatched_at=timezone.now())
    return batch


def batch_deliveries(batch: list[Fact]) -> list[int]:
    open_ones = Delivery.objects.filter(fact__in=[fact.id for fact in batch], state=Delivery.WAITING)
    return list(open_ones.order_by("id").values_list("id", flat=True))


def deliver(*, delivery_id: int) -> bool:
    """Tell one listener of one fact. False if it failed; after the last try it stands in the console with a button."""
    try:
        with transaction.atomic():
            delivery = Delivery.objects.select_for_update(of=("self",)).select_related("fact").get(id=delivery_id)
            if delivery.state == Delivery.DONE:
                return True
            listeners[delivery.listener].hear(delivery.fact)
            delivery.state, delivery.tries, delivery.error = Delivery.DONE, delivery.tries + 1, ""
            delivery.save()
    except Exception as error:  # whatever a listener raises, the others must still hear
        log.exception("listener failed", delivery=delivery_id)
        _note_failure(delivery_id, error)
        return False
    return True


def _note_failure(delivery_id: int, error: Exception) -> None:
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(id=delivery_id)
        delivery.tries += 1
        delivery.error = f"{type(error).__name__}: {error}"[:2000]
        if delivery.tries < TRIES:
            delivery.state, delivery.due_at = Delivery.WAITING, timezone.now() + PAUSES[delivery.tries - 1]
        else:
            delivery.state = Delivery.FAILED
        delivery.save()


def retry_waiting() -> int:
    """Try again what failed, once its pause is over, and what a killed worker left. Run every minute. Returns how many."""
    due = Delivery.objects.filter(state=Delivery.WAITING, due_at__lte=timezone.now()).order_by("due_at", "id")
    return sum(deliver(delivery_id=delivery_id) for delivery_id in list(due.values_list("id", flat=True)[:BATCH]))


def try_again(*, delivery: Delivery) -> bool:
    """The console's button: one more try, at once."""
    Delivery.objects.filter(id=delivery.id).update(state=Delivery.WAITING)
    return deliver(delivery_id=delivery.id)


def requeue_job(*, job_id: int) -> None:
    """The console's other button: a job that failed for good goes back into its queue, to run at once."""
    put_back(job_id)


def requeue_stalled() -> int:
    """Put back what a killed worker was doing. Run every minute; procrastinate finds them by the worker's heartbeat."""
    stalled = list(async_to_sync(app.job_manager.get_stalled_jobs)(seconds_since_heartbeat=STALLED_SECONDS))
    for job in stalled:
        put_back(int(job.id or 0))
    return len(stalled)


def forget_made_up_failures() -> int:
    """A periodic job that failed is no longer worth a look once a later run has done the same work. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_MADE_UP)
        return int(cursor.rowcount)
