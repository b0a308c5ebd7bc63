"""Reading the inbox: her own lines only."""

from django.db.models import QuerySet

from rostra.kit.paging import Cursor
from rostra.notices.models import Notice
from rostra.people.models import Person

PAGE = 30


def inbox_of(person: Person) -> "QuerySet[Notice]":
    return Notice.objects.filter(person=person).select_related("by").order_by("-at", "-id")


def page_of(person: Person, *, after: Cursor | None, unread_only: bool) -> tuple[list[Notice], Cursor | None]:
    """One page and the cursor of the next, None at the end."""
    lines = inbox_of(person)
    lines = lines.filter(read_at=None) if unread_only else lines
    if after is not None:
        lines = lines.extra(where=["(at, notices_notice.id) < (%s, %s)"], params=[after.moment, after.id])
    found = list(lines[: PAGE + 1])
    more = len(found) > PAGE
    return found[:PAGE], Cursor(found[PAGE - 1].at, found[PAGE - 1].id) if more else None


def unread_count(person: Person) -> int:
    """Counted to 99 at most; the index of the unread keeps it cheap."""
    return len(Notice.objects.filter(person=person, read_at=None).values_list("id")[:99])
