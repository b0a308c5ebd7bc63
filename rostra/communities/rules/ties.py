"""What ties a person to what is said, as the rules ask it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Ties:
    """`levels`: the communities she is in now and her level there; `audiences` she is in; people she `follows`.

    Read by `queries.ties_*`.
    """

    levels: Mapping[UUID, str] = field(default_factory=dict)
    audiences: frozenset[UUID] = frozenset()
    follows: frozenset[UUID] = frozenset()
