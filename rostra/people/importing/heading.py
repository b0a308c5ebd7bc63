"""Finding the heading of a list: the delimiter, the line it stands on, and which column is what."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from rostra.people.importing.source import Encoding, encoding_of, lines_of, printable
from rostra.people.importing.synonyms import FIELDS, field_of

LOOK_AT = 25  # lines; exports put a title, a date and an empty line above the heading
DELIMITERS = (",", ";", "\t", "|")


class Unreadable(Exception):
    """The file as a whole cannot be taken. `reason` is a key of `notes.REASONS`, `words` fill it.

    `columns` are (title, field we took it for or ""), where somebody could say which column is what.
    """

    def __init__(self, reason: str, *, columns: list[tuple[str, str]] | None = None, **words: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.words = words
        self.columns = columns or []


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
    def pairs(self) -> list[tuple[str, str]]:
        return list(zip(self.titles, self.columns, strict=True))

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(filter(None, self.columns))


def read_heading(path: Path, mapping: Mapping[str, str] | None = None) -> Heading:
    """Find the heading. `mapping` is column title -> field ("" leaves it out) and wins over what we recognise.

    Raises `Unreadable` for an empty file, for one without a heading we know, and for one without name or key.
    """
    _refuse_spreadsheet(path)
    encoding = encoding_of(path)
    first = list(islice(lines_of(path, encoding), LOOK_AT))
    if not any(line.text.strip() for line in first):
        raise Unreadable("empty")
    declared = _declared_delimiter(first[0].text)
    best = max(
        (
            (_recognised(cells, mapping), delimiter == declared, -line.number, delimiter, cells)
            for delimiter in DELIMITERS
            for line in first
            if (cells := _told_apart(_split(line.text, delimiter)))
        ),
        key=lambda found: found[:3],
        default=(0, False, 0, ",", []),
    )
    known, _declared, minus_line, delimiter, titles = best
    if known < 2:
        likely = max((_told_apart(_split(line.text, sign)) for sign in DELIMITERS for line in first), key=len)
        columns = [(title, "") for title in likely] if len(likely) > 1 else []
        raise Unreadable("no_heading", columns=columns, seen=printable(first[0].text[:120]))
    fields = _columns(titles, mapping or {})
    heading = Heading(
        encoding, delimiter, -minus_line, titles, fields,
        [title for title, name in zip(titles, fields, strict=True) if title and not name],
    )  # fmt: skip
    _complete(heading)
    return heading


def _refuse_spreadsheet(path: Path) -> None:
    """What Excel and its kin save unless told otherwise: a zip, or the old compound file."""
    with path.open("rb") as file:
        if file.read(4) in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
            raise Unreadable("spreadsheet")


def _declared_delimiter(text: str) -> str:
    """Excel's own first line: `sep=;`."""
    word, _equals, sign = text.strip(' "\r').partition("=")
    return sign if word.strip().lower() == "sep" else ""


def _told_apart(titles: list[str]) -> list[str]:
    """Two columns of one title are "E-mail" and "E-mail (2)", so that each can be chosen for itself."""
    seen: Counter[str] = Counter()
    apart = []
    for title in titles:
        seen[title] += bool(title)
        apart.append(f"{title} ({seen[title]})" if seen[title] > 1 else title)
    return apart


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
        raise Unreadable("no_name_column", columns=heading.pairs, titles=", ".join(heading.titles)[:300])
    if not {"number", "email"} & heading.fields:
        raise Unreadable("no_key_column", columns=heading.pairs, titles=", ".join(heading.titles)[:300])
