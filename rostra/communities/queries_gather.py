"""Reading communities and who is in them: QuerySets that know the reader."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, models, transaction
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, When
from django.db.models.functions import Coalesce

from rostra.accounts.models import Grant
from rostra.kit.normalizing import normalize
from rostra.people.finding import find_people, plain_words
from rostra.people.models import Person

if TYPE_CHECKING:
    from rostra.communities.models import Community, JoinRequest, Membership


_SIGNS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Words only, lower case, without accents, single spaces: the form in which names are searched."""
    bare = "".join(sign for sign in normalize("NFKD", text) if not unicodedata.combining(sign))
    return _SIGNS.sub(" ", bare.lower()).strip()


def _theirs(person: Person) -> "models.QuerySet[Membership]":
    return person.memberships.filter(left_at=None)


def _invited(person: Person) -> "models.QuerySet[JoinRequest]":
    return person.join_requests.open().invitations()


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, person: Person | None) -> Self:
        """What she may know of: all but secret ones, and the secret ones she is in or asked into. A leaver: none.

        That she may know of a community does not mean she may read it: what is said is Entry's `visible_to`.
        """
        if person is None or not person.is_here:
            return self.none()
        secret = Q(id__in=_theirs(person).values("community")) | Q(id__in=_invited(person).values("community"))
        return self.filter(~Q(access="secret") | secret)

    def at_address(self, slug: str) -> "Community | None":
        """The one of this address; else the one that had it before it became secret. Two statements at most."""
        return self.filter(slug=slug).first() or self.filter(former_addresses__slug=slug).order_by("-id").first()

    def running(self) -> Self:
        """Not ended."""
        return self.filter(closed_at=None)

    def of(self, person: Person) -> Self:
        """Those she is in."""
        return self.filter(id__in=_theirs(person).values("community"))

    def of_or_asked_in(self, person: Person) -> Self:
        """Those she is in, and those she was asked into and has not answered."""
        asked = Q(id__in=_invited(person).values("community"))
        return self.filter(Q(id__in=_theirs(person).values("community")) | asked)

    def not_of(self, person: Person) -> Self:
        """Those she is not in and never left: whoever left does not want to be asked again."""
        return self.exclude(id__in=person.memberships.values("community"))

    def named_like(self, words: str) -> Self:
        """Every word a part of the name or of what it is about; names that begin so first. No word: nothing."""
        wanted = plain(words[:200])
        if not wanted:
            return self.none()
        fits = Q()
        for word in wanted.split()[:8]:
            fits &= Q(find_text__contains=word)
        begins = Case(When(find_text__startswith=wanted, then=0), default=1, output_field=IntegerField())
        return self.filter(fits).order_by(begins, "-members_count", "id")

    def named_nearly(self, words: str) -> Self:
        """Spelled nearly so, the nearest first. Call it inside `nearly()`, which sets how near."""
        wanted = plain(words[:200])
        near = self.filter(find_text__trigram_word_similar=wanted).annotate(
            near=TrigramWordSimilarity(wanted, "find_text")
        )
        return near.order_by("-near", "-members_count", "id")

    def latest_first(self) -> Self:
        """By what happened there last; one in which nothing was said yet counts from when it was made."""
        return self.annotate(moment=Coalesce("last_active_at", "at")).order_by("-moment", "-id")

    def newest_first(self) -> Self:
        return self.annotate(moment=F("at")).order_by("-moment", "-id")

    def shared_with(self, reader: Person, person_id: UUID) -> Self:
        """The running ones of a person that the reader may know of, those she keeps first; `their_level` is hers there.

        A secret one shows only to who is in it: being asked into it is no right to know who else is.
        """
        rows = self.model._meta.get_field("memberships").related_model._default_manager
        theirs = rows.filter(person=person_id, left_at=None, person__left_at=None, community=OuterRef("id"))
        rank = Case(When(their_level="owner", then=0), When(their_level="moderator", then=1), default=2)
        known = (
            self.visible_to(reader)
            .running()
            .filter(~Q(access="secret") | Q(id__in=_theirs(reader).values("community")))
        )
        found = known.annotate(their_level=theirs.values("level")[:1]).filter(their_level__isnull=False)
        return found.order_by(rank, F("last_active_at").desc(nulls_last=True), "id")

    def with_footing_of(self, person: Person) -> Self:
        """Adds `level` (None: not in it), `asked`, `invited` and `sent_away` of the reader: what the button of a row says."""
        mine = person.memberships.filter(community=OuterRef("id"))
        open_asks = person.join_requests.open().filter(community=OuterRef("id"))
        return self.annotate(
            level=mine.filter(left_at=None).values("level")[:1],
            sent_away=Exists(mine.sent_away()),
            asked=Exists(open_asks.questions()),
            invited=Exists(open_asks.invitations()),
        )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(left_at=None, person__left_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """Who is in a community she may know of; of a secret one only who is in it sees who else is."""
        if person is None or not person.is_here:
            return self.none()
        return self.filter(~Q(community__access="secret") | Q(community__in=_theirs(person).values("community")))

    def sent_away(self) -> Self:
        """Who was removed and has not come back."""
        return self.filter(Q(removed_by__isnull=False) | ~Q(removed_because=""), left_at__isnull=False)

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
        """Of whose name, title, unit or place each word begins a word."""
        wanted = Q()
        for word in plain_words(words):
            wanted &= Q(person__find_text__contains=f" {word}")
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
        """Unanswered, and still counts: the community runs, who asks or is asked is here, and who invited could still invite.

        A permission is asked when it is used: what an inviter might do when they invited opens nothing. Agrees with
        `rules.invitation_stands`.
        """
        counts = Q(answered_at=None, person__left_at=None, community__closed_at=None)
        return self.filter(counts, Q(invited_by=None) | Q(invited_by__left_at=None) & self._could_still_invite())

    def _could_still_invite(self) -> Q:
        rows = self.model._meta.apps.get_model("communities", "Membership")._default_manager.all()
        there = rows.filter(community=OuterRef("community"))
        inviter = there.filter(person=OuterRef("invited_by"), left_at=None)
        house = Grant.objects.filter(user=OuterRef("invited_by__user"), kind=Grant.Kind.ADMINISTRATOR)
        tends = Exists(inviter.filter(level__in=["owner", "moderator"])) | ~Q(community__access="secret") & Exists(
            house
        )
        sent_away = Exists(there.filter(person=OuterRef("person")).sent_away())
        return tends | ~Q(community__access="secret") & Exists(inviter) & ~sent_away

    def questions(self) -> Self:
        """Asked by those who want in."""
        return self.filter(invited_by=None)

    def invitations(self) -> Self:
        return self.filter(invited_by__isnull=False)


def people_to_invite(community: "Community", words: str, *, limit: int = 20) -> list[Person]:
    """People here who are not in it, found as in the directory, slips of the finger forgiven."""
    near = find_people(words, limit=limit * 3)
    inside = set(community.memberships.filter(left_at=None, person__in=near).values_list("person", flat=True))
    wanted = [each for each in near if each not in inside][:limit]
    people = Person.objects.select_related("unit").in_bulk(wanted)
    return [people[each] for each in wanted]


@contextmanager
def nearly() -> Iterator[None]:
    """Inside, a word counts as nearly spelled from half its letters on: pg_trgm's own measure asks for more."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = 0.5")
        yield
