"""The lines of the navigation as HTML. They stand on every page, and a template loop over them costs ten times as much.

A line is a mapping: `url`, `label` (or `name`), `icon` (or `tile`, ready HTML), perhaps `count` and `current`.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString

from rostra.kit.marks import icon

Line = Mapping[str, Any]


def counted(value: int | None, ceiling: int = 99) -> str:
    """A count beside a word: "" for none, "99+" above the ceiling."""
    if not value:
        return ""
    return f"{ceiling}+" if value > ceiling else str(value)


def _address(line: Line) -> str:
    here = ' aria-current="page"' if line.get("current") else ""
    return f'href="{escape(str(line["url"]))}"{here}'


def _mark(line: Line) -> str:
    """A tile is HTML already when it says so; anything else is escaped, as in a template."""
    if "tile" not in line:
        return icon(line["icon"])
    made = line["tile"]
    return made if isinstance(made, SafeString) else escape(str(made))


def _label(line: Line) -> str:
    return escape(str(line["name"] if "name" in line else line["label"]))


def rail_links(lines: Iterable[Line]) -> SafeString:
    """The rail's lines: a mark, words, and how many are new."""
    return SafeString("\n".join(map(_rail_link, lines)))


def _rail_link(line: Line) -> str:
    count = counted(line.get("count"))
    waits, number = (' class="has"', f'<span class="n">{count}</span>') if count else ("", "")
    return f"<a {_address(line)}{waits}>{_mark(line)}<span>{_label(line)}</span>{number}</a>"


def tab_links(lines: Iterable[Line]) -> SafeString:
    """The tab bar's lines: a mark above a word, and how many are new."""
    return SafeString("\n".join(map(_tab_link, lines)))


def _tab_link(line: Line) -> str:
    count = counted(line.get("count"))
    number = f'<b class="num">{count}</b>' if count else ""
    return f"<a {_address(line)}>{_mark(line)}{number}<span>{_label(line)}</span></a>"


def margin_links(lines: Iterable[Line]) -> SafeString:
    """The icons in the margin while somebody writes outside; their words are for readers of the screen and on hovering."""
    return SafeString("\n".join(map(_margin_link, lines)))


def _margin_link(line: Line) -> str:
    count, label = counted(line.get("count")), _label(line)
    waits, spoken = (' class="has"', f"{label}, {count}") if count else ("", label)
    return f'<a {_address(line)} aria-label="{spoken}" title="{label}"{waits}>{_mark(line)}</a>'
