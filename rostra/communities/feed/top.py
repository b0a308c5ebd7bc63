"""Top: a choice, and its score is open. Of the newest hundred, those that others answered and thanked most for their age."""

from datetime import datetime

from django.utils import timezone

from rostra.communities.feed.river import PAGE, TOP_OF, Page, river_page
from rostra.communities.feed.slips import Slip
from rostra.people.models import Person

ANSWER, THANK, HOURS, GRAVITY = 3, 1, 6, 1.2


def score(slip: Slip, at: datetime) -> float:
    """(1 + thanks + 3 answers) / (hours since it last moved + 6) ** 1.2, as docs/explanation/river.md and the page print it."""
    hours = max((at - slip.active_at).total_seconds() / 3600, 0.0)
    made: float = (1 + THANK * slip.thanks_count + ANSWER * slip.comments_count) / (hours + HOURS) ** GRAVITY
    return made


def top_of(person: Person) -> Page:
    """One page, no more below it."""
    now = timezone.now()
    slips = river_page(person, n=TOP_OF).slips
    return Page(sorted(slips, key=lambda slip: (-score(slip, now), slip.id))[:PAGE], None)
