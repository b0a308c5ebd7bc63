"""What happened outside, and with stories. No fact holds the words of a share."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import pgettext_lazy

from rostra.ledger.facts import Happening


@dataclass(frozen=True)
class StoryPublished(Happening):
    words = pgettext_lazy("fact", "Story published")
    subject = "entry"
    entry: UUID
    title: str


@dataclass(frozen=True)
class StoryEnded(Happening):
    words = pgettext_lazy("fact", "Story ended")
    subject = "entry"
    entry: UUID
    title: str


@dataclass(frozen=True)
class StoriesImported(Happening):
    """One a run: how many drafts a feed brought."""

    words = pgettext_lazy("fact", "Stories brought in from a feed")
    subject = "feed"
    feed: UUID
    name: str
    made: int


@dataclass(frozen=True)
class FeedAdded(Happening):
    words = pgettext_lazy("fact", "Feed added")
    subject = "feed"
    feed: UUID
    name: str


@dataclass(frozen=True)
class FeedRemoved(Happening):
    words = pgettext_lazy("fact", "Feed removed")
    subject = "feed"
    feed: UUID
    name: str


@dataclass(frozen=True)
class AccountConnected(Happening):
    words = pgettext_lazy("fact", "Outside account connected")
    subject = "account"
    days = 365
    account: UUID
    network: str


@dataclass(frozen=True)
class AccountDisconnected(Happening):
    """`why`: "hers", "left", "refused". `revoked`: the network confirmed that the token is gone."""

    words = pgettext_lazy("fact", "Outside account disconnected")
    subject = "account"
    days = 365
    account: UUID
    network: str
    why: str
    revoked: bool


@dataclass(frozen=True)
class SharePrepared(Happening):
    """Sealed: who shares is nobody's to audit; figures are counted from rows, in groups of five and more."""

    words = pgettext_lazy("fact", "Share prepared")
    subject = "share"
    sealed = True
    days = 365
    share: UUID
    entry: UUID | None
    network: str
    way: str


@dataclass(frozen=True)
class ShareSent(Happening):
    words = pgettext_lazy("fact", "Share sent")
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

    words = pgettext_lazy("fact", "Share failed")
    subject = "share"
    sealed = True
    days = 365
    share: UUID
    network: str
    state: str
    tries: int
