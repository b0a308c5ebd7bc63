"""A file of bytes as lines of text: which encoding it has, and which bytes do not fit it."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20
MOST_SIGNS = 65_536  # of one line; a longer one is no line of a list of people
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BROKEN = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")


@dataclass(frozen=True)
class Encoding:
    """`name` is Python's. `guessed` is true where nothing in the file says so: a person should look at the letters."""

    name: str
    guessed: bool = False


@dataclass(frozen=True)
class Line:
    """One line as it stands in the file, its number from 1. `cut` is true if it was too long and only its start is kept."""

    number: int
    text: str
    cut: bool = False


def encoding_of(path: Path) -> Encoding:
    """By the mark at its beginning; else UTF-16 by its zero bytes; else UTF-8 if it fits; else Windows-1252.

    A UTF-8 file with a few broken bytes stays UTF-8: its broken lines are told, the others keep their letters.
    """
    with path.open("rb") as file:
        head = file.read(4096)
        for mark, name in _MARKS:
            if head.startswith(mark):
                return Encoding(name)
        if unmarked := _unmarked_utf16(head):
            return Encoding(unmarked, guessed=True)
        file.seek(0)
        fitting, broken = _weigh_utf8(file)
    if not broken:
        return Encoding("utf-8")
    return Encoding("utf-8", guessed=True) if fitting > broken else Encoding("cp1252", guessed=True)


def _unmarked_utf16(head: bytes) -> str | None:
    pairs = len(head) // 2
    if pairs < 4:
        return None
    if head[1::2].count(0) > 0.7 * pairs:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.7 * pairs else None


def _weigh_utf8(file: BinaryIO) -> tuple[int, int]:
    """How many letters beyond ASCII fit UTF-8, and how many bytes do not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    fitting = broken = 0
    while chunk := file.read(CHUNK):
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        text = decoder.decode(chunk)
        broken += len(_BROKEN.findall(text))
        fitting += len(_BEYOND_ASCII.findall(text))
    broken += len(decoder.decode(b"", final=True))
    return fitting, broken


def lines_of(path: Path, encoding: Encoding) -> Iterator[Line]:
    """Every line without its ending. Bytes that fit no letter come as lone surrogates or U+FFFD: the reader refuses them."""
    errors = "surrogateescape" if encoding.name.startswith("utf-8") else "replace"
    with path.open("rb") as file:
        name = "latin-1" if encoding.name == "cp1252" else encoding.name
        text = io.TextIOWrapper(file, encoding=name, errors=errors, newline=None)
        number = 0
        while piece := text.readline(MOST_SIGNS):
            number += 1
            cut = len(piece) == MOST_SIGNS and not piece.endswith("\n")
            if cut:
                _skip_rest(text)
            whole = piece.removesuffix("\n")
            yield Line(number, _from_windows(whole) if encoding.name == "cp1252" else whole, cut)


def _skip_rest(text: io.TextIOWrapper) -> None:
    while (rest := text.readline(MOST_SIGNS)) and not rest.endswith("\n"):
        pass


# Windows-1252 leaves five bytes without a letter; Latin-1 has one for each, so no line is lost to them.
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def _from_windows(text: str) -> str:
    return text if text.isascii() else text.translate(_WINDOWS)


def printable(text: str) -> str:
    """What can be kept and shown of it: without zero bytes and bytes that are no letters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
