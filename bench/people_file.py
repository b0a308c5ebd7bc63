"""A list of people as an HR system would export it, of any length, with broken lines in known places."""

import csv
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST = [
    "Aino",
    "Eino",
    "Helmi",
    "Toivo",
    "Kaisa",
    "Mirja",
    "Väinö",
    "Eeva",
    "Juhani",
    "Päivi",
    "Seppo",
    "Åsa",
    "Örjan",
    "Charo",
    "Íñigo",
    "Nuria",
    "Begoña",
    "Ander",
    "Leire",
    "Iker",
    "Maite",
    "Jesús",
    "Noor",
    "Amina",
    "Hạnh",
    "Minh",
    "Olena",
    "Taras",
    "Ibrahim",
    "Fatou",
    "Chen",
    "Li",
    "Ana",
    "Bo",
    "Dara",
    "Hugo",
    "Kim",
    "Zoë",
    "Łukasz",
    "Björn",
    "Sofia",
    "Matteo",
]
LAST = [
    "Virtanen",
    "Korhonen",
    "Mäkinen",
    "Nieminen",
    "Äijälä",
    "Väisänen",
    "Holopainen",
    "Öhman",
    "Åkerlund",
    "Berg",
    "García",
    "Benítez",
    "Ibáñez",
    "Núñez",
    "Etxeberria",
    "Goñi",
    "Muñoz",
    "Haddad",
    "Nguyễn",
    "Marchenko",
    "Diallo",
    "Chen",
    "Li",
    "Aalto",
    "Zorro",
    "Smith",
    "Müller",
    "Jørgensen",
    "Kowalski",
    "Rossi",
    "O’Brien",
    "Eskola",
    "Hill",
    "Koski",
    "Díaz",
]
TITLES = (
    ("Barista", 30), ("Shift lead", 9), ("Machine operator", 14), ("Driver", 10), ("Warehouse picker", 9), ("Roaster", 5),
    ("Nurse", 6), ("Accountant", 3), ("Software developer", 4), ("Quality analyst", 3), ("HR partner", 1), ("Buyer", 2),
    ("Account manager", 3), ("Team assistant", 1),
)  # fmt: skip
PLACES = (
    ("Helsinki", 30), ("Turku", 14), ("Tampere", 12), ("Bilbao", 12), ("Madrid", 8), ("Oulu", 6), ("Jyväskylä", 4),
    ("Vitoria-Gasteiz", 3),
    ("Kraków", 3), ("Malmö", 3), ("Hanoi", 2), ("Utsjoki", 1),
)  # fmt: skip
SKILLS = [
    "cupping",
    "latte-art",
    "grinder-settling",
    "water-chemistry",
    "forklift",
    "excel",
    "python",
    "negotiation",
    "first-aid",
    "spanish-wine",
    "welding",
    "roasting",
    "haccp",
    "scheduling",
    "interviewing",
    "photography",
    "sql",
    "cost-accounting",
    "contract-law",
    "espresso-machines",
]
HEADING = (
    "Employee ID", "Legal Name - First Name", "Legal Name - Last Name", "Email - Primary Work", "Department Path",
    "Business Title", "Manager ID", "Location", "Languages", "Work Phone", "Skills",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """`broken` is line -> reason for every line that must stay out; `people` is how many must come in."""

    path: Path
    people: int
    broken: dict[int, str]


def _units(chance: random.Random, count: int) -> list[str]:
    """Paths, skewed: few large branches, many small teams."""
    regions = ["Nordics", "Iberia", "Central", "Asia", "Group"]
    paths = []
    for n in range(count):
        region = regions[min(int(chance.expovariate(0.9)), 4)]
        paths.append(f"Aamuvalle > {region} > Division {1 + int(chance.expovariate(0.25))} > Team {n}")
    return paths


def _pick(chance: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    return chance.choices([word for word, _ in weighted], [weight for _, weight in weighted])[0]


def _person(chance: random.Random, n: int, units: list[str]) -> list[str]:
    first, last = chance.choice(FIRST), chance.choice(LAST)
    if chance.random() < 0.08:
        last += f"-{chance.choice(LAST)}"
    unit = units[min(int(chance.paretovariate(0.7)) - 1, len(units) - 1)]
    lead = "" if n == 0 else f"{100000 + (n - 1) // 8}"  # eight to a manager, who may stand anywhere in the file
    spoken = "; ".join(
        chance.sample(
            ["Finnish", "Swedish", "English", "Spanish", "Basque", "Polish", "Vietnamese"], chance.choice((1, 2, 2, 3))
        )
    )
    skills = chance.choice((", ", "\n")).join(chance.sample(SKILLS, chance.choice((0, 0, 1, 2, 3))))
    phone = f"+358 40 {chance.randrange(10**6):06d}" if chance.random() < 0.6 else ""
    return [
        f"{100000 + n}", first, last, f"person{n}@aamuvalle.example", unit, _pick(chance, TITLES), lead,
        _pick(chance, PLACES), spoken,
        phone, skills,
    ]  # fmt: skip


def _line(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()


def _with(cells: list[str], at: int, value: str) -> bytes:
    return _line([*cells[:at], value, *cells[at + 1 :]])


# reason -> what makes one of a good person's cells
BREAKERS: dict[str, Callable[[list[str]], bytes]] = {
    "no_name": lambda c: _line([c[0], "", "-", *c[3:]]),
    "no_key": lambda c: _line(["", c[1], c[2], "", *c[4:]]),
    "bad_email": lambda c: _with(c, 3, c[3].replace("@", " at ")),
    "cells": lambda c: _line(c[:7]),
    "quote_open": lambda c: f'{c[0]},{c[1]},"{c[2]},{c[3]},Aamuvalle,Barista,,,,,\n'.encode(),
    "quote_inside": lambda c: f'{c[0]},{c[1]},"O"Hara",{c[3]},Aamuvalle,Barista,,,,,\n'.encode(),
    "nul": lambda c: _with(c, 5, "Bari\0sta"),
    "not_text": lambda c: _with(c, 5, "Barista").replace(b"Barista", b"Barist\xe4\xff"),
    "too_long": lambda c: _with(c, 5, "x" * 4000),
    "line_too_long": lambda c: _with(c, 10, "y" * 70_000),
    "too_deep": lambda c: _with(c, 4, " > ".join("abcdefghijklmn")),
    "number_twice": lambda c: _line(["100000", c[1], c[2], "", *c[4:]]),
    "email_twice": lambda c: _with(c, 3, "person0@aamuvalle.example"),
}


def make_file(path: Path, *, people: int, broken: int, seed: int = 7, units: int = 1500) -> Made:
    """Write the list: `people` lines, of which `broken` are broken, each kind as often as the others."""
    chance = random.Random(seed)
    paths = _units(chance, units)
    order = list(range(1, people))
    chance.shuffle(order)
    spoiled = set(chance.sample(order[people // 100 :], broken))
    kinds = list(BREAKERS)
    expected: dict[int, str] = {}
    line = 2
    with path.open("wb") as file:
        file.write(_line(list(HEADING)))
        for n in _first_then(order):
            cells = _person(chance, n, paths)
            if n in spoiled:
                expected[line] = kinds[len(expected) % len(kinds)]
                raw = BREAKERS[expected[line]](cells)
            else:
                raw = _line(cells)
            file.write(raw)
            line += raw.count(b"\n")
    return Made(path, people - broken, expected)


def _first_then(order: list[int]) -> Iterator[int]:
    yield 0
    yield from order
