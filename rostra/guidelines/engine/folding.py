"""Text as terms are compared in: no case, no accents, no invisible signs, one space for any gap.

Two strings of equal length come out beside the map back to the text: `bare` has lost all accents, `exact` has kept the
letters that are letters of their own (ä ö å ø æ ñ). A text may leave an accent out; it may not put in a letter that the
term does not have: "Vaara" is a hill, "väärä" is not.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

OWN_LETTERS = frozenset("äöåøæñ")
_APOSTROPHES = frozenset("'’‘ʼ´`")
_GAPS = frozenset("-_‐‑‒–—")


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> tuple[str, str]:
    """(bare, exact) of one sign, of equal length; both empty for what cannot be seen."""
    if sign.isspace() or sign in _GAPS:
        return " ", " "
    if sign in _APOSTROPHES:
        return "'", "'"
    if unicodedata.category(sign) in {"Cf", "Mn", "Me"}:
        return "", ""
    lowered = unicodedata.normalize("NFC", sign.casefold())
    bare = "".join(s for s in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(s)).casefold()
    bare = bare.replace("ø", "o").replace("æ", "a").replace("ł", "l").replace("đ", "d").replace(" ", "")
    if not bare:
        return "", ""
    return bare, lowered if lowered in OWN_LETTERS else bare


@dataclass(frozen=True)
class Folded:
    """A folded text. `origin[i]` is the code point of `text` that folded sign `i` came from."""

    text: str
    bare: str
    exact: str
    origin: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text of folded signs `start:end`, `end > start`; accents written apart stay with it."""
        until = self.origin[end - 1] + 1
        while until < len(self.text) and unicodedata.combining(self.text[until]):
            until += 1
        return self.origin[start], until


def fold(text: str) -> Folded:
    """Folds a text in one pass; linear in its length."""
    composed = unicodedata.is_normalized("NFC", text)
    bare: list[str] = []
    exact: list[str] = []
    origin: list[int] = []
    last = ""
    for at, sign in enumerate(text):
        if not composed and at + 1 < len(text) and unicodedata.combining(text[at + 1]):
            # An accent written apart makes one letter with the sign before it.
            sign = unicodedata.normalize("NFC", sign + text[at + 1])[0]
        one, other = _fold_sign(sign)
        if not one or (one == " " and last == " "):
            continue
        bare.append(one)
        exact.append(other)
        origin.extend([at] * len(one))
        last = one
    return Folded(text, "".join(bare), "".join(exact), origin)


def same_letters(bare: str, exact: str, wanted: str) -> bool:
    """Whether a folded stretch of text may stand for `wanted` (a term, folded exactly): see the head of this file."""
    if bare == exact or exact == wanted:
        return True
    return all(e in (b, w) for b, e, w in zip(bare, exact, wanted, strict=True))
