"""What a server may send at all, counted where it comes in: before headers are parsed, chunks joined or a body decoded."""

import socket
import ssl
from contextlib import suppress

import httpcore
import httpx

HEAD_BYTES = 256 * 1024  # until an answer's headers are complete, "100 Continue" without end included
MOST_HEADERS = 200
MOST_PIECES = 50_000  # of a body: five megabytes in chunks of one byte are a minute of parsing
FRAMING = 2  # sizes of chunks and the like may take as much again as the body


class Allowance:
    """Bytes that the other side may still send."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A new request: only headers may come."""
        self._most = self._left = HEAD_BYTES

    def grant(self, size: int) -> None:
        """The headers are in: now a body of `size` bytes may come."""
        self._most = self._left = size * FRAMING + HEAD_BYTES

    def spend(self, size: int) -> None:
        """`size` bytes have come. Raises when that is too much."""
        self._left -= size
        if self._left < 0:
            raise httpcore.ReadError(f"it sent more than {self._most} bytes")


class MeteredStream(httpcore.NetworkStream):
    """A connection whose received bytes are counted."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._stream, self._allowance = stream, allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        received = self._stream.read(max_bytes, timeout)
        self._allowance.spend(len(received))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        with suppress(OSError):  # the watch holds the connection by a second handle: closing the first would not end it
            self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return MeteredStream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._allowance)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class CheckedTransport(httpx.BaseTransport):
    """Refuses an answer with too many headers, and takes its cookies off before httpx reads and keeps them."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._transport.handle_request(request)
        if len(response.headers.raw) > MOST_HEADERS:
            response.close()
            raise httpx.RemoteProtocolError(f"more than {MOST_HEADERS} headers", request=request)
        response.headers.pop("set-cookie", None)
        return response

    def close(self) -> None:
        self._transport.close()
