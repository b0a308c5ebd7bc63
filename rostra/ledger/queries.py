"""Reading the ledger: facts that are not sealed, deliveries that failed, jobs that failed for good."""

from uuid import UUID

from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.ledger.models import Delivery, Fact

PAGE = 50


def audit_page(*, kind: str, after: UUID | None) -> tuple[list[Fact], UUID | None]:
    """Fifty facts, newest first, and the id to go on from, None at the end. `kind` empty: all kinds."""
    facts = Fact.objects.filter(sealed=False).order_by("-id")
    facts = facts.filter(kind=kind) if kind else facts
    rows = list((facts.filter(id__lt=after) if after else facts)[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def failed_deliveries() -> list[Delivery]:
    return list(Delivery.objects.filter(state=Delivery.FAILED).select_related("fact").order_by("-changed_at")[:PAGE])


def failed_delivery(delivery_id: int) -> Delivery | None:
    return Delivery.objects.filter(id=delivery_id, state=Delivery.FAILED).select_related("fact").first()


def failed_jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(status="failed").order_by("-id")[:PAGE])


def retried_jobs() -> list[ProcrastinateJob]:
    """Jobs that failed and will be tried again by themselves, the next one first."""
    return list(ProcrastinateJob.objects.filter(status="todo", attempts__gt=0).order_by("scheduled_at")[:PAGE])


def retried_deliveries() -> list[Delivery]:
    """The same of listeners."""
    waiting = Delivery.objects.filter(state=Delivery.WAITING, tries__gt=0)
    return list(waiting.select_related("fact").order_by("due_at")[:PAGE])


def failed_job(job_id: int) -> ProcrastinateJob | None:
    return ProcrastinateJob.objects.filter(id=job_id, status="failed").first()


def failures_count() -> int:
    """What the console's first page shows beside "Failed jobs"."""
    deliveries = Delivery.objects.filter(state=Delivery.FAILED).count()
    return deliveries + ProcrastinateJob.objects.filter(status="failed").count()
