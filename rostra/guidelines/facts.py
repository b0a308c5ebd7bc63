"""What happens to the guidelines. The words of a term stand in none of them: more people read the ledger."""

from dataclasses import dataclass
from uuid import UUID

from rostra.ledger.facts import Happening


@dataclass(frozen=True)
class GuidePublished(Happening):
    subject = "guide"
    guide: UUID
    number: int


@dataclass(frozen=True)
class GuideAcknowledged(Happening):
    subject = "guide"
    guide: UUID
    number: int


@dataclass(frozen=True)
class TermAdded(Happening):
    subject = "term"
    term: UUID
    weight: str


@dataclass(frozen=True)
class TermsAdded(Happening):
    """Many at once: how many came in, were there already, were refused."""

    added: int
    known: int
    refused: int


@dataclass(frozen=True)
class TermRemoved(Happening):
    subject = "term"
    term: UUID


@dataclass(frozen=True)
class RulebookChanged(Happening):
    """`fields` are names, never values."""

    fields: list[str]


@dataclass(frozen=True)
class FindingDisputed(Happening):
    """Somebody pressed "This is wrong". Whose text it was, and what it said, is nobody's business."""

    days = 365
    kind: str
    rule: str
