"""Tens of thousands of patterns found in one pass over a folded text (Aho-Corasick)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

from rostra.guidelines.engine.folding import Folded, same_letters

T = TypeVar("T")


@dataclass(frozen=True)
class Pattern(Generic[T]):
    """Folded words and what they stand for. `ending` is what may follow them, to the end of the word."""

    bare: str
    exact: str
    ending: re.Pattern[str]
    what: T


@dataclass(frozen=True)
class Match(Generic[T]):
    """A pattern found: `start:end` in code points of the text."""

    start: int
    end: int
    what: T


WHOLE = re.compile(r"(?:'s)?(?![^\W_])")
REST_OF_WORD = re.compile(r"[^\W_]{0,40}(?![^\W_])")


class Matcher(Generic[T]):
    """Patterns, compiled. Of what overlaps, the longest stays; of the same stretch, the first pattern given."""

    def __init__(self, patterns: Iterable[Pattern[T]]) -> None:
        at_key: dict[str, list[Pattern[T]]] = {}
        for pattern in patterns:
            if pattern.bare:
                at_key.setdefault(pattern.bare, []).append(pattern)
        self._automaton = ahocorasick.Automaton()
        for key, ones in at_key.items():
            self._automaton.add_word(key, (len(key), ones))
        self._empty = not at_key
        if at_key:
            self._automaton.make_automaton()

    def find(self, folded: Folded) -> list[Match[T]]:
        """All matches in the order of the text, none overlapping another."""
        if self._empty:
            return []
        found: list[tuple[int, int, T]] = []
        until = 0
        for start, end, what in sorted(self._candidates(folded), key=lambda hit: (hit[0], -hit[1])):
            if start >= until:
                found.append((start, end, what))
                until = end
        return [Match(*folded.span(start, end), what) for start, end, what in found]

    def _candidates(self, folded: Folded) -> Iterator[tuple[int, int, T]]:
        text, exact = folded.bare, folded.exact
        for last, (size, ones) in self._automaton.iter(text):
            start, end = last + 1 - size, last + 1
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            for pattern in ones:
                ending = pattern.ending.match(text, end)
                if ending and same_letters(text[start:end], exact[start:end], pattern.exact):
                    yield start, ending.end(), pattern.what
