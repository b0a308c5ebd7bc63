"""What people wrote, in templates: `{% load said %}{{ entry.body|said }}`."""

from django import template
from django.utils.safestring import SafeString

from rostra.communities.text import to_html

register = template.Library()


@register.filter
def said(text: str) -> SafeString:
    """Safe HTML with mentions and topics as links."""
    return to_html(text)
