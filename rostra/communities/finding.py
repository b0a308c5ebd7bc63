"""Finding one thing by its id: what is not there and what she may not see look alike, a 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from rostra.communities.models import Comment, Entry
from rostra.people.models import Person

_WITH = ("author", "community", "audience")


def find_entry(person: Person, id: UUID) -> Entry:
    return get_object_or_404(Entry.objects.visible_to(person).select_related(*_WITH), id=id)


def find_deleted_entry(person: Person, id: UUID) -> Entry:
    """Hers, deleted or there: for an undo pressed twice."""
    own = Entry.objects.filter(author=person, removed_at=None)
    return get_object_or_404(own.select_related(*_WITH), id=id)


def find_comment(person: Person, id: UUID) -> Comment:
    """With its entry."""
    with_all = Comment.objects.select_related("author", "parent", *(f"entry__{name}" for name in _WITH))
    return get_object_or_404(with_all.visible_to(person), id=id)


def find_deleted_comment(person: Person, id: UUID) -> Comment:
    """Hers, deleted or there, under an entry she may read."""
    own = Comment.objects.filter(author=person, removed_at=None, entry__in=Entry.objects.visible_to(person))
    return get_object_or_404(own.select_related("author", "parent", *(f"entry__{name}" for name in _WITH)), id=id)
