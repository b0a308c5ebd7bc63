"""Finding communities by name and entries by words.

Words are found by their beginnings, which serves languages that end them in many ways. Of what she may read, the newest
500 that fit are ranked, so that a common word costs no more than a rare one.
"""

import re
from collections.abc import Sequence

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import ngettext

from rostra.communities.models import Community, Entry
from rostra.communities.queries_gather import CommunityQuerySet, nearly, plain
from rostra.communities.text import to_line
from rostra.kit.places import SearchHit
from rostra.people.models import Person

CONFIG = "rostra"  # words as they are, lower case, without accents; made in a migration
RANKED = 500
MOST_WORDS = 8
_WORD = re.compile(r"\w+")


def find_communities(person: Person, words: str, limit: int) -> Sequence[SearchHit]:
    return [_community_hit(each) for each in communities_named(Community.objects.visible_to(person), words, limit)]


def communities_named(there: CommunityQuerySet, words: str, limit: int) -> list[Community]:
    """Those among `there` that fit the words; where none does, those spelled nearly so."""
    found = list(there.named_like(words)[:limit])
    if found or len(plain(words)) < 4:
        return found
    with nearly():
        return list(there.named_nearly(words)[:limit])


def _community_hit(community: Community) -> SearchHit:
    count = community.members_count
    people = ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
    text = ". ".join(part for part in (people, to_line(community.about, 100)) if part)
    return SearchHit(community.name, text, reverse("community", args=[community.slug]), tile=community.name)


def find_entries(person: Person, words: str, limit: int) -> Sequence[SearchHit]:
    found = entries_saying(person, words)[:limit]
    return [_entry_hit(entry) for entry in found.select_related("author", "community")]


def _entry_hit(entry: Entry) -> SearchHit:
    title = entry.title or to_line(entry.body, 80)
    place = entry.community.name if entry.community is not None else ""
    text = ", ".join(part for part in (entry.author.name, place) if part)
    return SearchHit(title, text, reverse("entry", args=[entry.id]), icon="quote")


def query_of(words: str) -> SearchQuery | None:
    """Every word by its beginning. None where there is no word in it."""
    found = _WORD.findall(words)[:MOST_WORDS]
    if not found:
        return None
    return SearchQuery(" & ".join(f"{word}:*" for word in found), config=CONFIG, search_type="raw")


def entries_saying(person: Person, words: str) -> "QuerySet[Entry]":
    """What she may read that says all the words, best first among the newest 500."""
    query = query_of(words)
    if query is None:
        return Entry.objects.none()
    # A column of the table that the model does not carry: read with every entry it would double what a page reads.
    find = RawSQL('"communities_entry"."find"', [], output_field=SearchVectorField())
    said = Entry.objects.visible_to(person).shown().alias(find=find).filter(find=query)
    newest = said.order_by("-id").values("id")[:RANKED]
    return Entry.objects.filter(id__in=newest).annotate(rank=SearchRank(find, query)).order_by("-rank", "-id")
