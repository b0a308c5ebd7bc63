"""What happened to log-ins."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import pgettext_lazy

from rostra.ledger.facts import Happening


@dataclass(frozen=True)
class SignedIn(Happening):
    """Somebody came in. No address of hers is kept, only the kind of program."""

    words = pgettext_lazy("fact", "Signed in")
    subject = "user_id"
    days = 90
    user_id: UUID
    agent: str


@dataclass(frozen=True)
class PasswordChanged(Happening):
    words = pgettext_lazy("fact", "Password changed")
    subject = "user_id"
    user_id: UUID


@dataclass(frozen=True)
class SessionsEnded(Happening):
    words = pgettext_lazy("fact", "Signed out on other devices")
    subject = "user_id"
    days = 365
    user_id: UUID
    count: int


@dataclass(frozen=True)
class GrantGiven(Happening):
    words = pgettext_lazy("fact", "Grant given")
    subject = "user_id"
    user_id: UUID
    email: str
    kind: str


@dataclass(frozen=True)
class GrantTaken(Happening):
    words = pgettext_lazy("fact", "Grant taken back")
    subject = "user_id"
    user_id: UUID
    email: str
    kind: str


@dataclass(frozen=True)
class InvitationSent(Happening):
    words = pgettext_lazy("fact", "Invitation to Rostra sent")
    subject = "invitation_id"
    invitation_id: UUID
    email: str
    again: bool


@dataclass(frozen=True)
class InvitationsSent(Happening):
    """Many at once: one fact a run."""

    words = pgettext_lazy("fact", "Many invitations sent")
    count: int
    left_out: int


@dataclass(frozen=True)
class InvitationWithdrawn(Happening):
    words = pgettext_lazy("fact", "Invitation to Rostra withdrawn")
    subject = "invitation_id"
    invitation_id: UUID
    email: str


@dataclass(frozen=True)
class InvitationAccepted(Happening):
    words = pgettext_lazy("fact", "Invitation to Rostra accepted")
    subject = "user_id"
    user_id: UUID
    person_id: UUID | None
    email: str


@dataclass(frozen=True)
class EmailChanged(Happening):
    words = pgettext_lazy("fact", "E-mail address changed")
    subject = "user_id"
    user_id: UUID
    before: str
    after: str


@dataclass(frozen=True)
class TokenMade(Happening):
    words = pgettext_lazy("fact", "API token made")
    subject = "user_id"
    user_id: UUID
    token_id: UUID
    name: str


@dataclass(frozen=True)
class TokenRevoked(Happening):
    words = pgettext_lazy("fact", "API token taken back")
    subject = "user_id"
    user_id: UUID
    token_id: UUID
    name: str


@dataclass(frozen=True)
class AccessEnded(Happening):
    """She left: her log-in is closed, her sessions and tokens are gone. What she said stays."""

    words = pgettext_lazy("fact", "Access ended")
    subject = "user_id"
    user_id: UUID
    email: str
    sessions: int
    tokens: int
