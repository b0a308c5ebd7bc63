"""What one company asks its people to mind: the terms, its own names, its countries. Compiled once, on first use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from rostra.guidelines.engine.finnish import ENDING, SOME_ENDING, stems
from rostra.guidelines.engine.folding import fold
from rostra.guidelines.engine.matcher import REST_OF_WORD, WHOLE, Matcher, Pattern
from rostra.guidelines.engine.shapes import Weight

T = TypeVar("T")


class Match(StrEnum):
    """How a term meets the text: as it stands, in any inflected form, or as the beginning of a word."""

    WORD = "word"
    FORMS = "forms"
    PREFIX = "prefix"


@dataclass(frozen=True)
class Term:
    """A confidential term. Raised until `until`, a day on which it is free; None for ever.

    key: what the list knows it by. suggestion: words to say instead; "" cuts the term, None leaves it to the author.
    """

    term: str
    key: str = ""
    reason: str = ""
    until: date | None = None
    weight: Weight = Weight.STOP
    match: Match = Match.WORD
    suggestion: str | None = None


@dataclass(frozen=True)
class Ruleset:
    """All that belongs to one version of a company's rules. Immutable: change a rule, make another ruleset.

    names: the company and its products, whose mention asks for disclosure. domains: of the company, without "www".
    public_emails: addresses that are there to be written to. regions: ISO codes of the countries whose phone numbers
    are read without a country code.
    """

    version: str = ""
    terms: tuple[Term, ...] = ()
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    public_emails: frozenset[str] = frozenset()
    regions: tuple[str, ...] = ("FI", "ES")

    @cached_property
    def term_matcher(self) -> Matcher[Term]:
        """The terms as one automaton; about a tenth of a second for 10,000 of them, once."""
        return Matcher(pattern for term in self.terms for pattern in patterns(term.term, term.match, term))

    @cached_property
    def name_matcher(self) -> Matcher[str]:
        """The company's and its products' names, in any form."""
        return Matcher(pattern for name in self.names for pattern in patterns(name, Match.FORMS, name))

    def compiled(self) -> Ruleset:
        """The same ruleset, its automata built now rather than at the first text."""
        _ = self.term_matcher, self.name_matcher
        return self


def patterns(words: str, match: Match, what: T) -> list[Pattern[T]]:
    """Every way `words` may be written in a text: one pattern each, more for inflected forms and #JoinedTags."""
    folded = fold(words.strip())
    bare, exact = folded.bare.strip(), folded.exact.strip()
    if not any(sign.isalnum() for sign in bare):
        return []
    ending = {Match.WORD: WHOLE, Match.FORMS: ENDING, Match.PREFIX: REST_OF_WORD}[match]
    written = {bare: exact}
    if " " in bare and len(bare) > 7:
        written[bare.replace(" ", "")] = exact.replace(" ", "")
    found = [Pattern(one, other, ending, what) for one, other in written.items()]
    if match is Match.FORMS:
        for one, other in written.items():
            at = one.rfind(" ") + 1
            for stem in stems(one[at:]):
                kept = at + _common(one[at:], stem)
                found.append(Pattern(one[:at] + stem, other[:kept] + stem[kept - at :], SOME_ENDING, what))
    return found


def _common(one: str, other: str) -> int:
    """How many signs two words share from their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
