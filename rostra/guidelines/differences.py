"""What changed between two versions of the guide, point by point and word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rostra.guidelines.models import GuidePoint


@dataclass(frozen=True)
class Piece:
    """Some words of a point: kept, gone or new."""

    words: str
    state: Literal["kept", "gone", "new"]


@dataclass(frozen=True)
class Change:
    """One point: as a whole kept, changed, gone or new, in pieces."""

    place: int
    state: Literal["kept", "changed", "gone", "new"]
    pieces: tuple[Piece, ...]


def difference(then: Sequence[GuidePoint], now: Sequence[GuidePoint]) -> list[Change]:
    """Every point of `now` and what went, by place. `why` is compared with the words."""
    old = {point.place: point for point in then}
    new = {point.place: point for point in now}
    return [_change(place, old.get(place), new.get(place)) for place in sorted(old.keys() | new.keys())]


def _change(place: int, then: GuidePoint | None, now: GuidePoint | None) -> Change:
    if then is None and now is not None:
        return Change(place, "new", (Piece(now.text, "new"),))
    if now is None and then is not None:
        return Change(place, "gone", (Piece(then.text, "gone"),))
    assert then is not None
    assert now is not None
    if then.text == now.text:
        return Change(place, "kept" if then.why == now.why else "changed", (Piece(now.text, "kept"),))
    return Change(place, "changed", tuple(_pieces(then.text.split(), now.text.split())))


def _pieces(then: list[str], now: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(a=then, b=now, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(" ".join(now[c:d]), "kept"))
            continue
        if b > a:
            pieces.append(Piece(" ".join(then[a:b]), "gone"))
        if d > c:
            pieces.append(Piece(" ".join(now[c:d]), "new"))
    return pieces
