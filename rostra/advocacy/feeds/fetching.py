"""Getting a feed and its pictures through the guarded client, and saying in words what went wrong."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from rostra.kit import http
from rostra.kit.errors import Refused

SECONDS = 15.0
MOST_BYTES = 5 * 1024 * 1024
MOST_MARK = 500  # signs of an ETag
ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"


@dataclass(frozen=True)
class Fetched:
    """`content` is None when the server says that nothing changed."""

    content: bytes | None
    url: str
    etag: str
    modified: str


def fetch_feed(url: str, *, etag: str = "", modified: str = "") -> Fetched:
    """One conditional GET, at most three redirects, 5 MB and 15 s. Raises `Refused` in words for people."""
    headers = {"Accept": ACCEPT} | ({"If-None-Match": etag} if etag else {})
    headers |= {"If-Modified-Since": modified} if modified else {}
    try:
        reply = http.send("GET", url, headers=headers, seconds=SECONDS, most_bytes=MOST_BYTES, follow=True)
    except http.Unreachable as unreachable:
        raise Refused(_why(unreachable.reason, url)) from unreachable
    if reply.status == 304:
        return Fetched(None, reply.url, etag, modified)
    if reply.status != 200:
        where = {"server": _server(url), "status": reply.status}
        raise Refused(
            _("%(server)s answered with %(status)s instead of a feed. Open the address in a browser.") % where
        )
    return Fetched(reply.content, reply.url, _said(reply, "ETag"), _said(reply, "Last-Modified"))


def _said(reply: http.Reply, header: str) -> str:
    """To be sent back the next time: nothing where it is too long, or beyond what a request may carry."""
    value = reply.headers.get(header, "")
    return value if value.isascii() and value.isprintable() and len(value) <= MOST_MARK else ""


def fetch_picture(url: str) -> SimpleUploadedFile | None:
    """A picture's bytes as an upload, still to be typed and re-encoded. None if it cannot be had."""
    try:
        reply = http.send("GET", url, seconds=SECONDS, most_bytes=MOST_BYTES, follow=True)
    except http.Unreachable:
        return None
    if reply.status != 200 or not reply.content:
        return None
    name = urlsplit(url).path.rsplit("/", 1)[-1] or "picture"
    return SimpleUploadedFile(name[:100], reply.content, reply.headers.get("Content-Type", ""))


def _server(url: str) -> str:
    return urlsplit(url).netloc.rsplit("@", 1)[-1] or url


def _why(reason: str, url: str) -> str:
    """The client's reasons in words. Tests hold that each has its own sentence."""
    where = {"server": _server(url)}
    if "private address" in reason:
        return _("%(server)s is an address inside a network. Rostra fetches public feeds only.") % where
    if "redirects" in reason:
        return (
            _("%(server)s sends us from one address to the next without end. Ask for the feed’s final address.") % where
        )
    if "more than" in reason:
        return _("%(server)s sent more than 5 megabytes, or never stops. Nothing was taken in.") % where
    if "broken answer" in reason:
        return (
            _(
                "%(server)s sent an answer that breaks off or cannot be unpacked. Nothing was taken in. "
                "Try again later, or ask whoever runs that server."
            )
            % where
        )
    if "too long" in reason or "timed out" in reason:
        return _("%(server)s took longer than 15 seconds. Nothing was taken in; Rostra will try again.") % where
    if "begin with http" in reason:
        return _("An address begins with https:// or http://.")
    return _("%(server)s cannot be reached. Is the address right?") % where
