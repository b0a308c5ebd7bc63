"""What happened to log-ins."""

from dataclasses import dataclass
from uuid import UUID

from rostra.ledger.facts import Happening


@dataclass(frozen=True)
class SignedIn(Happening):
    """Somebody came in. No address of hers is kept, only the kind of program."""

    subject = "user_id"
    days = 90
    user_id: UUID
    agent: str


@dataclass(frozen=True)
class PasswordChanged(Happening):
    subject = "user_id"
    user_id: UUID


@dataclass(frozen=True)
class SessionsEnded(Happening):
    subject = "user_id"
    days = 365
    user_id: UUID
    count: int


@dataclass(frozen=True)
class GrantGiven(Happening):
    subject = "user_id"
    user_id: UUID
    email: str
    kind: str


@dataclass(frozen=True)
class GrantTaken(Happening):
    subject = "user_id"
    user_id: UUID
    email: str
    kind: str


@dataclass(frozen=True)
class InvitationSent(Happening):
    subject = "invitation_id"
    invitation_id: UUID
    email: str
    again: bool


@dataclass(frozen=True)
class InvitationsSent(Happening):
    """Many at once: one fact a run."""

    count: int
    left_out: int


@dataclass(frozen=True)
class InvitationWithdrawn(Happening):
    subject = "invitation_id"
    invitation_id: UUID
    email: str


@dataclass(frozen=True)
class InvitationAccepted(Happening):
    subject = "user_id"
    user_id: UUID
    person_id: UUID | None
    email: str


@dataclass(frozen=True)
class EmailChanged(Happening):
    subject = "user_id"
    user_id: UUID
    before: str
    after: str


@dataclass(frozen=True)
class TokenMade(Happening):
    subject = "user_id"
    user_id: UUID
    token_id: UUID
    name: str


@dataclass(frozen=True)
class TokenRevoked(Happening):
    subject = "user_id"
    user_id: UUID
    token_id: UUID
    name: str


@dataclass(frozen=True)
class AccessEnded(Happening):
    """She left: her log-in is closed, her sessions and tokens are gone. What she said stays."""

    subject = "user_id"
    user_id: UUID
    email: str
    sessions: int
    tokens: int
