"""Reading communities and who is in them: QuerySets that know the reader."""

import unicodedata
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, When
from django.db.models.functions import Coalesce

from rostra.accounts.models import Grant
from rostra.people.models import Person

if TYPE_CHECKING:
    from rostra.communities.models import Community, JoinRequest, Membership


def plain(text: str) -> str:
    """Lower case, without accents, single spaces: the form in which names are searched."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.lower().split())


def _theirs(person: Person) -> "models.QuerySet[Membership]":
    return person.memberships.filter(left_at=None)


def _invited(person: Person) -> "models.QuerySet[JoinRequest]":
    return person.join_requests.filter(answered_at=None, invited_by__isnull=False)


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, person: Person | None) -> Self:
        """What she may know of: all but secret ones, and the secret ones she is in or asked into. A leaver: none.

        That she may know of a community does not mean she may read it: what is said is Entry's `visible_to`.
        """
        if person is None or not person.is_here:
            return self.none()
        secret = Q(id__in=_theirs(person).values("community")) | Q(id__in=_invited(person).values("community"))
        return self.filter(~Q(access="secret") | secret)

    def running(self) -> Self:
        """Not ended."""
        return self.filter(closed_at=None)

    def of(self, person: Person) -> Self:
        """Those she is in."""
        return self.filter(id__in=_theirs(person).values("community"))

    def not_of(self, person: Person) -> Self:
        """Those she is not in and never left: whoever left does not want to be asked again."""
        return self.exclude(id__in=person.memberships.values("community"))

    def named_like(self, words: str) -> Self:
        """By name and about: every word somewhere, or a word close to hers (a slip of the finger)."""
        wanted = plain(words)[:80]
        if not wanted:
            return self
        everywhere = Q()
        for word in wanted.split():
            everywhere &= Q(find_text__contains=word)
        near = self.annotate(near=TrigramWordSimilarity(wanted, "find_text"))
        return near.filter(everywhere | Q(find_text__trigram_word_similar=wanted)).annotate(
            exact=Case(When(find_text__startswith=wanted, then=2), When(everywhere, then=1), default=0)
        )

    def best_first(self) -> Self:
        """After `named_like`."""
        return self.order_by("-exact", "-near", "-members_count", "id")

    def latest_first(self) -> Self:
        """By what happened there last; one in which nothing was said yet counts from when it was made."""
        return self.annotate(moment=Coalesce("last_active_at", "at")).order_by("-moment", "-id")

    def newest_first(self) -> Self:
        return self.annotate(moment=F("at")).order_by("-moment", "-id")

    def with_footing_of(self, person: Person) -> Self:
        """Adds `level` (None: not in it), `asked`, `invited` and `sent_away` of the reader: what the button of a row says."""
        mine = person.memberships.filter(community=OuterRef("id"))
        open_asks = person.join_requests.filter(community=OuterRef("id"), answered_at=None)
        return self.annotate(
            level=mine.filter(left_at=None).values("level")[:1],
            sent_away=Exists(mine.filter(left_at__isnull=False, removed_by__isnull=False)),
            asked=Exists(open_asks.filter(invited_by=None)),
            invited=Exists(open_asks.filter(invited_by__isnull=False)),
        )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(left_at=None, person__left_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """Who is in a community she may know of; of a secret one only who is in it sees who else is."""
        if person is None or not person.is_here:
            return self.none()
        return self.filter(~Q(community__access="secret") | Q(community__in=_theirs(person).values("community")))

    def in_order(self) -> Self:
        """Owners, moderators, members; each by name."""
        rank = Case(
            When(level="owner", then=0), When(level="moderator", then=1), default=2, output_field=IntegerField()
        )
        return self.annotate(rank=rank).order_by("rank", "person__sort_key", "id")

    def keeping(self) -> Self:
        """Owners and moderators."""
        return self.current().filter(level__in=["owner", "moderator"])

    def named_like(self, words: str) -> Self:
        """Of whose name, title, unit or place each word is a part."""
        wanted = Q()
        for word in plain(words)[:80].split():
            wanted &= Q(person__find_text__contains=word)
        return self.filter(wanted)

    def after(self, place: "Membership | None") -> Self:
        """By name, from the row after `place` on."""
        ordered = self.order_by("person__sort_key", "id")
        if place is None:
            return ordered
        key = place.person.sort_key
        return ordered.filter(Q(person__sort_key__gt=key) | Q(person__sort_key=key, id__gt=place.id))


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, person: Person | None) -> Self:
        """Her own, and those of the communities she tends: as owner or moderator, or as administrator where it is not secret."""
        if person is None or not person.is_here:
            return self.none()
        kept = person.memberships.filter(left_at=None, level__in=["owner", "moderator"]).values("community")
        house = Exists(Grant.objects.filter(user=person.user_id, kind=Grant.Kind.ADMINISTRATOR))
        return self.filter(Q(person=person) | Q(community__in=kept) | (~Q(community__access="secret") & house))

    def open(self) -> Self:
        return self.filter(answered_at=None, person__left_at=None)

    def questions(self) -> Self:
        """Asked by those who want in."""
        return self.filter(invited_by=None)

    def invitations(self) -> Self:
        return self.filter(invited_by__isnull=False)


def people_to_invite(community: "Community", words: str, *, limit: int = 20) -> "models.QuerySet[Person]":
    """People here who are not in it, by every word of name, title, unit or place."""
    found = Person.objects.filter(left_at=None).exclude(memberships__in=community.memberships.filter(left_at=None))
    for word in plain(words)[:80].split():
        found = found.filter(find_text__contains=word)
    return found.select_related("unit").order_by("sort_key", "id")[:limit]
