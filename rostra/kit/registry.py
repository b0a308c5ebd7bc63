"""The one mechanism by which the trunk shows a leaf: kinds, networks, notices, navigation, search, console, panels.

A room that offers a place for others declares `Registry[...]`; the rooms above add to it in their `registers.py`,
which kit imports once at start. `docs/reference/registries.md` lists them all.
"""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Registered(Protocol):
    @property
    def key(self) -> str: ...

    @property
    def order(self) -> int: ...


T = TypeVar("T", bound=Registered)

all_registries: list["Registry"] = []  # type: ignore[type-arg]  # of every kind, for the docs test


class Registry(Generic[T]):
    """Items by key, iterated by (order, key). Adding a key twice is an error at start."""

    def __init__(self, name: str, about: str) -> None:
        self.name = name
        self.about = about
        self._items: dict[str, T] = {}
        all_registries.append(self)

    def add(self, item: T) -> T:
        if item.key in self._items:
            raise LookupError(f"{self.name}: '{item.key}' is registered already")
        self._items[item.key] = item
        return item

    def __getitem__(self, key: str) -> T:
        return self._items[key]

    def get(self, key: str) -> T | None:
        return self._items.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[T]:
        return iter(sorted(self._items.values(), key=lambda item: (item.order, item.key)))

    def __len__(self) -> int:
        return len(self._items)
