"""Markdown to safe HTML: what people write, with no way to write script, style or frames.

Most who write here write plain words, so only signs that are surely meant as formatting vanish from the page;
docs/reference/formatting.md names them. All else is shown as it was written: dates, numbers, file names, `&amp;`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize as markdown_emphasis
from markdown_it.token import Token

TAGS = {"p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr"}
SCHEMES = {"http", "https", "mailto"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "li": {"value"}}
CLASSES = {"ol": {"bracketed", "wide"}}  # written "1)", and with numbers that need more room: see base.css
WIDE = 100

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


class _Writer(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """A link the page would not follow stays as it was written: "[call us](tel:+358)" keeps its number."""
        scheme = _SCHEME.match(url)
        return super().validateLink(url) and (scheme is None or scheme[1].lower() in SCHEMES)


def to_html(text: str) -> SafeString:
    """HTML of one text. Links open with rel="noopener nofollow"; pictures and raw HTML are written out as text."""
    html = _writer.render(text)
    return mark_safe(  # noqa: S308 - cleaned one word earlier
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes=SCHEMES)
    )


def _emphasis(state: StateInline, silent: bool) -> bool:
    """As Markdown, but "__init__" and "5*3*2" are no emphasis: their signs would vanish."""
    start, src = state.pos, state.src
    run = re.compile(r"_+|\*+").match(src, start)
    if run is None or silent:
        return False
    before, after = src[start - 1 : start] if start else "", src[run.end() : run.end() + 1]
    inside_a_word = run[0] == "*" and before.isalnum() and after.isalnum()
    if not inside_a_word and not run[0].startswith("__"):
        return markdown_emphasis(state, silent)
    state.pending += run[0]
    state.pos = run.end()
    return True


def _keep_what_was_written(state: StateCore) -> None:
    """After the blocks are known, before their words are read: lists that are none, and numbers of those that are."""
    kept: list[Token] = []
    position = 0
    while position < len(state.tokens):
        token = state.tokens[position]
        if token.type == "fence" and " " in token.info.strip():  # words behind ```, not the name of a language
            token.content = f"{token.info.strip()}\n{token.content}"
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            end = _end_of(state.tokens, position)
            kept += _list_as_written(state.tokens[position : end + 1])
            position = end
        else:
            kept.append(token)
        position += 1
    state.tokens = kept


def _end_of(tokens: list[Token], start: int) -> int:
    closing = tokens[start].type.replace("_open", "_close")
    levels = enumerate(tokens[start:], start)
    return next(at for at, token in levels if token.type == closing and token.level == tokens[start].level)


def _list_as_written(tokens: list[Token]) -> list[Token]:
    """One line alone is no list but a date ("24. joulukuuta") or a temperature ("- 5 degrees"); nor are "01. 02."."""
    items = [token for token in tokens if token.type == "list_item_open" and token.level == tokens[0].level + 1]
    if len(items) == 1 or any(item.info.startswith("0") and len(item.info) > 1 for item in items):
        return list(_as_paragraphs(tokens))
    _number(tokens)
    return tokens


def _as_paragraphs(tokens: list[Token]) -> Iterator[Token]:
    """The items of the outer list as paragraphs that begin with the item's own sign or number."""
    level, mark = tokens[0].level, ""
    for token in tokens[1:-1]:
        if token.type == "list_item_open" and token.level == level + 1:
            mark = token.info + token.markup
            continue
        if mark and token.type != "paragraph_open":
            if token.type == "inline":
                token.content = f"{mark} {token.content}"
            else:
                yield from _paragraph(mark)
            mark = ""
        if token.type.startswith("paragraph") and token.level == level + 2:
            token.hidden = False
        if token.type != "list_item_close" or token.level != level + 1:
            yield token


def _paragraph(words: str) -> Iterator[Token]:
    yield Token("paragraph_open", "p", 1, block=True)
    yield Token("inline", "", 0, content=words, children=[], block=True)
    yield Token("paragraph_close", "p", -1, block=True)


def _number(tokens: list[Token]) -> None:
    """Browsers count on from the first number; where the writer did not, the item carries its own."""
    for at, opening in enumerate(tokens):
        if opening.type != "ordered_list_open":
            continue
        items = tokens[at : _end_of(tokens, at)]
        numbered = [item for item in items if item.type == "list_item_open" and item.level == opening.level + 1]
        for before, item in pairwise(numbered):
            if int(item.info) != int(before.info) + 1:
                item.attrSet("value", str(int(item.info)))
        if opening.markup == ")":
            opening.attrJoin("class", "bracketed")
        if max(int(item.info) for item in numbered) >= WIDE:
            opening.attrJoin("class", "wide")


_writer = _Writer("commonmark", {"html": False, "linkify": False, "breaks": True, "typographer": False})
_writer.enable(["strikethrough"])
# Indented words are no code, "[Ana]: hello" is no reference, and "&amp;" is what somebody wrote about HTML.
_writer.disable(["image", "html_inline", "html_block", "heading", "lheading", "code", "reference", "entity"])
_writer.inline.ruler.at("emphasis", _emphasis)
_writer.core.ruler.after("block", "as_written", _keep_what_was_written)
