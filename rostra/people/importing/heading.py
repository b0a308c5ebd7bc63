"""Finding the heading of a list: the delimiter, the line it stands on, and which column is what."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from rostra.people.importing.source import Encoding, encoding_of, lines_of, printable
from rostra.people.importing.synonyms import FIELDS, field_of

LOOK_AT = 25  # lines; exports put a title, a date and an empty line above the heading
DELIMITERS = (",", ";", "\t", "|")


class Unreadable(Exception):
    """The file as a whole cannot be taken. `reason` is a key of `notes.REASONS`, `words` fill it."""

    def __init__(self, reason: str, **words: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.words = words


@dataclass(frozen=True)
class Heading:
    """`columns` has one field name (or "" for a column we leave) a column; `titles` is what the file calls them."""

    encoding: Encoding
    delimiter: str
    line: int
    titles: list[str]
    columns: list[str]
    unknown: list[str] = field(default_factory=list)

    def at(self, name: str) -> int | None:
        return self.columns.index(name) if name in self.columns else None

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(filter(None, self.columns))


def read_heading(path: Path, mapping: Mapping[str, str] | None = None) -> Heading:
    """Find the heading. `mapping` is column title -> field ("" leaves it out) and wins over what we recognise.

    Raises `Unreadable` for an empty file, for one without a heading we know, and for one without name or key.
    """
    encoding = encoding_of(path)
    first = list(islice(lines_of(path, encoding), LOOK_AT))
    if not any(line.text.strip() for line in first):
        raise Unreadable("empty")
    declared = first[0].text.removeprefix("sep=") if first[0].text.startswith("sep=") else ""
    best = max(
        (
            (_recognised(cells, mapping), -line.number, delimiter, cells)
            for delimiter in ([declared] if declared in DELIMITERS else DELIMITERS)
            for line in first
            if (cells := _split(line.text, delimiter))
        ),
        key=lambda found: found[:2],
        default=(0, 0, ",", []),
    )
    known, minus_line, delimiter, titles = best
    if known < 2:
        raise Unreadable("no_heading", seen=printable(first[0].text[:120]))
    columns = _columns(titles, mapping or {})
    heading = Heading(
        encoding, delimiter, -minus_line, titles, columns,
        [title for title, name in zip(titles, columns, strict=True) if title and not name],
    )  # fmt: skip
    _complete(heading)
    return heading


def _split(text: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []
    cells = [printable(cell).strip() for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _named(title: str, mapping: Mapping[str, str]) -> str | None:
    return mapping[title] if title in mapping else field_of(title)


def _recognised(cells: list[str], mapping: Mapping[str, str] | None) -> int:
    return len({name for cell in cells if (name := _named(cell, mapping or {}))})


def _columns(titles: list[str], mapping: Mapping[str, str]) -> list[str]:
    """A field for each column. Of two columns for one field the one mapped by hand wins, else the first."""
    by_hand = {name for title, name in mapping.items() if title in titles and name}
    taken: set[str] = set()
    columns = []
    for title in titles:
        name = _named(title, mapping) or ""
        if name in taken or (title not in mapping and name in by_hand):
            name = ""
        taken.add(name)
        columns.append(name)
    return columns


def _complete(heading: Heading) -> None:
    unknown = heading.fields - set(FIELDS) - {f"unit{level}" for level in range(1, 13)}
    if unknown:
        raise Unreadable("no_such_field", field=sorted(unknown)[0], fields=", ".join(FIELDS))
    if "name" not in heading.fields and not {"first", "last"} <= heading.fields:
        raise Unreadable("no_name_column", titles=", ".join(heading.titles)[:300])
    if not {"number", "email"} & heading.fields:
        raise Unreadable("no_key_column", titles=", ".join(heading.titles)[:300])
