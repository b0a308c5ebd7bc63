"""Being here: what draws the line "you were here last"."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from rostra.kit.room import by_the_way
from rostra.people.models import Person

VISIT = timedelta(minutes=30)  # looks closer together are one visit
LINE = "river_line"


def here_before(person: Person, session: SessionBase) -> datetime | None:
    """When she was here before this visit, on any page; None before her first look."""
    seen = person.river_seen_at
    if seen is None or timezone.now() - seen >= VISIT:
        return seen
    kept = session.get(LINE)  # "" for her first visit; None where this visit began in another browser
    return seen if kept is None else parse_datetime(kept) if kept else None


def look(*, by: Person, session: SessionBase) -> datetime | None:
    """She opens the river. Gives when she was here before this visit; None the first time.

    Writes at most once in half an hour, so that coming back to the page in one visit does not move the line.
    """
    now, seen = timezone.now(), by.river_seen_at
    if seen is not None and now - seen < VISIT:
        return here_before(by, session)
    if not by_the_way(lambda: Person.objects.filter(id=by.id).update(river_seen_at=now)):
        return seen
    by.river_seen_at = now
    session[LINE] = seen.isoformat() if seen is not None else ""
    return seen
