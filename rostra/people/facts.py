"""What happens to people."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import pgettext_lazy

from rostra.ledger.facts import Happening


@dataclass(frozen=True)
class PersonAdded(Happening):
    words = pgettext_lazy("fact", "Person added")
    subject = "person"
    person: UUID
    unit: UUID | None


@dataclass(frozen=True)
class PersonChanged(Happening):
    """`fields` are names, never values: the ledger is no second copy of a profile."""

    words = pgettext_lazy("fact", "Profile changed")
    subject = "person"
    person: UUID
    fields: list[str]


@dataclass(frozen=True)
class PersonCame(Happening):
    """She logged in for the first time."""

    words = pgettext_lazy("fact", "Came in for the first time")
    subject = "person"
    person: UUID


@dataclass(frozen=True)
class PersonLeft(Happening):
    words = pgettext_lazy("fact", "Person left the company")
    subject = "person"
    person: UUID


@dataclass(frozen=True)
class PersonWelcomedBack(Happening):
    words = pgettext_lazy("fact", "Person came back to the company")
    subject = "person"
    person: UUID


@dataclass(frozen=True)
class PersonFollowed(Happening):
    words = pgettext_lazy("fact", "Person followed")
    subject = "followed"
    followed: UUID
    follower: UUID


@dataclass(frozen=True)
class PersonUnfollowed(Happening):
    words = pgettext_lazy("fact", "Person no longer followed")
    subject = "followed"
    followed: UUID
    follower: UUID


@dataclass(frozen=True)
class AudienceSaved(Happening):
    words = pgettext_lazy("fact", "Audience saved")
    subject = "audience"
    audience: UUID


@dataclass(frozen=True)
class PeopleImported(Happening):
    """A list came in. Counts, and the ids of those who left; one fact a run, after `UnitsMade`."""

    words = pgettext_lazy("fact", "List of people brought in")
    subject = "run"
    run: UUID
    new: int
    changed: int
    unchanged: int
    returned: int
    left_out: int
    left: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class UnitsMade(Happening):
    """Units a list named for the first time: [{"id", "name", "parent", "access"}], access being open, closed or none.

    The access is what was chosen for the unit's community; none means that it gets none. Parents come before children.
    """

    words = pgettext_lazy("fact", "Units made from a list")
    subject = "run"
    run: UUID
    units: list[dict[str, Any]]
