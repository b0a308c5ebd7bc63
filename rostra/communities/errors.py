"""What may come between a writer and her words."""

from django.utils.translation import gettext as _

from rostra.communities.models import Comment, Entry
from rostra.kit.errors import Refused


class EditedMeanwhile(Refused):
    """Two edited at once. The second gets both texts: `now` is what stands there, `wanted` and `title` are hers."""

    def __init__(self, *, now: Entry | Comment, wanted: str, title: str = "") -> None:
        super().__init__(_("This was changed while you wrote. Both texts are below; nothing is lost."))
        self.now = now
        self.wanted = wanted
        self.title = title
