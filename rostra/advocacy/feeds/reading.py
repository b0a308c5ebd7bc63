"""Bytes of a feed to items. Nothing here reaches the network."""

import hashlib
import html
import io
import re
import time
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXParseException

import feedparser
import nh3
from django.utils.translation import gettext as _

from rostra.kit.errors import Refused

MOST_ITEMS = 50  # the newest of one reading
MOST_SIGNS = 5000
TITLE_SIGNS = 200
_BLOCK = re.compile(r"<(?:br|hr)\s*/?>|</(?:p|div|li|ul|ol|h[1-6]|blockquote|tr|table|section|article)>", re.IGNORECASE)
_IMAGE = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*["']([^"'>]+)["']""", re.IGNORECASE)


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


def read_feed(content: bytes, *, url: str = "") -> Feed:
    """Parse RSS or Atom. `url` is where it came from: relative addresses are made whole by it. Raises `Refused`."""
    # A stream, never a string: feedparser would open a string as an address or as a path.
    parsed = feedparser.parse(io.BytesIO(content), response_headers={"content-location": url} if url else {})
    broken = parsed.get("bozo_exception")
    if isinstance(broken, SAXParseException):
        where = {"line": broken.getLineNumber()}
        raise Refused(
            _("This feed is broken XML in line %(line)s. Nothing was taken in; mend it and try again.") % where
        )
    if not parsed.get("version"):
        raise Refused(_("This is neither RSS nor Atom. Look for an address that ends in /feed, /rss or .xml."))
    items = [item for entry in parsed.entries if (item := _item(entry, url)) is not None]
    items.sort(key=lambda item: item.at or datetime.min.replace(tzinfo=UTC), reverse=True)
    return Feed(plain(parsed.feed.get("title", ""))[:TITLE_SIGNS], items[:MOST_ITEMS])


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
        at=_moment(entry.get("published_parsed") or entry.get("updated_parsed")),
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


def _moment(parsed: time.struct_time | None) -> datetime | None:
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
