"""What a notice says."""

from django import template

from rostra.notices.kinds import kinds
from rostra.notices.models import Notice
from rostra.notices.unseen import sentence_of

register = template.Library()


@register.filter
def sentence(notice: Notice) -> str:
    return sentence_of(notice)


@register.filter
def notice_icon(notice: Notice) -> str:
    kind = kinds.get(notice.kind)
    return kind.icon if kind else "bell"
