"""What a process keeps drawn, the longest unused thrown away first, bounded in bytes."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """A dictionary that holds at most about `most` bytes. Used by several threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._items: OrderedDict[object, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> T | None:
        with self._lock:
            found = self._items.get(key)
            if found is None:
                return None
            self._items.move_to_end(key)
            return found[0]

    def put(self, key: object, value: T, size: int) -> None:
        """`size` in bytes, as near as the caller knows."""
        with self._lock:
            old = self._items.pop(key, None)
            self.bytes += size - (old[1] if old else 0)
            self._items[key] = (value, size)
            while self.bytes > self.most and len(self._items) > 1:
                _key, (_value, gone) = self._items.popitem(last=False)
                self.bytes -= gone

    def clear(self) -> None:
        with self._lock:
            self._items.clear()
            self.bytes = 0

    def __len__(self) -> int:
        return len(self._items)
