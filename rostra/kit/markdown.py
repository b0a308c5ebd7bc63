"""Markdown to safe HTML: what people write, with no way to write script, style or frames."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr"}

_writer = (
    MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True, "typographer": False})
    .enable(["strikethrough"])
    .disable(["image", "html_inline", "html_block", "heading", "lheading"])
)


def to_html(text: str) -> SafeString:
    """HTML of one text. Links open with rel="noopener nofollow"; pictures and raw HTML are written out as text."""
    html = _writer.render(text)
    return mark_safe(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}))  # noqa: S308 - cleaned one word earlier
