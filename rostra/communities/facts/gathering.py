"""What happens to communities and to who is in them. Ids only: a name may be a secret, and the ledger outlives it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import pgettext_lazy

from rostra.communities.models import Community
from rostra.ledger.facts import Actor, Happening, record
from rostra.ledger.models import Fact


@dataclass(frozen=True)
class CommunityMade(Happening):
    words = pgettext_lazy("fact", "Community made")
    subject = "community"
    community: UUID
    access: str
    unit: UUID | None = None


@dataclass(frozen=True)
class CommunityChanged(Happening):
    """`fields` names what was changed, not to what."""

    words = pgettext_lazy("fact", "Community changed")
    subject = "community"
    community: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True)
class CommunityClosed(Happening):
    words = pgettext_lazy("fact", "Community ended")
    subject = "community"
    community: UUID


@dataclass(frozen=True)
class CommunityReopened(Happening):
    words = pgettext_lazy("fact", "Community reopened")
    subject = "community"
    community: UUID


@dataclass(frozen=True)
class MemberJoined(Happening):
    """`way`: "open" by herself, "asked" let in by a keeper, "invited" by accepting."""

    words = pgettext_lazy("fact", "Member joined")
    subject = "community"
    community: UUID
    person: UUID
    way: str


@dataclass(frozen=True)
class MemberLeft(Happening):
    words = pgettext_lazy("fact", "Member left")
    subject = "community"
    community: UUID
    person: UUID


@dataclass(frozen=True)
class MemberRemoved(Happening):
    words = pgettext_lazy("fact", "Member removed")
    subject = "community"
    community: UUID
    person: UUID
    reason: str


@dataclass(frozen=True)
class LevelChanged(Happening):
    words = pgettext_lazy("fact", "Level in a community changed")
    subject = "community"
    community: UUID
    person: UUID
    level: str


@dataclass(frozen=True)
class JoinAsked(Happening):
    words = pgettext_lazy("fact", "Asked to join")
    subject = "community"
    community: UUID
    person: UUID


@dataclass(frozen=True)
class JoinAnswered(Happening):
    words = pgettext_lazy("fact", "Wish to join answered")
    subject = "community"
    community: UUID
    person: UUID
    welcome: bool


@dataclass(frozen=True)
class PersonInvited(Happening):
    words = pgettext_lazy("fact", "Invited into a community")
    subject = "community"
    community: UUID
    person: UUID


@dataclass(frozen=True)
class UnitsGathered(Happening):
    """One run of the bulk verb: communities made for units, people put into them."""

    words = pgettext_lazy("fact", "Communities made for units")
    communities: int
    people: int


@dataclass(frozen=True)
class ContentReported(Happening):
    """`thing` is an entry's or a comment's id; `what` says which. Who reported is the actor, and the fact is sealed."""

    words = pgettext_lazy("fact", "Something reported")
    subject = "thing"
    sealed = True
    thing: UUID
    what: str
    community: UUID | None


@dataclass(frozen=True)
class ReportsClosed(Happening):
    """Looked at, and left as it is."""

    words = pgettext_lazy("fact", "Reports closed, nothing removed")
    subject = "thing"
    thing: UUID
    what: str
    reports: int


@dataclass(frozen=True)
class ContentRemoved(Happening):
    words = pgettext_lazy("fact", "Entry or comment removed by a moderator")
    subject = "thing"
    thing: UUID
    what: str
    community: UUID | None
    author: UUID
    reason: str


@dataclass(frozen=True)
class RemovalUndone(Happening):
    words = pgettext_lazy("fact", "Removal by a moderator undone")
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
