"""What Rostra knows of a network outside: how much fits, what a link to its own writing page carries, whether it can post."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise

from rostra.advocacy.models import Account
from rostra.guidelines.engine import Surface, count
from rostra.kit.registry import Registry


@dataclass(frozen=True)
class Telling:
    """What goes out: her words, the address that travels with them (may be empty), and its title."""

    text: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Posted:
    """It stands there."""

    id: str
    url: str


@dataclass(frozen=True)
class NotTaken:
    """The network certainly did not take it; it may later. `after` is how many seconds it asked to be left alone."""

    reason: str
    after: float | None = None


@dataclass(frozen=True)
class Unclear:
    """It may have been taken: no answer, or one nobody understands."""

    reason: str
    after: float | None = None


@dataclass(frozen=True)
class TurnedDown:
    """The network said no, and would say so again. `reconnect`: it no longer knows her account."""

    reason: str
    reconnect: bool = False


@dataclass(frozen=True)
class NotThere:
    """Looked through all of her own posts since the first attempt: it is not among them."""


Answer = Posted | NotTaken | Unclear | TurnedDown
Sight = Posted | NotThere | Unclear


class Sender(Protocol):
    """Posts to a connected account. Neither call raises: what went wrong is an answer."""

    def post(self, *, account: Account, text: str, language: str, key: UUID) -> Answer:
        """One attempt, under the idempotency key `key`."""
        ...

    def find(self, *, account: Account, text: str, link: str, since: datetime) -> Sight:
        """Look for the post among her own since `since`, by its short link, else by its words."""
        ...

    def revoke(self, *, account: Account) -> bool:
        """Give the token back. False when the network did not confirm it."""
        ...


@dataclass(frozen=True)
class Network:
    """`intent` makes the address of the network's own writing page; None when there is none for these words.

    `text_travels`: that page opens with her words in it; else they are copied first and she pastes them. `link_in_text`:
    the network has no field of its own for the address, so it stands below her words and counts. `link_behind`: its
    page puts the address behind her words, where it counts too. `fold` of the surface is where readers see "more".
    """

    key: str
    order: int
    label: str | Promise
    icon: str
    surface: Surface
    intent: Callable[[Telling], str | None]
    note: str | Promise
    text_travels: bool = True
    link_in_text: bool = False
    link_behind: bool = False
    sender: Sender | None = None

    @property
    def by_api(self) -> bool:
        return self.sender is not None

    def travels(self, address: str) -> int:
        """What the address that goes along takes of the limit, with what parts it from her words."""
        if not address or not (self.link_in_text or self.link_behind):
            return 0
        return count(f"\n\n{address}" if self.link_in_text else f" {address}", self.surface)

    def text_of(self, telling: Telling) -> str:
        """The text as it leaves."""
        if not self.link_in_text or not telling.url or telling.url in telling.text:
            return telling.text
        return f"{telling.text}\n\n{telling.url}".lstrip()


networks: Registry[Network] = Registry("networks", "Networks outside to which a person may tell something.")
