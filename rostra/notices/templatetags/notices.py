"""What a notice says."""

from django import template

from rostra.notices.kinds import kinds
from rostra.notices.models import Notice
from rostra.notices.unseen import sentence_of

register = template.Library()


@register.filter
def parted(notice: Notice) -> tuple[str, str]:
    """What the house says, and the words of somebody’s own that end it: a page sets them in two voices."""
    whole, kind = sentence_of(notice), kinds.get(notice.kind)
    for key in kind.quoted if kind else ():
        words = notice.words.get(key, "")
        if words and whole.endswith(words):
            return whole.removesuffix(words).rstrip(" :"), words
    return whole, ""


@register.filter
def notice_icon(notice: Notice) -> str:
    kind = kinds.get(notice.kind)
    return kind.icon if kind else "bell"
