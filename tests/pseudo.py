"""A made-up language: English with accents, every vowel twice (two fifths longer), in brackets that nothing else uses.

It stands in for Finnish while a test runs. What does not fit shows, and what has no brackets is not translated.
"""

import re
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tools.messages import catalogue, rooms

LANGUAGE = "fi"
OPEN, CLOSE = "⟦", "⟧"
PLAIN, ODD = "aeiouyAEIOUYcdghjklnrstwzCDGHJKLNRSTWZ", "áéíóúýÁÉÍÓÚÝçđğĥĵķļñŕšťŵžÇĐĞĤĴĶĻÑŔŠŤŴŽ"
VOWELS = "aeiouyAEIOUY"
HOLES = re.compile(r"(%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|<[^>]+>|&#?\w+;|\n)")  # what a program reads stays as it is
ACCENTS = str.maketrans(PLAIN, ODD)


def pseudo(text: str) -> str:
    """`pseudo("Keep %(n)s")` is "⟦Ķéééép %(n)s⟧"."""
    parts = [part if HOLES.fullmatch(part) else _odd(part) for part in HOLES.split(text)]
    return f"{OPEN}{''.join(parts)}{CLOSE}"


def _odd(text: str) -> str:
    return "".join(sign * (2 if sign in VOWELS else 1) for sign in text).translate(ACCENTS)


def write_language(folder: Path) -> None:
    """A folder for LOCALE_PATHS: all of the rooms' texts, plurals and contexts kept."""
    made = Catalog(locale=LANGUAGE, domain="django")
    for room in rooms():
        for message in catalogue(room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po", LANGUAGE):
            if message.id and "date format" not in (message.context or ""):
                made.add(message.id, _all(message.id), context=message.context)
    path = folder / LANGUAGE / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as stream:
        write_mo(stream, made)


def _all(texts: Any) -> Any:
    return pseudo(texts) if isinstance(texts, str) else tuple(pseudo(text) for text in texts)


def untranslated(text: str) -> str:
    """What of a text stands outside the brackets, line by line."""
    inner = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
    while (less := inner.sub(" ", text)) != text:
        text = less
    return re.sub(r"[ \t\xa0]+", " ", text).strip()
