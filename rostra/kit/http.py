"""The one way out: an HTTP client that never reaches a private address, reads too much or waits for ever."""

import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx
from django.conf import settings

MOST_BYTES = 5 * 1024 * 1024
SECONDS = 10.0
REDIRECTS = 3


class Unreachable(Exception):
    """The other side could not be reached, answered too slowly or too much. `sent` tells whether it may have acted."""

    def __init__(self, reason: str, *, sent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent = sent


@dataclass(frozen=True)
class Reply:
    """An answer read whole. `url` is where it came from after redirects."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    url: str


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST6 = ipaddress.ip_network("2000::/3")


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    if ip in _NAT64:
        return _is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    if (inner := _ipv4_in(ip)) is not None:
        return _is_public(str(inner))
    return ip.is_global and ip in _UNICAST6


def _ipv4_in(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address a tunnel or a mapping would lead to."""
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


class _Watch:
    """The one deadline of a request. Names, handshakes and headers may drip for ever: when it is over, every connection ends."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._end = time.monotonic() + seconds
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._bite)
        self._timer.daemon = True

    def __enter__(self) -> "_Watch":
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()
        with self._lock:
            for held in self._held:
                held.close()
            self._held.clear()

    @property
    def left(self) -> float:
        """Seconds, never none: zero would mean "do not wait" to a socket."""
        return max(0.001, self._end - time.monotonic())

    def hold(self, connected: socket.socket) -> None:
        """A second handle, because a TLS handshake takes the first one away."""
        with self._lock:
            self._held.append(connected.dup())
        if self.over:
            self._bite()

    def _bite(self) -> None:
        with self._lock:
            self.over = True
            for held in self._held:
                with suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)


class _GuardedBackend(httpcore.SyncBackend):
    """Resolves a name once, refuses it if any address is private, and connects to the address it checked."""

    def __init__(self, watch: _Watch) -> None:
        self.watch = watch

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if f"{host}:{port}" not in settings.HTTP_ALLOWED:
            host = self._checked(host, port)
        stream = super().connect_tcp(host, port, self.watch.left, local_address, socket_options)
        self.watch.hold(stream.get_extra_info("socket"))
        return stream

    def _checked(self, host: str, port: int) -> str:
        addresses = _addresses_of(host, port, seconds=self.watch.left)
        if not all(_is_public(address) for address in addresses):
            raise httpcore.ConnectError(f"{host} is a private address")
        return addresses[0]


def _addresses_of(host: str, port: int, *, seconds: float) -> list[str]:
    """The system's resolver knows no deadline, so it is asked in a thread that may be left behind."""
    answers: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def ask() -> None:
        found: list[str] = []
        with suppress(OSError, UnicodeError):
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        answers.put(found)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty as error:
        raise httpcore.ConnectTimeout(f"looking up {host} took too long") from error
    if not found:
        raise httpcore.ConnectError(f"no address for {host}")
    return found


def _client(watch: _Watch, seconds: float) -> httpx.Client:
    transport = httpx.HTTPTransport(retries=0, trust_env=False)
    # httpx has no public seam for the network backend; its pool is httpcore's, which has (encode/httpx 1811).
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_GuardedBackend(watch)
    )
    return httpx.Client(transport=transport, timeout=seconds, trust_env=False, headers={"User-Agent": "Rostra"})


def send(
    method: str,
    url: str,
    *,
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
    follow: bool = False,
    **options: Any,
) -> Reply:
    """One request. `seconds` bounds the whole of it, names and redirects included; `most_bytes` the body after decompression.

    `options` are httpx's: headers, params, data, json, files, content. Raises `Unreachable`.
    """
    if not url.startswith(("https://", "http://")):
        raise Unreachable("the address does not begin with http", sent=False)
    with _Watch(seconds) as watch, _client(watch, seconds) as client:
        for _hop in range(REDIRECTS + 1 if follow else 1):
            reply = _once(client, watch, method, url, most_bytes, options)
            if not follow or reply.status not in {301, 302, 303, 307, 308} or "location" not in reply.headers:
                return reply
            url = str(httpx.URL(reply.url).join(reply.headers["location"]))
    raise Unreachable("it redirects too often", sent=True)


def _once(
    client: httpx.Client, watch: _Watch, method: str, url: str, most_bytes: int, options: dict[str, Any]
) -> Reply:
    try:
        with client.stream(method, url, **options) as response:
            chunks, size = [], 0
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > most_bytes:
                    raise Unreachable(f"it sent more than {most_bytes} bytes", sent=True)
                chunks.append(chunk)
            if watch.over:  # a body without a length ends where its connection does
                raise Unreachable("it took too long", sent=True)
            return Reply(response.status_code, response.headers, b"".join(chunks), str(response.url))
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise Unreachable(_reason(watch, error) or "no connection", sent=False) from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise Unreachable(_reason(watch, error) or type(error).__name__, sent=True) from error


def _reason(watch: _Watch, error: Exception) -> str:
    return "it took too long" if watch.over else str(error)
