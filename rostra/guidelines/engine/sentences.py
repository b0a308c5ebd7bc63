"""Where sentences begin and end, in English, Finnish and Spanish as people type them.

In doubt two sentences stay one: a sentence about pay or hours is protected, and a sentence cut too early would lose
that protection.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from rostra.guidelines.engine.keywords import listed

_ABBREVIATIONS = listed(
    """
    e.g i.e etc vs mr mrs ms dr prof sr jr st no nr approx dept est fig inc ltd co corp vol pp ca cf al esq ext tel
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    esim mm ym jne yms tms eli ns ao ko ks kts vrt huom klo kpl milj mrd pv vko kk puh nro os so toim tri mukaanlukien
    p.ej ej ud uds vd vds sra srta dña don núm pág págs aprox av avda dpto tfno tlf p.d ee.uu s.a s.l admón art cap
    """
)

# A closing mark, what may close behind it, and the gap; or a blank line; or one line end.
_BREAK = re.compile(
    r"(?P<mark>[.!?…。！？]{1,8})[\"'”’»)\]*_]{0,4}(?P<gap>\s+|$)|(?P<blank>\n[ \t\r]*\n\s*)|(?P<line>\n[ \t]*)"
)
_LAST_WORD = re.compile(r"[\w.]{1,20}\Z")
_BULLET = re.compile(r"[-*•–—·>#]|\d{1,3}[.)]\s")


def _ends_by_mark(text: str, found: re.Match[str]) -> bool:
    """Whether a full stop, question or exclamation mark closes the sentence."""
    mark = found["mark"]
    if "\n" in found["gap"] or found.end() >= len(text) or mark[0] in "!?。！？":
        return True
    following = text[found.end()]
    if mark[0] == "…" or len(mark) > 1:
        return not following.islower()
    last = _LAST_WORD.search(text, max(0, found.start() - 20), found.start())
    word = last[0].casefold() if last else ""
    if word.lstrip(".") in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    if word.isdigit():  # "3. vuosi", "on 28. May"
        return len(word) > 2 and not following.islower()
    if "." in word and not word.replace(".", "").isdigit() and all(len(part) <= 2 for part in word.split(".")):
        return False  # "a.m.", "U.S."
    return len(word) >= 2 or not following.islower()


def _ends_by_line(text: str, found: re.Match[str]) -> bool:
    """Whether a single line end closes the sentence: not when a line was merely wrapped."""
    if found.end() >= len(text):
        return True
    before = text[max(0, found.start() - 8) : found.start()].rstrip()[-1:]
    following = text[found.end()]
    if before and before in ".!?…:;。":
        return True
    return not (following.islower() or following in "(,;") or bool(_BULLET.match(text, found.end()))


class Sentences:
    """The sentences of one text: `starts` in code points, the first always 0; each reaches to the next one's start."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        for found in _BREAK.finditer(text):
            ends = found["blank"] is not None or (
                _ends_by_line(text, found) if found["mark"] is None else _ends_by_mark(text, found)
            )
            if ends and found.end() < len(text) and found.end() > self.starts[-1]:
                self.starts.append(found.end())
        self._size = len(text)

    def index(self, offset: int) -> int:
        """The number of the sentence that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def span(self, index: int) -> tuple[int, int]:
        """(start, end) of sentence `index`, the gap behind it included."""
        return self.starts[index], self.starts[index + 1] if index + 1 < len(self.starts) else self._size

    def __len__(self) -> int:
        return len(self.starts)
