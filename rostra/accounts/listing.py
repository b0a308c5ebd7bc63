"""One page of the invitations: who has not come yet, whose way in has closed, who came."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.accounts.models import Invitation, InvitingRun, User
from rostra.kit.paging import Cursor

INVITING_JOB = "accounts.go_on_inviting"
PAGE = 50
WAITING, CLOSED, CAME = SHOWS = ("waiting", "closed", "came")


@dataclass(frozen=True)
class InvitationPage:
    """`after` is where the next page begins, if there is one."""

    rows: list[Invitation]
    after: Cursor | None = None


@dataclass(frozen=True)
class Interruption:
    """A run whose job broke. `again_at` is when it goes on by itself; None: only when somebody says so."""

    again_at: datetime | None


def page_of_invitations(*, show: str, words: str, after: Cursor | None, now: datetime) -> InvitationPage:
    """The newest first. `words` are parts of the name or the address, in any order."""
    moment = "used_at" if show == CAME else "at"
    rows = _found(_shown(show, now), words).select_related("invited_by").order_by(f"-{moment}", "-id")
    if after is not None:
        rows = rows.filter(**{f"{moment}__lte": after.moment}).exclude(**{moment: after.moment, "id__gte": after.id})
    page = list(rows[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    return InvitationPage(page[:PAGE], Cursor(getattr(last, moment), last.id) if last else None)


def count_invitations(*, words: str, now: datetime) -> dict[str, int]:
    """How many of each kind, of those that `words` find: with words by one reading of the table, else by the indexes."""
    if not words:
        return {show: _shown(show, now).count() for show in SHOWS}
    waiting = Q(used_at=None, ended_at=None) & ~Q(email__in=_addresses_here())
    counted = _found(Invitation.objects.filter(Q(ended_at=None) | ~Q(used_at=None)), words).aggregate(
        waiting=Count("id", filter=waiting & Q(expires_at__gt=now)),
        closed=Count("id", filter=waiting & Q(expires_at__lte=now)),
        came=Count("id", filter=~Q(used_at=None)),
    )
    return {show: counted[show] for show in SHOWS}


def newest_run() -> InvitingRun | None:
    return InvitingRun.objects.order_by("-at").first()


def interruption_of(run: InvitingRun | None) -> Interruption | None:
    """What keeps a run that is under way from going on; None when nothing does."""
    if run is None or run.ended_at is not None:
        return None
    job = ProcrastinateJob.objects.filter(task_name=INVITING_JOB, args__run=str(run.id)).order_by("-id").first()
    if job is None or job.status == "failed":
        return Interruption(again_at=None)
    return Interruption(again_at=job.scheduled_at) if job.status == "todo" and job.attempts else None


def _shown(show: str, now: datetime) -> QuerySet[Invitation]:
    """A newer invitation ends the one before, so an address that has not come has one row at most."""
    if show == CAME:
        return Invitation.objects.exclude(used_at=None)
    here = User.objects.filter(email=OuterRef("email"), is_active=True)
    waiting = Invitation.objects.filter(~Exists(here), used_at=None, ended_at=None)
    return waiting.filter(expires_at__lte=now) if show == CLOSED else waiting.filter(expires_at__gt=now)


def _addresses_here() -> QuerySet[User, str]:
    return User.objects.filter(is_active=True).values_list("email", flat=True)


def _found(rows: QuerySet[Invitation], words: str) -> QuerySet[Invitation]:
    for word in words.split()[:6]:
        rows = rows.filter(Q(email__icontains=word) | Q(label__unaccent__icontains=word))
    return rows
