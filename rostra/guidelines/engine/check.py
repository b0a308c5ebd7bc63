"""The check: one text against one company's rules.

Nothing here stores, logs or sends anything. In a sentence that holds a protected word only secrets and personal
numbers are raised; inside the house only those are, anywhere, and only as hints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from rostra.guidelines.engine import sayings
from rostra.guidelines.engine.confidential import closed_window, find_terms
from rostra.guidelines.engine.contacts import find_emails, find_phones, same_number
from rostra.guidelines.engine.cuts import cut
from rostra.guidelines.engine.disclosure import find_undisclosed
from rostra.guidelines.engine.folding import Folded, fold
from rostra.guidelines.engine.language import guess_language
from rostra.guidelines.engine.length import count, find_too_long
from rostra.guidelines.engine.numbers import find_numbers
from rostra.guidelines.engine.protected import protected_sentences
from rostra.guidelines.engine.ruleset import Ruleset
from rostra.guidelines.engine.secrets import find_secrets
from rostra.guidelines.engine.sentences import Sentences
from rostra.guidelines.engine.shapes import NOBODY, Author, DateWriter, Finding, Gettext, Hit, Kind, Surface, Weight
from rostra.guidelines.engine.spans import Spans

NO_RULES = Ruleset()
_GENERAL = frozenset({"secret.key", "secret.password", "secret.connection"})


def check(
    text: str,
    *,
    surface: Surface,
    author: Author = NOBODY,
    ruleset: Ruleset = NO_RULES,
    today: date | None = None,
    gettext: Gettext = str,
    write_date: DateWriter = date.isoformat,
) -> list[Finding]:
    """What there is to look at in `text`, in its order, the heavier first where two begin together.

    text: any string, a lone surrogate or a control sign included. today: the company's date (default: UTC's), by which
    terms and windows end. The same arguments give the same findings. Raises nothing.
    """
    return _Check(text, surface, author, ruleset, today or datetime.now(UTC).date(), gettext, write_date).findings()


def _longest(hits: Iterable[Hit], taken: Spans) -> list[Hit]:
    """Of hits that overlap the longest, and of equal ones that whose rule names an issuer; all are added to `taken`."""
    in_order = sorted(hits, key=lambda hit: (hit.start - hit.end, hit.rule in _GENERAL, hit.start, hit.rule))
    return [hit for hit in in_order if taken.add(hit.start, hit.end)]


class _Check:
    """One run; holds what the classes share."""

    def __init__(
        self,
        text: str,
        surface: Surface,
        author: Author,
        ruleset: Ruleset,
        today: date,
        gettext: Gettext,
        write_date: DateWriter,
    ) -> None:
        self.text, self.surface, self.author, self.ruleset = text, surface, author, ruleset
        self.today, self.gettext, self.write_date = today, gettext, write_date
        self.folded: Folded = fold(text)
        self.sentences = Sentences(text)
        self.shielded = protected_sentences(self.folded, self.sentences)
        self.taken = Spans()
        self.secrets = _longest(find_secrets(text), self.taken)
        self.secret = Spans((hit.start, hit.end) for hit in self.secrets)
        self.numbers = _longest(find_numbers(text), self.taken)

    def findings(self) -> list[Finding]:
        """All classes, in the order of the text."""
        found = [*self._secrets(), *self._numbers()]
        if not self.surface.inside:
            found += [*self._contacts(), *self._terms(), *self._window(), *self._disclosure(), *self._length()]
        return sorted(found, key=lambda f: (f.start, -f.weight.rank, f.end, f.rule))

    def _is_shielded(self, start: int, end: int) -> bool:
        first, last = self.sentences.index(start), self.sentences.index(max(start, end - 1))
        return any(index in self.shielded for index in range(first, last + 1))

    def _make(self, kind: Kind, hit: Hit, weight: Weight, saying: sayings.Saying, mend: str | None = None) -> Finding:
        place = (hit.start, hit.end)
        if mend == "":
            place = cut(self.text, hit.start, hit.end)
        return Finding(kind, hit.rule, hit.start, hit.end, weight, saying.title, saying.reason, mend, *place)

    def _secrets(self) -> Iterator[Finding]:
        weight = Weight.HINT if self.surface.inside else Weight.STOP
        for hit in self.secrets:
            yield self._make(Kind.SECRET, hit, weight, sayings.say_secret(hit.rule, self.gettext), "")

    def _numbers(self) -> Iterator[Finding]:
        for hit in self.numbers:
            weight = Weight.MEND if hit.rule == "personal.iban" else Weight.STOP
            if self.surface.inside:
                weight = Weight.HINT
            yield self._make(Kind.PERSONAL, hit, weight, sayings.say_number(hit.rule, self.gettext), "")

    def _contacts(self) -> Iterator[Finding]:
        for hit in (*find_emails(self.text, self.ruleset), *find_phones(self.text, self.ruleset)):
            if self.taken.overlaps(hit.start, hit.end) or self._is_shielded(hit.start, hit.end):
                continue
            own = self._is_own(hit)
            saying = sayings.say_contact(hit.rule, own, self.gettext)
            yield self._make(Kind.PERSONAL, hit, Weight.HINT if own else Weight.MEND, saying, "")

    def _is_own(self, hit: Hit) -> bool:
        written = self.text[hit.start : hit.end]
        if hit.rule == "personal.email":
            return written.casefold() in {email.casefold() for email in self.author.emails}
        return any(same_number(written, phone, self.ruleset.regions) for phone in self.author.phones)

    def _terms(self) -> Iterator[Finding]:
        for found in find_terms(self.folded, self.ruleset, self.today):
            if self.secret.overlaps(found.start, found.end) or self._is_shielded(found.start, found.end):
                continue
            term = found.what
            rule = f"confidential.{term.key}" if term.key else "confidential.term"
            saying = sayings.say_term(term, self.gettext, self.write_date)
            yield self._make(Kind.CONFIDENTIAL, Hit(rule, found.start, found.end), term.weight, saying, term.suggestion)

    def _window(self) -> Iterator[Finding]:
        window = closed_window(self.surface, self.today)
        place = next((i for i in range(len(self.sentences)) if i not in self.shielded), None)
        if window is None or place is None:
            return
        opened = window.opens is None or window.opens <= self.today
        start = self.sentences.span(place)[0]
        saying = sayings.say_window(window, opened, self.gettext, self.write_date)
        weight = Weight.HINT if opened else Weight.STOP
        yield self._make(Kind.CONFIDENTIAL, Hit("confidential.window", start, start), weight, saying)

    def _disclosure(self) -> Iterator[Finding]:
        hit = find_undisclosed(self.folded, self.sentences, self.shielded, self.surface, self.author, self.ruleset)
        if hit is None:
            return
        saying = sayings.say_disclosure(hit.rule, self.gettext)
        if hit.rule == "disclosure.late":
            yield self._make(Kind.DISCLOSURE, hit, Weight.HINT, saying)
            return
        language = self.surface.language or self._guessed_language()
        yield self._make(Kind.DISCLOSURE, hit, Weight.MEND, saying, sayings.introduce(self.author, language) + " ")

    def _guessed_language(self) -> str:
        """By the words that are not the company's name: "Aamuvalle" would make every text Finnish."""
        text = self.text
        for name in self.author.employers:
            text = text.replace(name, " ")
        return guess_language(text, otherwise=self.author.language)

    def _length(self) -> Iterator[Finding]:
        text = self.text.rstrip()  # nothing behind the last word leaves
        hit = find_too_long(text, self.surface)
        if hit is not None and self.surface.limit is not None:
            over = count(text, self.surface) + self.surface.travels - self.surface.limit
            saying = sayings.say_length(self.surface, over, self.gettext)
            yield self._make(Kind.LENGTH, hit, Weight.MEND, saying)
