"""Bytes of a feed to items. Runs in a process of its own (`child.py`): feedparser is not linear, and nothing here knows Django."""

import hashlib
import html
import io
import re
import time
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXParseException

import feedparser
import nh3

MOST_ITEMS = 50  # the newest of one reading
MOST_SIGNS = 5000
TITLE_SIGNS = 200
_BLOCK = re.compile(r"<(?:br|hr)\s*/?>|</(?:p|div|li|ul|ol|h[1-6]|blockquote|tr|table|section|article)>", re.IGNORECASE)
_IMAGE = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*["']([^"'>]+)["']""", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """One entry of a feed, as plain text. `guid` is the feed's own name for it, `picture` an address or empty."""

    guid: str
    title: str
    text: str
    url: str
    picture: str
    at: datetime | None
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    title: str
    items: list[Item]


class NotAFeed(Exception):
    """Neither RSS nor Atom; `line` is where its XML is broken, None where it is no such XML at all."""

    def __init__(self, line: int | None) -> None:
        super().__init__(f"broken XML in line {line}" if line is not None else "neither RSS nor Atom")
        self.line = line


def parse_feed(content: bytes, *, url: str = "") -> Feed:
    """Parse RSS or Atom. `url` is where it came from: relative addresses are made whole by it. Raises `NotAFeed`."""
    # A stream, never a string: feedparser would open a string as an address or as a path.
    # What it would sanitise becomes plain text below, which is stricter and far quicker.
    headers = {"content-location": url} if url else {}
    parsed = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
    broken = parsed.get("bozo_exception")
    if isinstance(broken, SAXParseException):
        raise NotAFeed(broken.getLineNumber())
    if not parsed.get("version"):
        raise NotAFeed(None)
    newest_first = sorted(
        parsed.entries, key=lambda entry: _when(entry) or datetime.min.replace(tzinfo=UTC), reverse=True
    )
    items = (item for entry in newest_first if (item := _item(entry, url)) is not None)
    return Feed(plain(parsed.feed.get("title", ""))[:TITLE_SIGNS], list(islice(items, MOST_ITEMS)))


def _item(entry: Any, base: str) -> Item | None:
    """None for an entry without a word."""
    written = _html_of(entry)
    title = " ".join(plain(entry.get("title", "")).split())
    text = plain(written)
    if not title and not text:
        return None
    title = title or text.split("\n")[0]
    link = _address(entry.get("link", ""), base)
    name = entry.get("id") or link or hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
    return Item(
        guid=str(name)[:500],
        title=_cut(title, TITLE_SIGNS),
        text=_cut(text or title, MOST_SIGNS),
        url=link,
        picture=_picture_of(entry, written, base),
        at=_when(entry),
        tags=tuple(_tags(entry))[:5],
    )


def _html_of(entry: Any) -> str:
    """The summary, or the whole text where there is none."""
    whole = next((part.get("value", "") for part in entry.get("content", [])), "")
    return str(entry.get("summary") or whole or "")


def plain(written: str) -> str:
    """HTML to plain text: paragraphs by an empty line, no markup, no script, no runs of spaces."""
    text = html.unescape(nh3.clean(_BLOCK.sub("\n\n", written), tags=set()))
    lines = [" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip()


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _address(found: str, base: str) -> str:
    """An absolute http address, else nothing."""
    whole = urljoin(base, found.strip()) if found else ""
    return whole if whole.startswith(("https://", "http://")) and len(whole) <= 2000 else ""


def _picture_of(entry: Any, written: str, base: str) -> str:
    """An enclosure or media element that is a picture, else the first picture in the text."""
    named = [*entry.get("media_content", []), *entry.get("enclosures", []), *entry.get("media_thumbnail", [])]
    for each in named:
        kind = each.get("type") or each.get("medium") or "image"
        if str(kind).startswith("image"):
            return _address(each.get("url") or each.get("href") or "", base)
    found = _IMAGE.search(written)
    return _address(html.unescape(found[1]), base) if found else ""


def _when(entry: Any) -> datetime | None:
    parsed: time.struct_time | None = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError):
        return None


def _tags(entry: Any) -> Iterator[str]:
    """Hashtags made of the entry's categories: letters and digits only, words joined."""
    for tag in entry.get("tags", []):
        words = re.findall(r"\w+", str(tag.get("term") or ""))
        joined = words[0] if len(words) == 1 else "".join(word[:1].upper() + word[1:] for word in words)
        if 1 < len(joined) <= 40 and not joined.isdigit():
            yield joined
