"""Reading the inbox: her own lines only."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from rostra.kit.hot import hot_cursor
from rostra.kit.paging import Cursor
from rostra.notices.kinds import NoticeKind, kinds
from rostra.notices.models import Notice, QuietHours, Wish
from rostra.people.models import Person

PAGE = 30
MOST = 100  # counted no further: it says "99+"
_UNREAD = """
    SELECT count(*) FROM (
        SELECT FROM notices_notice WHERE person_id = $1 AND read_at IS NULL AND withdrawn IS NULL LIMIT 100
    ) AS unread
"""


def inbox_of(person: Person) -> "QuerySet[Notice]":
    return Notice.objects.standing().filter(person=person).select_related("by").order_by("-at", "-id")


def page_of(person: Person, *, after: Cursor | None, unread_only: bool) -> tuple[list[Notice], Cursor | None]:
    """One page and the cursor of the next, None at the end."""
    lines = inbox_of(person)
    lines = lines.filter(read_at=None) if unread_only else lines
    if after is not None:
        lines = lines.filter(at__lte=after.moment).filter(Q(at__lt=after.moment) | Q(id__lt=after.id))
    found = list(lines[: PAGE + 1])
    more = len(found) > PAGE
    return found[:PAGE], Cursor(found[PAGE - 1].at, found[PAGE - 1].id) if more else None


def unread_count(person: Person) -> int:
    """Counted to MOST, from the index of the unread. On every page, so by hand: the ORM costs four times as much."""
    with hot_cursor() as cursor:
        cursor.execute(_UNREAD, [person.id])
        found: int = cursor.fetchone()[0]
    return found


@dataclass(frozen=True)
class WishRow:
    """A line of the wishes page: a kind, and whether it goes to the inbox and to mail."""

    kind: NoticeKind
    inbox: bool
    mail: bool


def wishes_of(person: Person, chosen: dict[str, tuple[bool, bool]] | None) -> tuple[list[WishRow], QuietHours | None]:
    """Every kind with what she wished, or with what she has just `chosen` in a form that could not be taken."""
    kept = {wish.kind: (wish.inbox, wish.mail) for wish in Wish.objects.filter(person=person)}
    rows = [WishRow(kind, *((chosen or kept).get(kind.key, (True, kind.mail)))) for kind in kinds]
    return rows, QuietHours.objects.filter(person=person).first()
