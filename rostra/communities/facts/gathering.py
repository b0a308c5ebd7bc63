"""What happens to communities and to who is in them. Ids only: a name may be a secret, and the ledger outlives it."""

from dataclasses import dataclass
from uuid import UUID

from rostra.communities.models import Community
from rostra.ledger.facts import Actor, Happening, record
from rostra.ledger.models import Fact


@dataclass(frozen=True)
class CommunityMade(Happening):
    subject = "community"
    community: UUID
    access: str
    unit: UUID | None = None


@dataclass(frozen=True)
class CommunityChanged(Happening):
    """`fields` names what was changed, not to what."""

    subject = "community"
    community: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True)
class CommunityClosed(Happening):
    subject = "community"
    community: UUID


@dataclass(frozen=True)
class CommunityReopened(Happening):
    subject = "community"
    community: UUID


@dataclass(frozen=True)
class MemberJoined(Happening):
    """`way`: "open" by herself, "asked" let in by a keeper, "invited" by accepting."""

    subject = "community"
    community: UUID
    person: UUID
    way: str


@dataclass(frozen=True)
class MemberLeft(Happening):
    subject = "community"
    community: UUID
    person: UUID


@dataclass(frozen=True)
class MemberRemoved(Happening):
    subject = "community"
    community: UUID
    person: UUID
    reason: str


@dataclass(frozen=True)
class LevelChanged(Happening):
    subject = "community"
    community: UUID
    person: UUID
    level: str


@dataclass(frozen=True)
class JoinAsked(Happening):
    subject = "community"
    community: UUID
    person: UUID


@dataclass(frozen=True)
class JoinAnswered(Happening):
    subject = "community"
    community: UUID
    person: UUID
    welcome: bool


@dataclass(frozen=True)
class PersonInvited(Happening):
    subject = "community"
    community: UUID
    person: UUID


@dataclass(frozen=True)
class UnitsGathered(Happening):
    """One run of the bulk verb: communities made for units, people put into them."""

    communities: int
    people: int


@dataclass(frozen=True)
class ContentReported(Happening):
    """`thing` is an entry's or a comment's id; `what` says which. Who reported is the actor, and the fact is sealed."""

    subject = "thing"
    sealed = True
    thing: UUID
    what: str
    community: UUID | None


@dataclass(frozen=True)
class ReportsClosed(Happening):
    """Looked at, and left as it is."""

    subject = "thing"
    thing: UUID
    what: str
    reports: int


@dataclass(frozen=True)
class ContentRemoved(Happening):
    subject = "thing"
    thing: UUID
    what: str
    community: UUID | None
    author: UUID
    reason: str


@dataclass(frozen=True)
class RemovalUndone(Happening):
    subject = "thing"
    thing: UUID
    what: str
    community: UUID | None


def record_in(community: Community | None, happening: Happening, *, by: Actor) -> Fact:
    """Keep a fact; one about a secret community is sealed: no audit page and no webhook tells who is in it."""
    fact = record(happening, by=by)
    if community is not None and community.is_secret and not fact.sealed:
        Fact.objects.filter(id=fact.id).update(sealed=True)
        fact.sealed = True
    return fact
