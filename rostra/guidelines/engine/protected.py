"""The protected words: what people may always speak of, and what no rule may be made of.

The list itself is `words/protected.txt`, one word a line, for everyone to read.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

import ahocorasick

from rostra.guidelines.engine.folding import Folded, fold, same_letters
from rostra.guidelines.engine.sentences import Sentences
from rostra.guidelines.engine.shapes import Gettext


@dataclass(frozen=True)
class Protected:
    """One line of the list. `word` as it is shown, `bare` and `exact` folded, the flags from its stars and its mark."""

    word: str
    bare: str
    exact: str
    before: bool
    after: bool
    meant: bool

    def fits(self, folded: Folded, start: int, end: int) -> bool:
        """Whether the place `start:end`, known to read `bare`, is this word and not a part of another one."""
        text = folded.bare
        if not self.before and start and text[start - 1].isalnum():
            return False
        if not self.after and end < len(text) and text[end].isalnum():
            return False
        return same_letters(text[start:end], folded.exact[start:end], self.exact)


def _line(line: str) -> Protected:
    meant = not line.startswith("!")
    word = line.removeprefix("!").strip()
    folded = fold(word.strip("*"))
    return Protected(
        word.strip("*"), folded.bare, folded.exact, before=word[0] == "*", after=word[-1] == "*", meant=meant
    )


@cache
def protected_words() -> tuple[Protected, ...]:
    """The whole list, exceptions included, in the order of the file."""
    text = (files("rostra.guidelines.engine") / "words" / "protected.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(_line(line) for line in lines if line and line[0] not in "#[")


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    at_key: dict[str, list[Protected]] = {}
    for word in protected_words():
        at_key.setdefault(word.bare, []).append(word)
    for key, words in at_key.items():
        automaton.add_word(key, (len(key), words))
    automaton.make_automaton()
    return automaton


def find_protected(folded: Folded) -> list[tuple[int, int, Protected]]:
    """(start, end, word) of every protected word, in folded signs; what an exception covers is left out."""
    found: list[tuple[int, int, Protected]] = []
    excepted: list[tuple[int, int]] = []
    for last, (size, words) in _automaton().iter(folded.bare):
        start, end = last + 1 - size, last + 1
        for word in words:
            if word.fits(folded, start, end):
                if word.meant:
                    found.append((start, end, word))
                else:
                    excepted.append((start, end))
    if not excepted:
        return found
    starts, furthest = _in_order(excepted)
    return [hit for hit in found if not _is_inside(hit, starts, furthest)]


def _in_order(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Where the spans begin, and beside each how far it or one that begins earlier reaches."""
    ordered = sorted(spans)
    return [start for start, _ in ordered], list(accumulate((end for _, end in ordered), max))


def _is_inside(hit: tuple[int, int, Protected], starts: list[int], furthest: list[int]) -> bool:
    """Whether one span holds the whole hit: of those that begin before it the furthest decides."""
    before = bisect_right(starts, hit[0])
    return before > 0 and furthest[before - 1] >= hit[1]


def protected_sentences(folded: Folded, sentences: Sentences) -> frozenset[int]:
    """The numbers of the sentences that hold a protected word."""
    return frozenset(sentences.index(folded.origin[start]) for start, _, _ in find_protected(folded))


def refuse_term(term: str, *, prefix: bool = False, gettext: Gettext = str) -> str | None:
    """Why `term` may not become a confidential term, or None. `prefix`: it would match every word that begins so."""
    folded = fold(term)
    word = next((_whole_word(folded, start, end) for start, end, _ in find_protected(folded)), None)
    if word is None and prefix and (stem := folded.bare.strip()):
        word = next((p.word for p in protected_words() if p.meant and p.bare.startswith(stem)), None)
    if word is None:
        return None
    return gettext(
        "“%(word)s” is a word people need to speak about pay, hours or working conditions. "
        "That is theirs to say, so no rule may look for it."
    ) % {"word": word}


def _whole_word(folded: Folded, start: int, end: int) -> str:
    """The word, as it was written, that holds folded signs `start:end`."""
    while start and folded.bare[start - 1].isalnum():
        start -= 1
    while end < len(folded.bare) and folded.bare[end].isalnum():
        end += 1
    return folded.text[slice(*folded.span(start, end))]


def chapters() -> list[tuple[str, str, list[str]]]:
    """The list as its file has it, for reading: (language, heading, words), exceptions left out."""
    found: list[tuple[str, str, list[str]]] = []
    text = (files("rostra.guidelines.engine") / "words" / "protected.txt").read_text(encoding="utf-8")
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("["):
            language, _, heading = line[1:].partition("] ")
            found.append((language, heading, []))
        elif line and found and line[0] not in "#!":
            found[-1][2].append(line.replace("*", "…"))
    return found
