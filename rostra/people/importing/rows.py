"""Cells of a record as what we keep of a person: trimmed, checked, of one form."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from rostra.people.importing.heading import Heading
from rostra.people.importing.records import Broken, Record
from rostra.people.languages import read_languages

MOST = {
    "name": 200,
    "first": 100,
    "last": 100,
    "email": 254,
    "number": 64,
    "unit": 600,
    "title": 200,
    "place": 120,
    "phone": 60,
}
MOST_OTHER = 2000
MOST_LEVELS = 12
MOST_SKILLS = 50

_is_email = EmailValidator()
_PLAIN_EMAIL = re.compile(
    r"[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,4}\.[a-z]{2,24}", re.ASCII
)
_LIST = re.compile(r"[;,|\n•]")
_NUMBER_BEHIND = re.compile(r"\(([^()\s\d]*\d[^()\s]*)\)$")
_AFTER_NAMES = {"phd", "md", "mba", "jr", "sr", "ii", "iii", "iv", "cpa", "msc", "dba", "esq", "llm", "pmp"}
_LEADING_MARK = re.compile(r"^[=']+(?=\S)")  # ="00123" and '00123 keep zeros in a spreadsheet


@dataclass(frozen=True)
class Row:
    """One person as the list has her. Empty text, empty tuple: the cell is empty or there is no such column.

    `email` is lower case, `unit` the names from the top down, `lead` whatever names the manager, `languages` codes.
    `remarks` are (reason, words) of things that stayed out.
    """

    line: int
    name: str
    number: str = ""
    email: str = ""
    title: str = ""
    place: str = ""
    phone: str = ""
    unit: tuple[str, ...] = ()
    lead: str = ""
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    remarks: tuple[tuple[str, dict[str, str]], ...] = field(default=(), compare=False)


Read = Callable[[Record], Row | Broken]


def row_reader(heading: Heading) -> Read:
    """A function from record to row for files with this heading."""
    column = {name: index for index, name in enumerate(heading.columns) if name}
    limits = [(index, heading.titles[index], MOST.get(name, MOST_OTHER)) for name, index in column.items()]
    levels = [column[f"unit{level}"] for level in range(1, 13) if f"unit{level}" in column]
    leads = [column[name] for name in ("lead_number", "lead_email", "lead_name") if name in column]

    def read(record: Record) -> Row | Broken:
        cells = [" ".join(cell.split()) for cell in record.cells]

        def cell(name: str) -> str:
            return cells[column[name]] if name in column else ""

        def listed(record: Record, name: str) -> str:
            return record.cells[column[name]] if name in column else ""  # line breaks part items

        def broken(reason: str, **words: str | int) -> Broken:
            return Broken(record.number, reason, words, heading.delimiter.join(record.cells))

        for index, title, most in limits:
            if len(cells[index]) > most:
                return broken("too_long", column=title, most=most)
        name = cell("name") or f"{cell('first')} {cell('last')}".strip()
        number, email = _LEADING_MARK.sub("", cell("number")).strip('"'), cell("email").lower()
        if not any(letter.isalpha() for letter in name):
            return broken("no_name")
        if not number and not email:
            return broken("no_key")
        if email and not _is_an_email(email):
            return broken("bad_email", email=email)
        unit = _unit(cells, levels, cell("unit"))
        if len(unit) > MOST_LEVELS:
            return broken("too_deep", levels=len(unit))
        spoken, unknown = read_languages(listed(record, "languages"))
        return Row(
            record.number, _turned(name) if "name" in column else name, number, email, cell("title"), cell("place"),
            cell("phone"), unit, _lead(next((cells[index] for index in leads if cells[index]), "")), spoken,
            _skills(listed(record, "skills")), tuple(("language_unknown", {"language": word}) for word in unknown),
        )  # fmt: skip

    return read


def _is_an_email(email: str) -> bool:
    if _PLAIN_EMAIL.fullmatch(email):
        return True
    try:
        _is_email(email)
    except ValidationError:
        return False
    return True


def _turned(name: str) -> str:
    """ "Berg, Bo" as people say it: "Bo Berg". "Bo Berg, PhD" stays."""
    last, comma, first = name.partition(",")
    first = first.strip()
    if not comma or not first or "," in first or first.lower().replace(".", "") in _AFTER_NAMES:
        return name
    return f"{first} {last.strip()}"


def _lead(text: str) -> str:
    """What names the manager: of "Bo Berg (10234)" the number, of "Berg, Bo" the name as people say it."""
    if found := _NUMBER_BEHIND.search(text):
        return found[1]
    return _turned(_LEADING_MARK.sub("", text).strip('"'))


def _unit(cells: list[str], levels: list[int], path: str) -> tuple[str, ...]:
    if levels:
        parts = [cells[index] for index in levels]
    elif ">" in path:
        parts = path.split(">")
    else:
        parts = path.split("/")
    return tuple(part for raw in parts if (part := raw.strip()[:120]))


def _skills(text: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for part in _LIST.split(text):
        if word := part.strip()[:80]:
            found.setdefault(word.lower(), word)
    return tuple(found.values())[:MOST_SKILLS]


def rows_of(records: Iterator[Record | Broken], read: Read) -> Iterator[Row | Broken]:
    for record in records:
        yield read(record) if isinstance(record, Record) else record
