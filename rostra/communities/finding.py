"""Finding one thing by its id: what is not there and what she may not see look alike, a 404."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from rostra.communities.models import Comment, Entry
from rostra.company.models import File
from rostra.people.models import Person

_WITH = ("author", "community", "audience")


def find_entry(person: Person, id: UUID) -> Entry:
    return get_object_or_404(Entry.objects.visible_to(person).select_related(*_WITH), id=id)


def own_removed_entry(person: Person, id: UUID) -> Entry | None:
    """What she wrote and a moderator removed: she alone still reads it, with the reason."""
    own = Entry.objects.filter(author=person, removed_at__isnull=False, deleted_at=None)
    return own.select_related(*_WITH).filter(id=id).first()


def find_deleted_entry(person: Person, id: UUID) -> Entry:
    """Hers, deleted or there: for an undo pressed twice."""
    own = Entry.objects.filter(author=person, removed_at=None)
    return get_object_or_404(own.select_related(*_WITH), id=id)


def find_comment(person: Person, id: UUID) -> Comment:
    """With its entry."""
    with_all = Comment.objects.select_related("author", "parent", *(f"entry__{name}" for name in _WITH))
    comment: Comment = get_object_or_404(with_all.visible_to(person), id=id)
    return comment


def find_deleted_comment(person: Person, id: UUID) -> Comment:
    """Hers, deleted or there, under an entry she may read."""
    own = Comment.objects.filter(author=person, removed_at=None, entry__in=Entry.objects.visible_to(person))
    comment: Comment = get_object_or_404(
        own.select_related("author", "parent", *(f"entry__{name}" for name in _WITH)), id=id
    )
    return comment


def can_read_picture(request: HttpRequest, file: File) -> bool:
    """A picture is as visible as the entry it hangs on. Asked by `company.files`."""
    person: Person | None = getattr(request, "person", None)
    return file.owner_id is not None and Entry.objects.visible_to(person).filter(id=file.owner_id).exists()
