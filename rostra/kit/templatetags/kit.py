"""Tags and filters of the kit: `{% load kit %}`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from rostra.kit import marks, rails
from rostra.kit.assets import modules, stylesheet_url
from rostra.kit.places import admitted, navigation
from rostra.kit.themes import theme_of
from rostra.kit.tints import initials_of, tint_of

register = template.Library()


class IconNode(Node):
    """`{% icon "home" %}`: one look-up when the name is a literal."""

    def __init__(self, name: FilterExpression, label: FilterExpression | None) -> None:
        self.name = name
        self.label = label

    def render(self, context: template.Context) -> SafeString:
        label = str(self.label.resolve(context)) if self.label else ""
        return marks.icon(str(self.name.resolve(context)), label)


@register.tag("icon")
def do_icon(parser: Parser, token: Token) -> IconNode:
    """`{% icon "home" %}` is decoration, `{% icon "search" _("Search") %}` has a name of its own.

    A literal name that the sprite does not hold fails when the template is compiled.
    """
    parts = token.split_contents()[1:]
    if not 1 <= len(parts) <= 2:
        raise template.TemplateSyntaxError("icon takes a name and, where it stands alone, a label")
    literal = parts[0].strip("\"'")
    if literal != parts[0] and literal not in marks.ICONS:
        raise template.TemplateSyntaxError(f"no icon named {literal!r} in {marks.SPRITE}")
    name, *label = (parser.compile_filter(part) for part in parts)
    return IconNode(name, label[0] if label else None)


@register.simple_tag
def network_mark(name: str, label: str = "") -> SafeString:
    """`{% network_mark "mastodon" %}`"""
    return marks.network_mark(name, label)


@register.simple_tag
def tile(name: str, size: str = "") -> SafeString:
    """`{% tile community.name "m" %}`"""
    return marks.tile(str(name), size)


@register.simple_tag
def face(name: str, key: object = None, size: str = "", photo: str = "") -> SafeString:
    """`{% face person.name person.pk "s" photo=person.photo_url %}`"""
    return marks.face(str(name), None if key is None else str(key), size, photo or "")


@register.simple_tag
def kit_css() -> SafeString:
    """One stylesheet: every file of the kit and then of each room, in order, under a name that changes with its content."""
    return format_html('<link rel="stylesheet" href="{}">', stylesheet_url())


@register.simple_tag
def kit_js() -> SafeString:
    """The one entry, and its modules announced so that none waits for another."""
    entry, *rest = modules()
    preloads = format_html_join("", '<link rel="modulepreload" href="{}">', ((url,) for url in rest))
    return format_html('{}<script type="module" src="{}"></script>', preloads, entry)


@register.simple_tag(takes_context=True)
def theme(context: Mapping[str, object]) -> str:
    """ "light", "dark", or "" when the browser decides."""
    return theme_of(context.get("request"))


@register.simple_tag
def toast_words() -> SafeString:
    """The sentences of toasts as attributes of their region. The same on every page, so they are made once a language."""
    return _toast_words(get_language() or "")


@lru_cache(maxsize=16)
def _toast_words(language: str) -> SafeString:
    return render_to_string("kit/_toast_words.html")


@register.simple_tag
def moment(when: datetime | None, kind: str = "") -> SafeString:
    """`<time>` with the ISO moment and the absolute date in words; the page's script makes it "20 min".

    `kind` is "" (relative while recent), "long" (date and hour, never relative).
    """
    if when is None:
        return mark_safe("")
    local, iso = localtime(when), when.isoformat(timespec="seconds")
    if kind == "long":
        return format_html('<time datetime="{}">{}</time>', iso, date_format(local, "DATETIME_FORMAT"))
    return format_html('<time datetime="{}" data-relative>{}</time>', iso, date_format(local, "DATE_FORMAT"))


@register.simple_tag
def joined(*parts: object, by: str = ", ") -> SafeString:
    """`{% joined person.title person.unit.name %}`: what is there, with `by` between; a missing part leaves no sign of its own."""
    said = [(part,) for part in parts if part and str(part).strip()]
    return format_html_join(by, "{}", said)


@register.filter
def initials(name: str) -> str:
    return initials_of(name)


@register.filter
def tint(key: object) -> int:
    return tint_of(key)


@register.filter
def number(value: float | None) -> str:
    """1386 as the reader's language writes it: 1,386 or 1 386 or 1.386. Nothing for None."""
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)


register.filter("counted", rails.counted)


@register.simple_tag(takes_context=True)
def crumb_to(context: Mapping[str, Any], key: str) -> SafeString:
    """`{% crumb_to "console" %}`: the way back to a line of the navigation, whichever room it is of, if she may go there."""
    item = navigation[key]
    if not admitted(context["request"], item.keepers):
        return mark_safe("")
    mark = marks.icon("arrow-left")
    return format_html('<p class="crumb"><a href="{}">{}{}</a></p>', reverse(item.url_name), mark, item.label)


@register.simple_tag
def rail_links(lines: Iterable[rails.Line] | None) -> SafeString:
    """`{% rail_links nav %}`"""
    return rails.rail_links(lines or ())


@register.simple_tag
def tab_links(lines: Iterable[rails.Line] | None) -> SafeString:
    """`{% tab_links tabs %}`"""
    return rails.tab_links(lines or ())


@register.simple_tag
def margin_links(lines: Iterable[rails.Line] | None) -> SafeString:
    """`{% margin_links nav %}`"""
    return rails.margin_links(lines or ())
