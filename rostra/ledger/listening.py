"""How a room above hears of what happened below."""

from collections.abc import Callable
from dataclasses import dataclass

from rostra.kit.registry import Registry
from rostra.ledger.facts import Happening, kind_of
from rostra.ledger.models import Fact

Hear = Callable[[Fact], None]


@dataclass(frozen=True)
class Listener:
    """`key` is "room.function"; `hear` is called once a fact, in a transaction of its own."""

    key: str
    kinds: frozenset[str]
    hear: Hear
    order: int = 0


listeners: Registry[Listener] = Registry("listeners", "Functions that hear facts, each told once a fact.")


def listens(*happenings: type[Happening]) -> Callable[[Hear], Hear]:
    """Register a listener: `@listens(EntryPublished)`. It takes the `Fact`; what it writes commits with its being told."""

    def add(hear: Hear) -> Hear:
        key = f"{hear.__module__.split('.')[1]}.{hear.__name__}"
        listeners.add(Listener(key, frozenset(kind_of(happening) for happening in happenings), hear))
        return hear

    return add


def listeners_of(kind: str) -> list[Listener]:
    return [listener for listener in listeners if kind in listener.kinds]
