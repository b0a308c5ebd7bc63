"""Terms from pasted lines, CSV or a file: one a line, or columns term, reason, until, weight, match, suggestion."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

COLUMNS = ("term", "reason", "until", "weight", "match", "suggestion")


@dataclass(frozen=True)
class Listed:
    """One line of a list. `bad_until` is what stood there for a date and is none."""

    line: int
    term: str
    reason: str = ""
    until: date | None = None
    weight: str = "stop"
    match: str = "forms"
    suggestion: str | None = None
    bad_until: str = ""


def read_terms(text: str) -> Iterator[Listed]:
    """Every line that holds something, in order.

    A first line that begins with "term" names the columns, separated by tab, semicolon or comma. Without one a line is a
    term, then what follows a tab or semicolon in the order of `COLUMNS`; a comma belongs to the term. Lines that begin
    with "#" are remarks. A quote left open costs its own line only: quotes do not reach over line ends.
    """
    columns: tuple[str, ...] = COLUMNS
    separator = ""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not separator:
            separator = next((sign for sign in "\t;" if sign in line), "\t")
            head = line.strip().casefold()
            if head == "term" or head.startswith(("term,", "term;", "term\t")):
                separator = next((sign for sign in "\t;," if sign in line), "\t")
                columns = tuple(name.strip().casefold() for name in line.split(separator))
                continue
        cells = next(csv.reader([line], delimiter=separator))
        listed = _listed(number, dict(zip(columns, (cell.strip() for cell in cells), strict=False)))
        if listed.term:
            yield listed


def _listed(line: int, cells: dict[str, str]) -> Listed:
    written = cells.get("until", "")
    try:
        until = date.fromisoformat(written) if written else None
    except ValueError:
        until = None
    return Listed(
        line,
        cells.get("term", ""),
        cells.get("reason", ""),
        until,
        cells.get("weight", "").casefold() or "stop",
        cells.get("match", "").casefold() or "forms",
        cells["suggestion"] if cells.get("suggestion") else None,
        written if written and until is None else "",
    )
