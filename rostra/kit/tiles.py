"""A community's tile: four quarter circles grown from its name.

The picture is a square of 40 by 40. Each quarter of 20 by 20 holds one quarter disc whose right angle sits in one of the
quarter's four corners, so 4**4 pictures in eight tints; one quarter may carry a second tone of equal lightness.
The same name grows the same tile everywhere, and nothing is stored.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from .tints import tint_of

HALF = 20
QUARTERS = ((0, 0), (1, 0), (0, 1), (1, 1))  # column and row: top left, top right, bottom left, bottom right


@dataclass(frozen=True, slots=True)
class Tile:
    """`tint` is 1 to 8; `paths` are four SVG paths in a 40 by 40 box.

    `second` is the quarter (0 to 3) that carries the other tone, or None.
    """

    tint: int
    paths: tuple[str, str, str, str]
    second: int | None


def quarter_disc(column: int, row: int, corner: int) -> str:
    """The path of a quarter disc of radius 20 in one quarter; `corner` 0 to 3 runs clockwise from the top left."""
    left, top = column * HALF, row * HALF
    right, bottom = left + HALF, top + HALF
    match corner:
        case 0:
            return f"M{left} {top}H{right}A{HALF} {HALF} 0 0 1 {left} {bottom}Z"
        case 1:
            return f"M{right} {top}V{bottom}A{HALF} {HALF} 0 0 1 {left} {top}Z"
        case 2:
            return f"M{right} {bottom}H{left}A{HALF} {HALF} 0 0 1 {right} {top}Z"
        case _:
            return f"M{left} {bottom}V{top}A{HALF} {HALF} 0 0 1 {right} {bottom}Z"


@lru_cache(maxsize=4096)
def grow_tile(name: str) -> Tile:
    """The tile of a community's name."""
    seed = blake2b(name.strip().casefold().encode(), digest_size=4, person=b"tile").digest()
    corners = [(seed[0] >> (2 * quarter)) & 3 for quarter in range(4)]
    first, second, third, fourth = (
        quarter_disc(column, row, corner) for (column, row), corner in zip(QUARTERS, corners, strict=True)
    )
    return Tile(
        tint=tint_of(name.strip().casefold()),
        paths=(first, second, third, fourth),
        second=seed[1] % 4 if seed[2] % 3 == 0 else None,
    )
