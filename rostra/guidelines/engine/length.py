"""How long a text is as a network counts, and where it grows too long for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from rostra.guidelines.engine.shapes import Hit, Surface, Unit
from rostra.guidelines.engine.spans import Spans

_URL = re.compile(r"https?://[^\s<>\"'`]{1,2000}", re.IGNORECASE)
_URL_TAIL = ".,:;!?)]}»”’…"
_MENTION = re.compile(r"(?<![\w/@])@(?P<name>[\w.-]{1,60})@[\w.-]{1,253}")
_JOINER = "\u200d"


def _is_emoji(sign: str) -> bool:
    if _is_flag(sign) or "\U0001f3fb" <= sign <= "\U0001f3ff":
        return False
    return "\U0001f000" <= sign <= "\U0001faff" or "\u2600" <= sign <= "\u27bf" or sign in "©®‼⁉™ℹ⌚⌛⏏⭐⭕〰〽"


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _extends(sign: str) -> bool:
    """Whether a sign belongs to the one before it: accents, variation selectors, skin tones, tags, joiners."""
    if sign < "\u0300":
        return False
    return (
        sign == _JOINER
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
        or unicodedata.category(sign) in {"Mn", "Me", "Mc"}
    )


def _hangul(sign: str) -> str:
    """ "L", "V", "T", "LV", "LVT" or "" for a Hangul letter's place in its syllable."""
    if "\uac00" <= sign <= "\ud7a3":
        return "LV" if (ord(sign) - 0xAC00) % 28 == 0 else "LVT"
    if "\u1100" <= sign <= "\u115f" or "\ua960" <= sign <= "\ua97c":
        return "L"
    if "\u1160" <= sign <= "\u11a7" or "\ud7b0" <= sign <= "\ud7c6":
        return "V"
    return "T" if "\u11a8" <= sign <= "\u11ff" or "\ud7cb" <= sign <= "\ud7fb" else ""


_SYLLABLE = {"L": {"L", "V", "LV", "LVT"}, "LV": {"V", "T"}, "V": {"V", "T"}, "LVT": {"T"}, "T": {"T"}}


def graphemes(text: str) -> Iterator[int]:
    """The offset at which each sign, as a reader sees one, begins (UAX #29, without the rare prepended marks)."""
    last, flags, emoji = "", 0, False
    for at, sign in enumerate(text):
        together = (
            (last == "\r" and sign == "\n")
            or (bool(last) and last not in "\r\n" and _extends(sign))
            or (last == _JOINER and emoji and _is_emoji(sign))
            or (_is_flag(sign) and flags % 2 == 1)
            or (last >= "\u1100" and _hangul(sign) in _SYLLABLE.get(_hangul(last), ()))
        )
        if not together:
            yield at
            emoji = _is_emoji(sign)
        elif unicodedata.category(sign) == "Mc" or (last == _JOINER and _extends(sign)):
            emoji = False  # a joiner joins only right behind an emoji and its marks
        flags = flags + 1 if _is_flag(sign) else 0
        last = sign


def _weight(sign: str) -> int:
    """Twice-counted signs: all but these ranges, which count once (twitter-text v3)."""
    code = ord(sign)
    return 1 if code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247 else 2


def _steps(text: str, start: int, end: int, unit: Unit) -> Iterator[tuple[int, int]]:
    """(offset, what is counted for the sign that begins there), in order, of `text[start:end]`."""
    if unit in {Unit.GRAPHEMES, Unit.WEIGHTED}:
        part = text[start:end]
        begins = list(graphemes(part))
        for at, until in pairwise([*begins, len(part)]):
            emoji = _is_emoji(part[at]) or _is_flag(part[at])
            weight = 1 if unit is Unit.GRAPHEMES else 2 if emoji else sum(_weight(s) for s in part[at:until])
            yield start + at, weight
        return
    for at in range(start, end):
        sign = text[at]
        if unit is Unit.BYTES:
            yield at, len(sign.encode("utf-8", "surrogatepass"))
        else:
            yield at, 2 if unit is Unit.UTF16 and sign > "\uffff" else 1


def _fixed(text: str, surface: Surface) -> list[tuple[int, int, int]]:
    """(start, end, counted) of what the network counts by a rule of its own: URLs, mentions of other servers."""
    fixed: list[tuple[int, int, int]] = []
    if surface.url_length is not None:
        for found in _URL.finditer(text):
            end = found.start() + len(found[0].rstrip(_URL_TAIL))
            fixed.append((found.start(), end, surface.url_length))
    if surface.short_mentions:
        taken = Spans((start, end) for start, end, _ in fixed)
        for found in _MENTION.finditer(text):
            if not taken.overlaps(found.start(), found.start() + 1):
                fixed.append((*found.span(), len(found["name"]) + 1))
    return sorted(fixed)


def _counts(text: str, surface: Surface) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end, counted in _fixed(text, surface):
        yield from _steps(text, at, start, surface.unit)
        yield start, counted
        at = end
    yield from _steps(text, at, len(text), surface.unit)


def count(text: str, surface: Surface) -> int:
    """How long `text` is on `surface`, in the surface's unit."""
    return sum(counted for _, counted in _counts(text, surface))


def find_too_long(text: str, surface: Surface) -> Hit | None:
    """From the first sign that no longer fits to the end; None where all fits."""
    if surface.limit is None:
        return None
    total = surface.travels
    for at, counted in _counts(text, surface):
        total += counted
        if total > surface.limit:
            return Hit("length.limit", at, len(text))
    return None
