"""What happens to the guidelines. The words of a term stand in none of them: more people read the ledger."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import pgettext_lazy

from rostra.ledger.facts import Happening


@dataclass(frozen=True)
class GuidePublished(Happening):
    words = pgettext_lazy("fact", "Guide published")
    subject = "guide"
    guide: UUID
    number: int


@dataclass(frozen=True)
class GuideAcknowledged(Happening):
    words = pgettext_lazy("fact", "Guide read and acknowledged")
    subject = "guide"
    guide: UUID
    number: int


@dataclass(frozen=True)
class TermAdded(Happening):
    words = pgettext_lazy("fact", "Confidential term added")
    subject = "term"
    term: UUID
    weight: str


@dataclass(frozen=True)
class TermsAdded(Happening):
    """Many at once: how many came in, were there already, were refused."""

    words = pgettext_lazy("fact", "Many confidential terms added")
    added: int
    known: int
    refused: int


@dataclass(frozen=True)
class TermRemoved(Happening):
    words = pgettext_lazy("fact", "Confidential term removed")
    subject = "term"
    term: UUID


@dataclass(frozen=True)
class RulebookChanged(Happening):
    """`fields` are names, never values."""

    words = pgettext_lazy("fact", "Rulebook changed")
    fields: list[str]


@dataclass(frozen=True)
class FindingDisputed(Happening):
    """Somebody pressed "This is wrong". Whose text it was, and what it said, is nobody's business."""

    words = pgettext_lazy("fact", "Finding of the check disputed")
    days = 365
    kind: str
    rule: str
