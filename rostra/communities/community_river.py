"""The river of one community, and of one topic: pages of cards, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.safestring import SafeString

from rostra.communities.feed.cards import cards_of
from rostra.communities.feed.river import slips_of
from rostra.communities.models import Community, Entry, Topic
from rostra.communities.topics import entries_about
from rostra.kit.paging import Cursor
from rostra.people.models import Person

PAGE = 20


@dataclass(frozen=True)
class CardPage:
    """`above` and `under` the line "you were here last" (`under` empty: no line); `below` where the next page begins."""

    above: Sequence[SafeString]
    under: Sequence[SafeString]
    below: Cursor | None


def community_page(
    person: Person, community: Community, *, below: Cursor | None = None, seen_at: datetime | None = None, n: int = PAGE
) -> CardPage:
    """For who may read it: the caller has asked `rules.can_read`. `seen_at` is her read pointer before this look.

    Two statements when all cards are kept: the ids by `leg_community`, then what is hers on each.
    """
    said = Entry.objects.shown().in_community(community.id).newest_first()
    if below is not None:
        said = said.filter(Q(active_at__lt=below.moment) | Q(active_at=below.moment, id__lt=below.id))
    ids = list(said.values_list("id", flat=True)[: n + 1])
    slips = slips_of(person, ids[:n])
    cards = cards_of(person, slips)
    newer = sum(slip.active_at > seen_at for slip in slips) if seen_at is not None and below is None else 0
    drawn = 0 < newer < len(cards)
    following = slips[-1].cursor if len(ids) > n and slips else None
    return CardPage(cards[:newer] if drawn else cards, cards[newer:] if drawn else [], following)


def topic_page(person: Person, topic: Topic, *, below: Cursor | None = None, n: int = PAGE) -> CardPage:
    """What she may read about a topic, by when it was said."""
    ids = list(entries_about(person, topic, below=below, n=n).values_list("id", flat=True))
    slips = slips_of(person, ids[:n])
    return CardPage(cards_of(person, slips), [], slips[-1].cursor if len(ids) > n and slips else None)
