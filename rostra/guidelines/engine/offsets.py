"""Code points, as Python counts them, to UTF-16 units, as JavaScript does."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from rostra.guidelines.engine.shapes import Finding


class Utf16:
    """Turns offsets in one text into UTF-16 offsets; each turn is a binary search over the signs above U+FFFF."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [at for at, sign in enumerate(text) if sign > "\uffff"]

    def at(self, offset: int) -> int:
        """The UTF-16 offset of code point `offset`."""
        return offset + bisect_left(self._wide, offset)

    def of(self, finding: Finding) -> Finding:
        """The same finding, all four offsets counted in UTF-16 units."""
        return replace(
            finding,
            start=self.at(finding.start),
            end=self.at(finding.end),
            mend_start=self.at(finding.mend_start),
            mend_end=self.at(finding.mend_end),
        )
