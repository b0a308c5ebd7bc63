"""What people write: Markdown with mentions and #topics, to safe HTML, to plain words, to an excerpt.

A mention is stored as `@[Name](person id)`: it survives a change of name, and two people of one name. Writers see and type
`@Name`; `mentions.py` turns one into the other.
"""

import re
import unicodedata
from html import unescape
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from rostra.kit.markdown import to_html as markdown_to_html
from rostra.kit.normalizing import normalize

ID = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
TOKEN = re.compile(rf"@\[([^\[\]\n]{{1,200}})\]\(({ID})\)")
TOPIC = re.compile(r"(?<![\w/&#@])#([^\W\d_][\w-]{1,49})")
TOPICS = 20  # topics of one entry; more is shouting

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and a pattern of no dots, which fonts leave blank
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_TAG = re.compile(r"(<[^<>]*>)")
_MENTION = re.compile(rf'@<a href="({ID})" rel="noopener noreferrer">((?:[^<\n]|<(?!/?a\b))*)</a>')
# Never a quotation mark: in text it stands bare, and in the address it would end the attribute it is put into.
_LOOSE = re.compile(rf"(?P<url>https?://[^\s<>\"]+[^\s<>.,;:!?)'\"])|{TOPIC.pattern}")
_SENTENCE = re.compile(r"[.!?…]\s|\n")


def clean(text: str) -> str:
    """One form for what a form sent: NFC, newlines as \\n, no control signs and none that turn the direction of others' text."""
    return _CONTROL.sub("", normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def has_signs(text: str) -> bool:
    """Whether anything of it can be seen."""
    return any(unicodedata.category(sign) not in _UNSEEN and sign not in _FILLERS for sign in text)


def mentioned_in(text: str) -> list[UUID]:
    """Ids in the order of their first mention."""
    return list(dict.fromkeys(UUID(found[2]) for found in TOKEN.finditer(text)))


def topics_in(text: str) -> list[str]:
    """Names as written, once a key, without those in code."""
    names = (found[1] for found in TOPIC.finditer(_CODE.sub(" ", text)))
    return list({name.lower(): name for name in reversed(list(names))}.values())[::-1][:TOPICS]


def to_plain(text: str) -> str:
    """With `@Name` for tokens: what a writer sees."""
    return TOKEN.sub(r"@\1", text)


def to_line(text: str, most: int = 120) -> str:
    """The first words on one line, for a notice or a page title."""
    line = " ".join(to_plain(text).split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def excerpt(text: str, most: int = 900) -> tuple[str, bool]:
    """The beginning, cut after a paragraph or a sentence, and whether anything was left out. A third over is not cut."""
    if len(text) <= most * 4 // 3:
        return text, False
    ends = [found.end() for found in _SENTENCE.finditer(text, most // 2, most)]
    cut = text[: ends[-1] if ends else most]
    opened = cut.rfind("@[")
    if opened != -1 and not TOKEN.match(cut, opened):
        cut = cut[:opened]
    if cut.count("```") % 2:
        cut += "\n```"
    return cut.rstrip(), True


def to_html(text: str) -> SafeString:
    """Safe HTML: Markdown, mentions as links to the person, topics and bare addresses as links."""
    html = _MENTION.sub(_link_person, markdown_to_html(text))
    parts, inside = _TAG.split(html), 0
    for place, part in enumerate(parts):
        if place % 2:
            inside += _opens(part)
        elif not inside and ("#" in part or "http" in part):
            parts[place] = _LOOSE.sub(_link_loose, part)
    return mark_safe("".join(parts))  # noqa: S308 - kit cleaned it; what is added here is built from matched, escaped parts


def _opens(tag: str) -> int:
    if tag.startswith(("<a ", "<code", "<pre")):
        return 1
    return -1 if tag in {"</a>", "</code>", "</pre>"} else 0


def _link_person(found: re.Match[str]) -> str:
    return f'<a class="mention" href="{reverse("person", args=[found[1]])}">@{found[2]}</a>'


def _link_loose(found: re.Match[str]) -> str:
    if found["url"]:
        address = unescape(found["url"])
        shown = re.sub(r"^https?://(www\.)?", "", address)
        shown = shown if len(shown) <= 60 else shown[:59] + "…"
        return f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(shown)}</a>'
    name = found[2]
    return f'<a class="topic" href="{reverse("topic", args=[name.lower()])}">#{name}</a>'
