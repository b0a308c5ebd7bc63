"""Being here: what draws the line "you were here last"."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from rostra.people.models import Person

VISIT = timedelta(minutes=30)  # looks closer together are one visit
LINE = "river_line"


def look(*, by: Person, session: SessionBase) -> datetime | None:
    """She opens the river. Gives when she was here before this visit; None the first time.

    Writes at most once in half an hour, so that coming back to the page in one visit does not move the line.
    """
    now, seen = timezone.now(), by.river_seen_at
    if seen is not None and now - seen < VISIT:
        kept = session.get(LINE)
        return parse_datetime(kept) if kept else seen
    Person.objects.filter(id=by.id).update(river_seen_at=now)
    by.river_seen_at = now
    if seen is not None:
        session[LINE] = seen.isoformat()
    return seen
