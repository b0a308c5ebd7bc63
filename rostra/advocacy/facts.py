"""What happened outside, and with stories. No fact holds the words of a share."""

from dataclasses import dataclass
from uuid import UUID

from rostra.ledger.facts import Happening


@dataclass(frozen=True)
class StoryPublished(Happening):
    subject = "entry"
    entry: UUID
    title: str


@dataclass(frozen=True)
class StoryEnded(Happening):
    subject = "entry"
    entry: UUID
    title: str


@dataclass(frozen=True)
class StoriesImported(Happening):
    """One a run: how many drafts a feed brought."""

    subject = "feed"
    feed: UUID
    name: str
    made: int


@dataclass(frozen=True)
class FeedAdded(Happening):
    subject = "feed"
    feed: UUID
    name: str


@dataclass(frozen=True)
class FeedRemoved(Happening):
    subject = "feed"
    feed: UUID
    name: str


@dataclass(frozen=True)
class AccountConnected(Happening):
    subject = "account"
    days = 365
    account: UUID
    network: str


@dataclass(frozen=True)
class AccountDisconnected(Happening):
    """`why`: "hers", "left", "refused". `revoked`: the network confirmed that the token is gone."""

    subject = "account"
    days = 365
    account: UUID
    network: str
    why: str
    revoked: bool


@dataclass(frozen=True)
class SharePrepared(Happening):
    """Sealed: who shares is nobody's to audit; figures are counted from rows, in groups of five and more."""

    subject = "share"
    sealed = True
    days = 365
    share: UUID
    entry: UUID | None
    network: str
    way: str


@dataclass(frozen=True)
class ShareSent(Happening):
    subject = "share"
    sealed = True
    days = 365
    share: UUID
    entry: UUID | None
    network: str
    way: str


@dataclass(frozen=True)
class ShareFailed(Happening):
    """`state` is "failed" or "unclear"."""

    subject = "share"
    sealed = True
    days = 365
    share: UUID
    network: str
    state: str
    tries: int
