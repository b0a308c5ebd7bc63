"""The order of names, made in Python for the company's language, because the database may know no languages.

A key is compared byte by byte (the column is COLLATE "C"). It has two parts, parted by U+0001: the letters that decide,
then the name itself, so that two names that differ by an accent only keep one order. Letters of the company's own alphabet
that stand after z are written as signs after z; letters that stand between two others as the first with "~" behind it.
Source of the tables: Unicode CLDR, collation of each language.
"""

import unicodedata

from rostra.kit.normalizing import normalize

# Signs above "z" and below "~": { | }
_NORDIC_AFTER_Z = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}", "ü": "y", "ű": "y", "õ": "}", "ő": "}"}
_TAILORED: dict[str, dict[str, str]] = {
    "fi": _NORDIC_AFTER_Z,
    "sv": _NORDIC_AFTER_Z,
    "da": {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"},
    "nb": {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"},
    "es": {"ñ": "n~"},
}
# Letters that no decomposition takes apart.
PLAIN_LETTERS = {
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ł": "l",
    "ı": "i",
    "ħ": "h",
    "ŋ": "n",
    "ß": "ss",
}
_GAP = "\x01"


def sort_key(name: str, language: str) -> str:
    """The key by which `name` stands in a list for readers of `language` ("fi", "es", "en" …)."""
    tailored = _TAILORED.get(language, {})
    written = normalize("NFC", " ".join(name.split())).casefold()
    if written.isascii():
        return "".join(filter(_counts, written)) + _GAP + written
    return "".join(_weight(letter, tailored) for letter in written) + _GAP + written


def _counts(letter: str) -> bool:
    return letter.isalnum() or letter == " "


def _weight(letter: str, tailored: dict[str, str]) -> str:
    if letter in tailored:
        return tailored[letter]
    if letter in PLAIN_LETTERS:
        return PLAIN_LETTERS[letter]
    plain = (part for part in normalize("NFD", letter) if not unicodedata.combining(part))
    return "".join(part for part in plain if _counts(part))
