"""One picture on an entry: uploaded first, then hung on it."""

from django.utils.translation import gettext as _

from rostra.communities.models import Attachment, Entry
from rostra.communities.text import clean
from rostra.company.models import File
from rostra.kit.errors import Refused
from rostra.people.models import Person

KEEPER = "communities.attachment"
CAPTION = 300


def attach(entry: Entry, picture: File | None, caption: str, *, by: Person) -> None:
    """In the transaction of the entry. Only what she uploaded herself and hung nowhere yet."""
    if picture is None:
        return
    if picture.keeper != KEEPER or picture.uploaded_by != by.id or picture.owner_id is not None:
        raise Refused(_("That picture cannot be used here. Your text is kept: choose the picture again."))
    words = clean(caption)
    if len(words) > CAPTION:
        over = _("The caption is longer than %(most)s signs. Nothing is lost: shorten it.") % {"most": CAPTION}
        raise Refused(over, fields={"caption": over})
    Attachment.objects.create(entry=entry, file=picture, caption=words)
    File.objects.filter(id=picture.id).update(owner_id=entry.id)
