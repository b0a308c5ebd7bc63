"""Reading a feed in a process of its own, which is ended when it takes too long, and whose answer is believed in nothing."""

import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from typing import IO, Any

import orjson
import structlog
from django.utils.translation import gettext as _

import rostra
from rostra.advocacy.feeds.child import CPU_SECONDS, MEMORY_BYTES, MOST_ANSWER, TOO_MUCH
from rostra.advocacy.feeds.reading import MOST_ITEMS, MOST_SIGNS, TITLE_SIGNS, Feed, Item
from rostra.kit.errors import Refused

log = structlog.get_logger("rostra.advocacy")

WALL_SECONDS = 20.0  # a machine that is busy gives the child its two seconds late
_CHILD = (sys.executable, "-P", "-s", "-m", "rostra.advocacy.feeds.child")
_ENVIRONMENT = {"PYTHONPATH": str(Path(rostra.__file__).parents[1]), "PYTHONUTF8": "1"}


def read_feed(content: bytes, *, url: str = "") -> Feed:
    """Parse RSS or Atom, at most `MOST_ITEMS` of it. `url` is where it came from. Raises `Refused` in words for people."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answered:
        # The address goes this way too: what stands in a command is seen by everybody on the machine.
        asked.write(url.encode() + b"\n" + content)
        asked.seek(0)
        status = _run(asked, answered)
        answered.seek(0)
        answer = answered.read(MOST_ANSWER + 1)
    if status in {TOO_MUCH, -SIGXCPU, -SIGKILL}:
        raise Refused(_too_much())
    if status != 0:
        raise Refused(_unreadable())
    return _feed_of(answer)


def _run(asked: IO[bytes], answered: IO[bytes]) -> int:
    """How the child ended. Files, not pipes: nobody waits for anybody, and what it may write is limited by the kernel."""
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(_CHILD, stdin=asked, stdout=answered, stderr=errors, env=_ENVIRONMENT, cwd="/") as child,  # noqa: S603 - no word of it is foreign
    ):
        try:
            status = child.wait(WALL_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            status = child.wait()
        if status != 0:
            errors.seek(0)
            log.warning("feed not read", status=status, why=errors.read(4000).decode(errors="replace")[-500:])
    return status


def _feed_of(answer: bytes) -> Feed:
    """The feed in the child's answer. Nothing of another shape or longer than agreed comes through. Raises `Refused`."""
    try:
        said = orjson.loads(answer)
        if "line" in said:
            raise Refused(_no_feed(said["line"]))
        return Feed(_text(said["title"], TITLE_SIGNS), [_item_of(each) for each in _list(said["items"])[:MOST_ITEMS]])
    except (ValueError, KeyError, TypeError) as error:
        log.warning("feed not read", why=f"its parser answered {error!r:.200}")
        raise Refused(_unreadable()) from error


def _item_of(said: dict[str, Any]) -> Item:
    return Item(
        guid=_text(said["guid"], 500),
        title=_text(said["title"], TITLE_SIGNS),
        text=_text(said["text"], MOST_SIGNS),
        url=_address(said["url"]),
        picture=_address(said["picture"]),
        at=None if said["at"] is None else _moment(said["at"]),
        tags=tuple(_text(tag, 40) for tag in _list(said["tags"])[:5]),
    )


def _text(said: object, most: int) -> str:
    if not isinstance(said, str) or len(said) > most:
        raise ValueError("a text of another shape")
    return said.replace("\0", "")


def _list(said: object) -> list[Any]:
    if not isinstance(said, list):
        raise TypeError("no list")
    return said


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    if moment.utcoffset() != timedelta(0):
        raise ValueError("a moment of another zone")
    return moment


def _address(said: object) -> str:
    address = _text(said, 2000)
    if address and not address.startswith(("https://", "http://")):
        raise ValueError("an address of another kind")
    return address


def _no_feed(line: object) -> str:
    if isinstance(line, int):
        return _("This feed is broken XML in line %(line)s. Nothing was taken in; mend it and try again.") % {
            "line": line
        }
    return _("This is neither RSS nor Atom. Look for an address that ends in /feed, /rss or .xml.")


def _too_much() -> str:
    return _(
        "This feed takes more than %(seconds)d seconds or %(megabytes)d MB to read. Nothing was taken in; ask for a feed "
        "with fewer items."
    ) % {"seconds": CPU_SECONDS, "megabytes": MEMORY_BYTES // 1024 // 1024}


def _unreadable() -> str:
    return _("This feed could not be read. Nothing was taken in; ask whoever makes it to check it.")
