"""The company's rules as the engine takes them, compiled once a version in each process."""

from threading import Lock

from rostra.company.current import company_or_none
from rostra.guidelines.engine import Match, Ruleset, Term, Weight
from rostra.guidelines.models import ConfidentialTerm, Rulebook
from rostra.guidelines.queries import rulebook

REGIONS = ("FI", "ES")

_lock = Lock()
_kept: Ruleset | None = None


def current_ruleset() -> Ruleset:
    """The rules of this moment: one short query to learn their version, the rest only when it moved."""
    global _kept
    book = rulebook()
    company = company_or_none()
    names = tuple(company.employer_names or [company.name]) if company else ()
    version = f"{book.version}:{'|'.join(names)}"
    kept = _kept
    if kept is not None and kept.version == version:
        return kept
    with _lock:
        if _kept is None or _kept.version != version:
            _kept = _read(book, version, names)
        return _kept


def _read(book: Rulebook, version: str, names: tuple[str, ...]) -> Ruleset:
    rows = ConfidentialTerm.objects.values_list("term", "id", "reason", "until", "weight", "match", "suggestion")
    terms = tuple(
        Term(term, str(key), reason, until, Weight(weight), Match(match), suggestion)
        for term, key, reason, until, weight, match, suggestion in rows.order_by("folded")
    )
    return Ruleset(
        version=version,
        terms=terms,
        names=(*names, *book.products),
        domains=tuple(book.domains),
        public_emails=frozenset(book.public_emails),
        regions=tuple(book.regions) or REGIONS,
    ).compiled()


def forget() -> None:
    """Read anew at the next check: for tests."""
    global _kept
    _kept = None
