"""Reading what is said: QuerySets that know the reader. The one door to entries and comments."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self, cast
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from rostra.communities.rules.ties import Ties
from rostra.people.models import Person

if TYPE_CHECKING:
    from rostra.communities.models import Comment, Entry  # noqa: F401 - named by the classes' types


def _current(at: object) -> Q:
    return Q(until=None) | Q(until__gt=at)


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, person: Person | None) -> Self:
        """What she may read: said to everyone, in an open community or one she is in, to an audience she is in, to the
        followers of someone she follows, and her own, drafts and ended ones included.

        Her own in a closed or secret community is hers to read while she is in it: under it stand the words of others.
        Nothing deleted, removed or past its time; a leaver reads nothing.
        """
        if person is None or not person.is_here:
            return self.none()
        member = person.memberships.filter(left_at=None, community=OuterRef("community"))
        mine = Q(author=person)
        reaches = (
            Q(to_everyone=True)
            | Q(community__access="open")
            | Q(community__isnull=False) & Exists(member)
            | Q(audience__in=person.audiences.values("audience"))
            | Q(to_followers=True, author__in=person.following.values("followed"))
            | Q(community=None) & mine
        )
        said = Q(published_at__isnull=False) & (_current(timezone.now()) | mine) & reaches
        return self.filter(said | Q(published_at=None) & mine, deleted_at=None, removed_at=None)

    def in_river_of(self, person: Person) -> Self:
        """The river by the plain query: right and slow. The legs in `feed/` must give the same; tests and the bench compare.

        Narrower than `visible_to`: of communities only those she is in and has not muted, however open the others are.
        """
        if not person.is_here:
            return self.none()
        heard = person.memberships.filter(left_at=None, muted=False).values("community")
        reaches = (
            Q(to_everyone=True)
            | Q(community__in=heard)
            | Q(audience__in=person.audiences.values("audience"))
            | Q(to_followers=True, author__in=person.following.values("followed"))
            | Q(to_followers=True, author=person)
        )
        return self.shown().filter(reaches)

    def by_followed_of(self, person: Person) -> Self:
        """What those she follows say to everyone or to their followers, by the plain query."""
        wide = Q(to_everyone=True) | Q(to_followers=True)
        return self.shown().filter(wide, author__in=person.following.values("followed"))

    def shown(self) -> Self:
        """Published, not taken away, not past its time; whoever asks."""
        return self.filter(_current(timezone.now()), published_at__isnull=False, deleted_at=None, removed_at=None)

    def deleted_by(self, person: Person) -> Self:
        """Her own that she deleted: what an undo may bring back."""
        return self.filter(author=person, deleted_at__isnull=False, removed_at=None)

    def moved_by(self, person: Person) -> Self:
        """Whose last move was hers: she wrote it, or answered it last."""
        answered = Q(comments__author=person, comments__at=F("active_at"))
        return self.filter(answered | Q(author=person, active_at=F("published_at")))

    def kept_by(self, person: Person, *, below: int | None = None) -> "models.QuerySet[Entry, tuple[UUID, int]]":
        """(id, bookmark) of what she keeps and may still see, kept last first; below a bookmark for the next page."""
        hers = Q(bookmarks__person=person) & (Q() if below is None else Q(bookmarks__id__lt=below))
        return self.visible_to(person).filter(hers).order_by("-bookmarks__id").values_list("id", "bookmarks__id")

    def in_community(self, community_id: UUID) -> Self:
        return self.filter(community=community_id)

    def newest_first(self) -> Self:
        """The river's order."""
        return self.order_by("-active_at", "-id")


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: Person | None) -> Self:
        """Not taken away, under an entry she may read."""
        entries = cast("EntryQuerySet", self.model._meta.get_field("entry").related_model._default_manager.all())
        return self.filter(deleted_at=None, removed_at=None, entry__in=entries.visible_to(person))

    def in_thread(self, entry_id: UUID) -> Self:
        """All of an entry in reading order: a comment, then its replies. What was taken away stays while it holds replies."""
        held = self.model._default_manager.filter(parent=OuterRef("id"), deleted_at=None, removed_at=None)
        there = Q(deleted_at=None, removed_at=None) | Q(parent=None) & Exists(held)
        return self.filter(there, entry=entry_id).annotate(root=Coalesce("parent", "id")).order_by("root", "id")

    def deleted_by(self, person: Person) -> Self:
        return self.filter(author=person, deleted_at__isnull=False, removed_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-id")


def who_can_see(entry: "Entry", people: Iterable[UUID]) -> set[UUID]:
    """Who of `people` may read this published entry: one statement whatever the number. Agrees with `visible_to`."""
    asked = Person.objects.filter(id__in=list(people), left_at=None)
    if entry.community_id is not None:
        inside = Q(memberships__community=entry.community_id, memberships__left_at=None)
        asked = asked if _is_open(entry) else asked.filter(inside)
    elif entry.audience_id is not None:
        asked = asked.filter(Q(audiences__audience=entry.audience_id) | Q(id=entry.author_id))
    elif entry.to_followers:
        asked = asked.filter(Q(following__followed=entry.author_id) | Q(id=entry.author_id))
    return set(asked.values_list("id", flat=True))


def _is_open(entry: "Entry") -> bool:
    return entry.community is not None and entry.community.is_open


def ties_to(person: Person, entry: "Entry") -> Ties:
    """What ties her to one entry: at most one statement."""
    if entry.community_id is not None:
        return ties_in(person, entry.community_id)
    if entry.audience_id is not None:
        inside = person.audiences.filter(audience=entry.audience_id).exists()
        return Ties(audiences=frozenset({entry.audience_id} if inside else ()))
    if entry.to_followers and entry.author_id != person.id:
        follows = person.following.filter(followed=entry.author_id).exists()
        return Ties(follows=frozenset({entry.author_id} if follows else ()))
    return Ties()


def ties_in(person: Person, community_id: UUID) -> Ties:
    """What she is in one community."""
    here = person.memberships.filter(community=community_id, left_at=None).values_list("level", flat=True).first()
    return Ties(levels={community_id: here} if here else {})


def ties_of(person: Person) -> Ties:
    """All of them: three statements."""
    levels = person.memberships.filter(left_at=None).values_list("community", "level")
    return Ties(
        levels=dict(levels),
        audiences=frozenset(person.audiences.values_list("audience", flat=True)),
        follows=frozenset(person.following.values_list("followed", flat=True)),
    )
