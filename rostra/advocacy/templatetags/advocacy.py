"""Filters of advocacy's templates."""

from django import template
from django.utils.translation import gettext as _

from rostra.advocacy.models import Share
from rostra.company import files
from rostra.company.models import File

register = template.Library()


@register.filter
def srcset(picture: File) -> str:
    """Every kept width with its address."""
    return files.srcset(picture)


@register.filter
def state_words(share: Share) -> str:
    """Where a share stands, in a few words."""
    if share.way != Share.Way.API and share.state == Share.State.PREPARED:
        return _("did you post it?")
    return {
        Share.State.PREPARED: _("on its way"),
        Share.State.SENDING: _("on its way"),
        Share.State.SENT: _("gone out"),
        Share.State.UNCLEAR: _("is it there?"),
        Share.State.FAILED: _("did not go out"),
        Share.State.CANCELLED: _("not posted"),
    }[Share.State(share.state)]


@register.filter
def without_scheme(url: str) -> str:
    """An address as people read it."""
    return url.split("://", 1)[-1].rstrip("/")


@register.filter
def host(url: str) -> str:
    return without_scheme(url).split("/", 1)[0]
