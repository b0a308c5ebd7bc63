"""What happened to what is said. No words of anybody: the ledger holds no bodies."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import pgettext_lazy

from rostra.communities.models import Entry
from rostra.ledger.facts import Actor, Happening, record
from rostra.ledger.models import Fact

YEAR = 400  # days


@dataclass(frozen=True)
class EntryPublished(Happening):
    """`to` is everyone, community, audience or followers; `place_id` the community or audience."""

    words = pgettext_lazy("fact", "Entry published")
    subject = "entry_id"

    entry_id: UUID
    kind: str
    to: str
    place_id: UUID | None
    language: str


@dataclass(frozen=True)
class EntryEdited(Happening):
    words = pgettext_lazy("fact", "Entry edited")
    subject = "entry_id"

    entry_id: UUID
    now_version: int


@dataclass(frozen=True)
class EntryDeleted(Happening):
    words = pgettext_lazy("fact", "Entry deleted by its author")
    subject = "entry_id"

    entry_id: UUID


@dataclass(frozen=True)
class EntryRestored(Happening):
    words = pgettext_lazy("fact", "Deletion of an entry undone")
    subject = "entry_id"

    entry_id: UUID


@dataclass(frozen=True)
class CommentPosted(Happening):
    words = pgettext_lazy("fact", "Comment posted")
    subject = "entry_id"

    entry_id: UUID
    comment_id: UUID
    parent_id: UUID | None


@dataclass(frozen=True)
class CommentEdited(Happening):
    words = pgettext_lazy("fact", "Comment edited")
    subject = "entry_id"

    entry_id: UUID
    comment_id: UUID


@dataclass(frozen=True)
class CommentDeleted(Happening):
    words = pgettext_lazy("fact", "Comment deleted by its author")
    subject = "entry_id"

    entry_id: UUID
    comment_id: UUID


@dataclass(frozen=True)
class CommentRestored(Happening):
    words = pgettext_lazy("fact", "Deletion of a comment undone")
    subject = "entry_id"

    entry_id: UUID
    comment_id: UUID


@dataclass(frozen=True)
class ThanksGiven(Happening):
    """Whom it was given to is the author, so that recognition need not read our tables."""

    words = pgettext_lazy("fact", "Thanks given")
    subject = "entry_id"
    days = YEAR

    entry_id: UUID
    comment_id: UUID | None
    to_person: UUID


@dataclass(frozen=True)
class ThanksTaken(Happening):
    words = pgettext_lazy("fact", "Thanks taken back")
    subject = "entry_id"
    days = YEAR

    entry_id: UUID
    comment_id: UUID | None
    to_person: UUID


def record_about(entry: Entry, happening: Happening, *, by: Actor) -> Fact:
    """Keep a fact; what happens in a secret community is sealed: no audit page and no webhook tells of it."""
    fact = record(happening, by=by)
    if entry.community is not None and entry.community.is_secret:
        Fact.objects.filter(id=fact.id).update(sealed=True)
        fact.sealed = True
    return fact
