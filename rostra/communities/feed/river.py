"""A page of the river: swift legs, refilled surely where they came up short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from rostra.communities.feed.legs import Source, Way, one_statement, statement
from rostra.communities.feed.slips import Slip
from rostra.communities.models import Entry
from rostra.kit.hot import hot_cursor
from rostra.kit.paging import Cursor
from rostra.people.models import Person

PAGE = 20
TOP_OF = 100  # newest entries that "Top" chooses from


@dataclass(frozen=True)
class Page:
    """`below` is where the next page begins; None when this is the last one."""

    slips: Sequence[Slip]
    below: Cursor | None


def river_page(person: Person, *, below: Cursor | None = None, source: Source = "mine", n: int = PAGE) -> Page:
    """The newest n below the cursor: one statement, two where a leg came up short. A cursor somebody made up is only a place."""
    now = timezone.now()
    slips, right_to = _read(person, source, n, "swift" if below else "first", below, now)
    if right_to is not None and len(slips) < n:
        more, _none = _read(person, source, n, "sure", right_to, now)
        slips = [*slips, *more][:n]
    return Page(slips, slips[-1].cursor if len(slips) == n else None)


def news_since(person: Person, since: datetime, *, n: int = PAGE) -> int:
    """How many of the newest n moved after `since` by someone else's doing. n means "n or more"."""
    fresh = [slip for slip in river_page(person, n=n).slips if slip.active_at > since]
    if not fresh:
        return 0
    own = Entry.objects.filter(id__in=[slip.id for slip in fresh]).moved_by(person).values_list("id", flat=True)
    return len(fresh) - len(set(own))


def slips_of(person: Person, ids: Sequence[UUID]) -> list[Slip]:
    """Slips of entries she may see, in the order of `ids`; one statement. The caller has asked `visible_to`."""
    with hot_cursor() as cursor:
        cursor.execute(one_statement(), [person.id, list(ids)])
        found = {row[0]: Slip._make(row) for row in cursor.fetchall()}
    return [found[each] for each in ids if each in found]


def _read(
    person: Person, source: Source, n: int, way: Way, below: Cursor | None, now: datetime
) -> tuple[list[Slip], Cursor | None]:
    """Slips, and up to where they are right: None for all of them."""
    values: list[Any] = [person.id, now] if below is None else [person.id, now, below.moment, below.id]
    with hot_cursor() as cursor:
        cursor.execute(statement(source, n, way), values)
        rows = [Slip._make(row) for row in cursor.fetchall()]
    if way == "sure":
        return rows, None
    for place, slip in enumerate(rows):
        if slip.kind is None:  # here begin the places left out
            mark = slip.cursor
            return rows[:place], mark if below is None else min(below, mark, key=lambda each: (each.moment, each.id))
        if slip.cut:
            return rows[: place + 1], slip.cursor
    return rows, None
