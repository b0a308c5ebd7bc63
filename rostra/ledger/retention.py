"""What was promised to be kept so long and no longer."""

from asgiref.sync import async_to_sync
from django.utils import timezone
from procrastinate.contrib.django import app

from rostra.ledger.models import Fact

BATCH = 1000
JOB_DAYS = 90


def forget_old_facts() -> int:
    """Facts whose `keep_until` is over, with what their listeners made of them. Returns how many. Run daily."""
    over = Fact.objects.filter(keep_until__lt=timezone.now().date()).exclude(dispatched_at=None).order_by("keep_until")
    total = 0
    while batch := list(over.values_list("id", flat=True)[:BATCH]):
        Fact.objects.filter(id__in=batch).delete()
        total += len(batch)
    return total


def forget_old_jobs() -> None:
    """Jobs that failed or were called off; those that went well are gone at once. Run daily."""
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=24 * JOB_DAYS, include_failed=True, include_cancelled=True, include_aborted=True
    )
