"""Everybody who has not been invited: confirmed by number, sent some a minute, told as it goes, stopped when wanted."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from rostra.accounts.actions.invitations import invite_newcomer
from rostra.accounts.actors import actor_of
from rostra.accounts.facts import InvitationsSent
from rostra.accounts.listing import INVITING_JOB, interruption_of
from rostra.accounts.models import InvitingRun, User
from rostra.accounts.newcomers import Newcomer, count_newcomers, next_newcomers
from rostra.accounts.queries import allow_administrator
from rostra.company.current import company_or_none
from rostra.kit.errors import Refused
from rostra.kit.job_queue import defer, forget_jobs
from rostra.ledger.facts import record

PER_MINUTE = 100  # mail servers take a few a second; whoever asks for a new password meanwhile must not wait behind all
SHOWN = 100


def invite_everybody(*, by: User | None, confirmed: int) -> InvitingRun:
    """Begin. Raises `Refused` when nobody waits, more wait than were confirmed, or a run is under way; `Forbidden`."""
    allow_administrator(by)
    waiting = count_newcomers().people
    if not waiting:
        raise Refused(_("Everybody has been invited already. Nothing was sent."))
    if waiting > confirmed:
        raise Refused(_("Meanwhile there are more people to invite. Look at the number again. Nothing was sent."))
    try:
        with transaction.atomic():
            run = InvitingRun.objects.create(by=by, of=waiting)
            _defer(run, 0)
    except IntegrityError as error:
        raise Refused(_("The invitations are going out already. Nothing was sent twice.")) from error
    return run


def stop_inviting(*, by: User | None) -> bool:
    """What was sent is sent; nobody else is invited. True when there was a run to stop."""
    allow_administrator(by)
    with transaction.atomic():
        run = InvitingRun.objects.select_for_update().filter(ended_at=None).first()
        if run is not None:
            run.stopped = True
            _end(run)
    return run is not None


def resume_inviting(*, by: User | None) -> bool:
    """Go on with a run whose job failed for good. True when there was one. What was sent is not sent again."""
    allow_administrator(by)
    with transaction.atomic():
        run = InvitingRun.objects.select_for_update().filter(ended_at=None).first()
        held = interruption_of(run)
        if run is None or held is None:
            return False
        forget_jobs(INVITING_JOB, run=str(run.id))
        _defer(run, 0)
    return True


def go_on_inviting(*, run_id: UUID) -> None:
    """The next hundred, each in a transaction of her own; then again in a minute while some are left."""
    run = InvitingRun.objects.get(id=run_id)
    if run.ended_at is not None:
        return  # stopped meanwhile
    batch = next_newcomers(run.after, min(PER_MINUTE, run.of - run.done))
    if not all(_one(run_id, newcomer) for newcomer in batch):
        return
    with transaction.atomic():
        run = InvitingRun.objects.select_for_update().get(id=run_id)
        if run.ended_at is not None:
            return
        if batch and run.done < run.of:
            _defer(run, 60)
        else:
            _end(run)


def _one(run_id: UUID, newcomer: Newcomer) -> bool:
    """False when the run was stopped meanwhile."""
    company = company_or_none()
    with transaction.atomic(), translation.override(company.language if company else None):
        run = InvitingRun.objects.select_for_update(of=("self",)).select_related("by").filter(id=run_id).first()
        if run is None or run.ended_at is not None:
            return False
        if run.after is not None and newcomer.person_id <= run.after:
            return True  # a job that was taken for dead was here already
        reason = invite_newcomer(run=run, newcomer=newcomer)
        run.after = newcomer.person_id
        if reason:
            run.left_out_count += 1
            run.left_out = [*run.left_out, [newcomer.email, reason]][:SHOWN]
        else:
            run.sent += 1
        run.save()
    return True


def _end(run: InvitingRun) -> None:
    run.ended_at = timezone.now()
    run.save()
    record(InvitationsSent(count=run.sent, left_out=run.left_out_count), by=actor_of(run.by))


def _defer(run: InvitingRun, seconds: int) -> None:
    defer(INVITING_JOB, wait=timedelta(seconds=seconds), run=str(run.id))


__all__ = ["go_on_inviting", "invite_everybody", "resume_inviting", "stop_inviting"]
