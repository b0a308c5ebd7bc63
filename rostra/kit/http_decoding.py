"""The body of an answer, decoded in small steps: what comes out of a compressed body is counted as it comes out."""

import zlib
from collections.abc import Iterator
from typing import Protocol

import httpx

STEP_BYTES = 64 * 1024  # the most that one step of the decoder gives
MOST_MEMBERS = 100  # gzip may be joined end to end; a thousand empty members are an attack
GZIP = frozenset({"gzip", "x-gzip"})
ACCEPT_ENCODING = "gzip"
_GZIP_FORMAT = zlib.MAX_WBITS | 16


class BadEncoding(Exception):
    """The body is in an encoding that was not asked for, or is not what its encoding says. The reason is its text."""


class Decoder(Protocol):
    """Bytes as they arrive to bytes as they are meant."""

    def decode(self, chunk: bytes) -> Iterator[bytes]:
        """In pieces of at most `STEP_BYTES`, or of the size of `chunk`. Raises `BadEncoding`."""
        ...

    def finish(self) -> None:
        """Raises `BadEncoding` when the body ended before its encoding did."""
        ...


def decoder_for(headers: httpx.Headers) -> Decoder:
    """By Content-Encoding: none, identity or gzip once. Raises `BadEncoding` for any other and for two of them."""
    said = [name.strip().lower() for name in headers.get_list("content-encoding", split_commas=True)]
    names = [name for name in said if name not in {"", "identity"}]
    if not names:
        return _Plain()
    if len(names) > 1 or names[0] not in GZIP:
        raise BadEncoding(f"content encoding {', '.join(names)[:60]!r}")
    return _Gzip()


class _Plain:
    def decode(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def finish(self) -> None:
        return


class _Gzip:
    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP_FORMAT)
        self._members = 1
        self._begun = False

    def decode(self, chunk: bytes) -> Iterator[bytes]:
        self._begun = self._begun or bool(chunk)
        while chunk:
            if self._member.eof:
                self._next_member()
            yield self._step(chunk)
            chunk = self._member.unused_data if self._member.eof else self._member.unconsumed_tail

    def _next_member(self) -> None:
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise BadEncoding(f"more than {MOST_MEMBERS} gzip members")
        self._member = zlib.decompressobj(_GZIP_FORMAT)

    def _step(self, chunk: bytes) -> bytes:
        try:
            return self._member.decompress(chunk, STEP_BYTES)
        except zlib.error as error:
            raise BadEncoding("not the gzip it is said to be") from error

    def finish(self) -> None:
        """No byte at all is an empty body, as of a 304 that repeats the header."""
        if self._begun and not self._member.eof:
            raise BadEncoding("gzip that ends too early")
