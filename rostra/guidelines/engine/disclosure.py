"""Whether a text speaks of the author's own company without saying that she works there.

A reader must see the tie where she reads the praise; a line in a profile does not count, nor do #ee, #partner or #spon
(16 CFR 255.5 and the guidance to it). How people say it is in `phrases.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rostra.guidelines.engine.folding import Folded, fold
from rostra.guidelines.engine.matcher import Matcher
from rostra.guidelines.engine.phrases import DISCLOSED, PRAISE, THE_COMPANY
from rostra.guidelines.engine.ruleset import Match, Ruleset, patterns
from rostra.guidelines.engine.sentences import Sentences
from rostra.guidelines.engine.shapes import Author, Hit, Surface

_ADDRESS = re.compile(r"(?:[\w.+-]@|[(\[{]at[)\]}] ?)\Z")


@lru_cache(maxsize=64)
def _employer_matcher(employers: tuple[str, ...]) -> Matcher[str]:
    return Matcher(pattern for name in employers for pattern in patterns(name, Match.FORMS, name))


@lru_cache(maxsize=64)
def _domain_pattern(domains: tuple[str, ...]) -> re.Pattern[str] | None:
    if not domains:
        return None
    ways = "|".join(re.escape(domain) for domain in domains)
    return re.compile(rf"(?i)(?<![\w@-])(?:https?://)?(?:[a-z0-9-]{{1,63}}\.){{0,3}}(?:{ways})(?![\w-]|\.\w)")


@dataclass(frozen=True)
class Mentions:
    """Where a text names the company, in code points: itself by name, and anything of it (products, links) besides."""

    company: tuple[tuple[int, int], ...]
    other: tuple[tuple[int, int], ...]

    @property
    def starts(self) -> list[int]:
        """Where each of them begins, in order."""
        return sorted(start for start, _ in self.company + self.other)


def find_mentions(folded: Folded, author: Author, ruleset: Ruleset) -> Mentions:
    """All mentions of the company; an e-mail address names a person, not the company."""
    text = folded.text
    company = [(m.start, m.end) for m in _employer_matcher(author.employers).find(folded)]
    other = [(m.start, m.end) for m in ruleset.name_matcher.find(folded)]
    domains = _domain_pattern(ruleset.domains)
    if domains is not None:
        other += [found.span() for found in domains.finditer(text)]
    return Mentions(_but_addresses(text, company), _but_addresses(text, other))


def _but_addresses(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(span for span in spans if not _ADDRESS.search(text, max(0, span[0] - 5), span[0]))


def _with_company(text: str, mentions: Mentions) -> tuple[str, list[int]]:
    """The text folded, each name of the company one sign, and the code point every sign came from."""
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for start, end in [*mentions.company, (len(text), len(text))]:
        folded = fold(text[at:start])
        pieces.append(folded.bare)
        origin.extend(at + place for place in folded.origin)
        if start < len(text):
            pieces.append(THE_COMPANY)
            origin.append(start)
        at = end
    return "".join(pieces), origin


def disclosed_at(text: str, mentions: Mentions) -> int | None:
    """The code point at which the text first says that its author works there; None where it never does."""
    marked, origin = _with_company(text, mentions)
    found = [at for pattern in DISCLOSED if (at := pattern.search(marked))]
    return min((origin[hit.start()] for hit in found), default=None)


def _asks(text: str, folded: Folded, sentences: Sentences, shielded: frozenset[int], mentions: Mentions) -> bool:
    """Whether what is said of the company asks for disclosure.

    In a text that also speaks of pay or conditions only praise does: criticism of one's employer is no advertisement.
    """
    spoken = {sentences.index(start) for start in mentions.starts} - shielded
    if not shielded:
        return bool(spoken)
    return any(PRAISE.search(fold(text[slice(*sentences.span(index))]).bare) for index in spoken)


def find_undisclosed(
    folded: Folded, sentences: Sentences, shielded: frozenset[int], surface: Surface, author: Author, ruleset: Ruleset
) -> Hit | None:
    """The place where the missing words belong, or the words that come too late; None where nothing is missing."""
    text = folded.text
    place = next((i for i in range(len(sentences)) if i not in shielded), None)
    if not author.employers or place is None or not text.strip():
        return None
    mentions = find_mentions(folded, author, ruleset)
    if not (surface.story and not shielded) and not _asks(text, folded, sentences, shielded, mentions):
        return None
    said = disclosed_at(text, mentions)
    start = sentences.span(place)[0]
    start += len(text[start:]) - len(text[start:].lstrip())
    if said is None:
        return Hit("disclosure.missing", start, start)
    if surface.fold is not None and said >= surface.fold and sentences.index(said) not in shielded:
        return Hit("disclosure.late", *_trimmed(text, *sentences.span(sentences.index(said))))
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
