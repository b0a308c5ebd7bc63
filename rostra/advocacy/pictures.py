"""Who may see the picture of a story."""

from django.http import HttpRequest

from rostra.accounts.grants import granted
from rostra.advocacy.queries import desk_stories
from rostra.communities.models import Entry
from rostra.company.models import File

KEEPER = "advocacy.story"


def can_read(request: HttpRequest, file: File) -> bool:
    """Who may read the story; a draft's, communicators."""
    if file.owner_id is None:
        return False
    if granted(request, "communicator") and desk_stories().filter(entry_id=file.owner_id).exists():
        return True
    person = getattr(request, "person", None)
    return (
        person is not None and Entry.objects.visible_to(person).filter(id=file.owner_id, story__isnull=False).exists()
    )
