"""What a process keeps drawn, the longest unused thrown away first, bounded in bytes."""

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import count
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Kept(Generic[T]):
    value: T
    size: int
    used: int


class Shelf(Generic[T]):
    """A dictionary that holds at most about `most` bytes. Used by several threads.

    Taking is one look and one number, without a lock: it happens twenty times a page. What was used when is sorted only
    when there is too much, and then an eighth goes at once.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._items: dict[Hashable, _Kept[T]] = {}
        self._clock = count()
        self._lock = Lock()

    def get(self, key: Hashable) -> T | None:
        found = self._items.get(key)
        if found is None:
            return None
        found.used = next(self._clock)
        return found.value

    def put(self, key: Hashable, value: T, size: int) -> None:
        """`size` in bytes, as near as the caller knows. What is put last always stays."""
        with self._lock:
            old = self._items.get(key)
            self.bytes += size - (old.size if old else 0)
            self._items[key] = _Kept(value, size, next(self._clock))
            if self.bytes > self.most:
                self._make_room(key)

    def _make_room(self, newest: Hashable) -> None:
        for key in sorted(self._items, key=lambda each: self._items[each].used):
            if self.bytes <= self.most * 7 // 8:
                return
            if key != newest:
                self.bytes -= self._items.pop(key).size

    def clear(self) -> None:
        with self._lock:
            self._items.clear()
            self.bytes = 0

    def __len__(self) -> int:
        return len(self._items)
