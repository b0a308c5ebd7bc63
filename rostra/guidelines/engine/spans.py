"""Stretches of a text that do not overlap one another, asked often whether something overlaps them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable


class Spans:
    """A set of disjoint (start, end), in order; asking costs a binary search."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether `start:end`, not empty, shares a sign with any of them."""
        at = bisect_right(self._spans, (start, start))
        if at < len(self._spans) and self._spans[at][0] < end:
            return True
        return at > 0 and self._spans[at - 1][1] > start

    def add(self, start: int, end: int) -> bool:
        """Takes `start:end` in, unless it overlaps; says whether it did."""
        if self.overlaps(start, end):
            return False
        insort(self._spans, (start, end))
        return True
