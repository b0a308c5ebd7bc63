"""Languages people speak: kept as codes ("fi"), read from names in five languages, shown in the reader's own."""

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from rostra.kit.normalizing import normalize

_READ_IN = ("en", "fi", "es", "de", "sv")
_PARTS = re.compile(r"[,;/|\n•]| & | and | ja | y | und | och ")
_ASIDE = re.compile(r"\([^()]*\)|[:–].*|\s-\s.*|\b[ABC][12]\b")
_CODE = re.compile(r"^[a-z]{2,3}$")


def _plain(name: str) -> str:
    return "".join(sign for sign in normalize("NFKD", name.casefold()) if sign.isalpha())


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for reader in _READ_IN:
        for code, name in Locale(reader).languages.items():
            if _CODE.match(code):
                found.setdefault(_plain(name), code)
    # What people write for a language in that language itself.
    for code in (
        "fi",
        "sv",
        "es",
        "de",
        "fr",
        "it",
        "pt",
        "et",
        "ru",
        "uk",
        "pl",
        "vi",
        "ar",
        "so",
        "zh",
        "ca",
        "eu",
        "gl",
    ):
        found.setdefault(_plain(Locale(code).languages.get(code, code)), code)
    return found


@lru_cache(maxsize=4096)
def read_languages(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes in the order written, each once, and what we do not know: "Finnish (native), en" is (("fi", "en"), ())."""
    known: list[str] = []
    unknown: list[str] = []
    for part in _PARTS.split(text):
        word = _ASIDE.sub("", part).strip()
        if not word:
            continue
        code = _code(word)
        if code is None:
            unknown.append(word)
        elif code not in known:
            known.append(code)
    return tuple(known), tuple(unknown)


def _code(word: str) -> str | None:
    short = word.lower().replace("_", "-").split("-")[0]
    if _CODE.match(short) and short in Locale("en").languages:
        return short
    return _codes().get(_plain(word))


@lru_cache(maxsize=512)
def language_name(code: str, reader: str) -> str:
    """The name of a language for a reader of `reader`: ("fi", "es") is "finés". A code nobody knows is shown as it is."""
    try:
        return str(Locale.parse(reader, sep="-").languages.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code
