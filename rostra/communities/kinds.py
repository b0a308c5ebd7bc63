"""The kinds of entry. A post is ours; the rooms above register theirs, and the trunk never asks for one by name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from rostra.kit.registry import Registry

if TYPE_CHECKING:
    from rostra.communities.models import Entry
    from rostra.people.models import Person

# Ids of entries of one kind in, one satellite an id out, in a fixed number of statements.
Satellites = Callable[[Sequence[UUID]], Mapping[UUID, Any]]


def _none_needed(ids: Sequence[UUID]) -> Mapping[UUID, Any]:
    return {}


def _nobody_else(person: "Person", entry: "Entry") -> bool:
    return False


@dataclass(frozen=True)
class EntryKind:
    """`verb` stands between the author and the place ("posted in"), `verb_alone` where no community is named ("posted").

    `card` is the template of what is said on the card, with `entry`, `satellite`, `body` (safe HTML), `cut`, `pictures` and
    `detail` (true on the entry's own page). `satellites` loads what the kind keeps beside its entries, a batch at a time.
    `co_edits` says who besides the author may edit. `answered` False: no comments below it.
    """

    key: str
    order: int
    verb: str | Promise
    verb_alone: str | Promise
    card: str = "communities/entries/_post.html"
    satellites: Satellites = _none_needed
    co_edits: "Callable[[Person, Entry], bool]" = _nobody_else
    answered: bool = True
    card_class: str = ""


kinds: Registry[EntryKind] = Registry("entry_kinds", "Kinds of entry: how a card of each is said, drawn and loaded.")

kinds.add(EntryKind("post", 0, gettext_lazy("posted in"), gettext_lazy("posted")))
