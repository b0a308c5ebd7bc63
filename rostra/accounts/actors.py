"""Who a log-in is called. Accounts knows addresses only; the room above that knows people registers their names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from rostra.accounts.models import User
from rostra.kit.registry import Registry
from rostra.ledger.facts import Actor


@dataclass(frozen=True)
class ActorSource:
    """`actors_of(user ids)` gives the `Actor` of each log-in it knows, in one query for all."""

    key: str
    actors_of: Callable[[Iterable[UUID]], Mapping[UUID, Actor]]
    order: int = 0


actor_sources: Registry[ActorSource] = Registry(
    "actor_sources", "Who a log-in is called: names for accounts' pages and facts."
)


def actors_of(users: Iterable[User]) -> dict[UUID, Actor]:
    """An actor a log-in; one that nobody knows goes by its address."""
    known = list(users)
    found = {user.id: Actor(None, user.email) for user in known}
    for source in actor_sources:
        found |= source.actors_of([user.id for user in known])
    return found


def actor_of(user: User | None) -> Actor:
    """None is the house itself: a command, an import, the first hour."""
    return Actor.house() if user is None else actors_of([user])[user.id]
