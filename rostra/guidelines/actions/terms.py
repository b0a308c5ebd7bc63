"""The verbs of the confidential list. A term that stands in the protected list is refused, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rostra.guidelines import rules
from rostra.guidelines.actions.rulebook import move_version
from rostra.guidelines.engine import refuse_term
from rostra.guidelines.facts import TermAdded, TermRemoved, TermsAdded
from rostra.guidelines.listing import Listed
from rostra.guidelines.models import ConfidentialTerm
from rostra.guidelines.queries import folded
from rostra.kit.errors import Refused, allow
from rostra.ledger.facts import record
from rostra.people.models import Person

LONGEST = 120
MOST = 50_000  # what one company may list
_BATCH = 2_000


@dataclass(frozen=True)
class TermWords:
    """A term as it is written. `suggestion` None leaves the mending to the author, "" cuts the words.

    `bad_until`: what stood for a date and is none.
    """

    term: str
    reason: str = ""
    until: date | None = None
    weight: str = ConfidentialTerm.Weight.STOP
    match: str = ConfidentialTerm.Match.FORMS
    suggestion: str | None = None
    bad_until: str = ""

    @classmethod
    def of(cls, listed: Listed) -> "TermWords":
        """A line of a list as a term."""
        return cls(
            listed.term, listed.reason, listed.until, listed.weight, listed.match, listed.suggestion, listed.bad_until
        )


@dataclass(frozen=True)
class Refusal:
    """A term that was not taken, on which line, and why."""

    line: int
    term: str
    reason: str


@dataclass(frozen=True)
class Added:
    """What came of many at once. `known` stood in the list already."""

    added: int
    known: int
    refused: list[Refusal]


def why_not(words: TermWords) -> str | None:
    """Why a term cannot be taken, in the reader's language; None where it can."""
    bare = folded(words.term)
    if len(bare) < 2 or not any(sign.isalnum() for sign in bare):
        return _("A term needs two letters or digits at least: a shorter one would stop every text.")
    if len(words.term) > LONGEST:
        return _("A term has %(most)d characters at most. Take the words that give it away.") % {"most": LONGEST}
    if words.weight not in ConfidentialTerm.Weight.values or words.match not in ConfidentialTerm.Match.values:
        return _("The weight is hint, mend or stop, and the match word, forms or prefix.")
    if words.bad_until:
        return _("“%(given)s” is no date. Write it like 2026-05-28.") % {"given": words.bad_until}
    prefix = words.match == ConfidentialTerm.Match.PREFIX
    return refuse_term(words.term, prefix=prefix, gettext=_)


def _row(by: Person, words: TermWords) -> ConfidentialTerm:
    return ConfidentialTerm(
        term=words.term.strip(),
        folded=folded(words.term),
        reason=words.reason.strip(),
        until=words.until,
        weight=words.weight,
        match=words.match,
        suggestion=words.suggestion,
        added_by=by,
    )


def add_term(*, by: Person, grants: frozenset[str], words: TermWords) -> ConfidentialTerm:
    """Put one term on the list. `Refused` says why it cannot stand there."""
    allow(rules.can_edit_guidelines(by, grants))
    if reason := why_not(words):
        raise Refused(reason, fields={"term": reason})
    with transaction.atomic():
        move_version()
        _refuse_too_many(1)
        row = _row(by, words)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            known = _("This term stands on the list already. Nothing has changed.")
            raise Refused(known, fields={"term": known}) from error
        record(TermAdded(term=row.id, weight=row.weight), by=by.actor)
    return row


def add_terms(*, by: Person, grants: frozenset[str], listed: Iterable[tuple[int, TermWords]]) -> Added:
    """Put many on the list, each with the number of its line: the good ones come in, the others are told. One fact."""
    allow(rules.can_edit_guidelines(by, grants))
    refused: list[Refusal] = []
    good: dict[str, TermWords] = {}
    doubled = 0
    for line, words in listed:
        if reason := why_not(words):
            refused.append(Refusal(line, words.term, reason))
        elif (key := folded(words.term)) in good:
            doubled += 1
        else:
            good[key] = words
    with transaction.atomic():
        move_version()
        known = set(ConfidentialTerm.objects.filter(folded__in=list(good)).values_list("folded", flat=True))
        rows = [_row(by, words) for key, words in good.items() if key not in known]
        _refuse_too_many(len(rows))
        ConfidentialTerm.objects.bulk_create(rows, batch_size=_BATCH)
        made = Added(len(rows), len(known) + doubled, refused)
        record(TermsAdded(added=made.added, known=made.known, refused=len(refused)), by=by.actor)
    return made


def remove_term(*, by: Person, grants: frozenset[str], term: ConfidentialTerm) -> None:
    """Take one off the list: it may be said from now on."""
    allow(rules.can_edit_guidelines(by, grants))
    with transaction.atomic():
        move_version()
        record(TermRemoved(term=term.id), by=by.actor)
        term.delete()


def _refuse_too_many(more: int) -> None:
    if ConfidentialTerm.objects.count() + more > MOST:
        raise Refused(
            _("The list would hold more than %(most)d terms. Nothing was added; remove some first.") % {"most": MOST}
        )
