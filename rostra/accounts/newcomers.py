"""Who has not been invited yet. Accounts knows no people; the room above registers whom it knows of."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from rostra.kit.registry import Registry


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be invited. `label` is her name as known, `person_id` her Person."""

    email: str
    label: str
    person_id: UUID


@dataclass(frozen=True)
class Waiting:
    """How many can be invited, and how many have no address to invite them at."""

    people: int = 0
    without_address: int = 0


@dataclass(frozen=True)
class NewcomerSource:
    """`count()` says how many wait; `page(after, most)` gives the next of them in the order of `person_id`."""

    key: str
    count: Callable[[], Waiting]
    page: Callable[[UUID | None, int], list[Newcomer]]
    order: int = 0


newcomer_sources: Registry[NewcomerSource] = Registry("newcomer_sources", "Who has not been invited yet.")


def count_newcomers() -> Waiting:
    counts = [source.count() for source in newcomer_sources]
    return Waiting(sum(each.people for each in counts), sum(each.without_address for each in counts))


def next_newcomers(after: UUID | None, most: int) -> list[Newcomer]:
    rows = [newcomer for source in newcomer_sources for newcomer in source.page(after, most)]
    return sorted(rows, key=lambda newcomer: newcomer.person_id)[:most]
