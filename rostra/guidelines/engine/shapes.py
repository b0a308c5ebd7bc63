"""The frozen values the check speaks in: where a text goes, who wrote it, what was found.

Every offset is in Unicode code points from the start of the text, as Python counts; `offsets.py` turns them
into the UTF-16 units JavaScript counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Gettext = Callable[[str], str]
"""Turns an English source sentence into the reader's language; `str` leaves it English."""


DateWriter = Callable[[date], str]
"""Writes a date as the reader's language does; `date.isoformat` where nobody reads."""


class Weight(StrEnum):
    """How much a finding asks for. A hint may be left, a mend is asked for, a stop keeps the text from leaving."""

    HINT = "hint"
    MEND = "mend"
    STOP = "stop"

    @property
    def rank(self) -> int:
        """0 for a hint, 1 for a mend, 2 for a stop: the larger one is the heavier."""
        return ("hint", "mend", "stop").index(self.value)


class Kind(StrEnum):
    """The five classes of findings. There is no sixth: what is in none of them is not looked for."""

    SECRET = "secret"  # noqa: S105 - the name of a class, not a password
    PERSONAL = "personal"
    CONFIDENTIAL = "confidential"
    DISCLOSURE = "disclosure"
    LENGTH = "length"


class Unit(StrEnum):
    """What a network counts. `WEIGHTED` is the count in which CJK signs and emoji weigh two."""

    CHARACTERS = "characters"
    GRAPHEMES = "graphemes"
    BYTES = "bytes"
    UTF16 = "utf16"
    WEIGHTED = "weighted"


@dataclass(frozen=True)
class Window:
    """The days, both included, on which a story may be told; None leaves that side open."""

    opens: date | None = None
    closes: date | None = None


@dataclass(frozen=True)
class Surface:
    """Where the text is going.

    limit: in `unit`s, None for no limit. url_length: what the network counts for any URL (None: as long as it is).
    travels: what the link that goes along takes of the limit.
    fold: code points a reader sees before "see more" (None: all). language: of the text ("en", "fi", "es"), None to
    guess. story: a story of the company travels with the text. windows: when that story may be told (none: any day).
    inside: said in the house, where only secrets and personal numbers are hinted.
    """

    name: str
    limit: int | None = None
    unit: Unit = Unit.CHARACTERS
    url_length: int | None = None
    travels: int = 0
    short_mentions: bool = False
    fold: int | None = None
    language: str | None = None
    story: bool = False
    windows: tuple[Window, ...] = ()
    inside: bool = False


INSIDE = Surface(name="inside", inside=True)
OUTSIDE = Surface(name="outside")


@dataclass(frozen=True)
class Author:
    """Who wrote the text: only what is needed to leave her own things to her.

    employers: the names by which readers know the company she works for, the one to write first. introduction: how
    she likes to say that she works there, a whole sentence; empty for the house's own. language: hers, for a text that
    shows none.
    """

    name: str = ""
    employers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    introduction: str = ""
    language: str = "en"


NOBODY = Author()


@dataclass(frozen=True)
class Finding:
    """One thing to look at. `end` is exclusive; `start == end` marks a place where something is missing.

    mend: the words that would stand in place of `mend_start:mend_end`; "" cuts them, None means that only the author
    can mend it.
    """

    kind: Kind
    rule: str
    start: int
    end: int
    weight: Weight
    message: str
    reason: str
    mend: str | None = None
    mend_start: int = -1
    mend_end: int = -1

    def __post_init__(self) -> None:
        """A mend that names no place of its own stands in place of what was found."""
        if self.mend_start < 0:
            object.__setattr__(self, "mend_start", self.start)
            object.__setattr__(self, "mend_end", self.end)


@dataclass(frozen=True)
class Hit:
    """A place a detector found, before it is put into words."""

    rule: str
    start: int
    end: int
