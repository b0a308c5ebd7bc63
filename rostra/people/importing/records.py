"""Lines as records of cells. A quote that is never closed costs its own line, not the rest of the file."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from rostra.people.importing.source import MOST_SIGNS, Line, printable

MOST_LINES = 50  # one record may hold line breaks inside its quotes, an address for instance
_OPEN = "unexpected end of data"  # what Python's reader says in strict mode of a quote that is not closed
_NO_LETTER = re.compile("[\ud800-\udfff\ufffd]")


@dataclass(frozen=True)
class Record:
    """Cells of one record; `number` is the line it begins on."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Broken:
    """A line that is no record. `reason` is a key of `notes.REASONS`; `words` fill it. `text` is the line itself."""

    number: int
    reason: str
    words: dict[str, str | int]
    text: str


class _OpenQuote(Exception):
    pass


def _cells(text: str, delimiter: str) -> list[str]:
    """The cells of one record. Raises `_OpenQuote`, or csv.Error for signs after a closing quote."""
    if '"' not in text:
        return text.split(delimiter)
    try:
        found = next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        if str(error) == _OPEN:
            raise _OpenQuote from error
        raise
    return found


def records_of(lines: Iterator[Line], *, delimiter: str, width: int) -> Iterator[Record | Broken]:
    """Read `lines` as records of `width` cells. Empty lines are passed over; cells beyond the heading must be empty.

    When a quote opens and the record does not come out whole within `MOST_LINES`, its first line is broken and reading
    goes on with the next line.
    """
    ahead: deque[Line] = deque()
    while (line := ahead.popleft() if ahead else next(lines, None)) is not None:
        if line.cut:
            yield Broken(line.number, "line_too_long", {}, printable(line.text[:2000]))
        elif line.text.strip(f" {delimiter}\t"):
            yield _checked(_read(line, ahead, lines, delimiter, width))


def _read(line: Line, ahead: deque[Line], lines: Iterator[Line], delimiter: str, width: int) -> Record | Broken:
    try:
        return _fitted(line, _cells(line.text, delimiter), width)
    except _OpenQuote:
        return _over_several(line, ahead, lines, delimiter, width)
    except csv.Error:
        return Broken(line.number, "quote_inside", {}, line.text)


def _fitted(line: Line, cells: list[str], width: int) -> Record | Broken:
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) != width:
        return Broken(line.number, "cells", {"cells": len(cells), "width": width}, line.text)
    return Record(line.number, cells)


def _over_several(
    first: Line, ahead: deque[Line], lines: Iterator[Line], delimiter: str, width: int
) -> Record | Broken:
    """Take in following lines until the quote closes. What was taken in vain goes back to `ahead`."""
    taken: list[Line] = []
    whole = first.text
    while len(taken) < MOST_LINES and len(whole) < MOST_SIGNS:
        following = ahead.popleft() if ahead else next(lines, None)
        if following is None:
            break
        taken.append(following)
        whole += "\n" + following.text
        if following.cut:
            break
        if '"' not in following.text:
            continue
        try:
            found = _fitted(first, _cells(whole, delimiter), width)
        except _OpenQuote:
            continue
        except csv.Error:
            break
        if isinstance(found, Record):
            return found
        break
    ahead.extendleft(reversed(taken))
    return Broken(first.number, "quote_open", {}, first.text)


def _checked(found: Record | Broken) -> Record | Broken:
    """A record without signs that no text has; of a broken one those are the reason, whatever else they broke."""
    text = found.text if isinstance(found, Broken) else "\n".join(found.cells)
    if "\0" in text:
        return Broken(found.number, "nul", {}, printable(text))
    if not text.isascii() and _NO_LETTER.search(text):
        return Broken(found.number, "not_text", {}, printable(text))
    return found
