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

from rostra.kit.http_decoding import ACCEPT_ENCODING, BadEncoding, decoder_for
from rostra.kit.http_limits import MOST_PIECES, Allowance, CheckedTransport, MeteredStream

MOST_BYTES = 5 * 1024 * 1024
SECONDS = 10.0
REDIRECTS = 3
REDIRECTING = frozenset({301, 302, 303, 307, 308})
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    httpx.LocalProtocolError,  # what we were to send is no HTTP, a line break in a token for instance
    UnicodeEncodeError,  # nor is a header beyond ASCII
)


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

    def __init__(self, watch: _Watch, allowance: Allowance) -> None:
        self.watch = watch
        self.allowance = allowance

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
        return MeteredStream(stream, self.allowance)

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
        with suppress(OSError, UnicodeError, OverflowError):  # the last for a port of thirty digits
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


def _client(watch: _Watch, allowance: Allowance, seconds: float) -> httpx.Client:
    transport = httpx.HTTPTransport(retries=0, trust_env=False)
    # httpx has no public seam for the network backend; its pool is httpcore's, which has (encode/httpx 1811).
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        network_backend=_GuardedBackend(watch, allowance),
    )
    # httpx would offer, and unpack without a limit, every encoding it finds a package for.
    headers = {"User-Agent": "Rostra", "Accept-Encoding": ACCEPT_ENCODING}
    return httpx.Client(transport=CheckedTransport(transport), timeout=seconds, trust_env=False, headers=headers)


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
    allowance = Allowance()
    with _Watch(seconds) as watch, _client(watch, allowance, seconds) as client:
        exchange = _Exchange(client, watch, allowance, method, most_bytes, follow, options)
        for _hop in range(REDIRECTS + 1 if follow else 1):
            answer = exchange.ask(url)
            if isinstance(answer, Reply):
                return answer
            url = answer
    raise Unreachable("it redirects too often", sent=True)


@dataclass(frozen=True)
class _Exchange:
    """What stays the same from one redirect to the next."""

    client: httpx.Client
    watch: _Watch
    allowance: Allowance
    method: str
    most_bytes: int
    follow: bool
    options: dict[str, Any]

    def ask(self, url: str) -> Reply | str:
        """The answer, or the address it leads on to. Raises `Unreachable`."""
        self.allowance.begin()
        try:
            with self.client.stream(self.method, url, **self.options) as response:
                return self._next(response) or self._reply(response)
        except _NOT_SENT as error:
            raise Unreachable(_reason(self.watch, error) or "no connection", sent=False) from error
        except (httpx.RemoteProtocolError, BadEncoding) as error:
            raise Unreachable(_reason(self.watch, error, f"a broken answer: {error}"), sent=True) from error
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise Unreachable(_reason(self.watch, error) or type(error).__name__, sent=True) from error

    def _next(self, response: httpx.Response) -> str:
        """Where a redirect leads, else nothing. The body beside it is not read."""
        if not self.follow or response.status_code not in REDIRECTING or "location" not in response.headers:
            return ""
        return str(response.url.join(response.headers["location"]))

    def _reply(self, response: httpx.Response) -> Reply:
        self.allowance.grant(self.most_bytes)
        return Reply(response.status_code, response.headers, self._content(response), str(response.url))

    def _content(self, response: httpx.Response) -> bytes:
        """The decoded body. Size and time are asked after every step of the decoder, not when it is through."""
        decoder = decoder_for(response.headers)
        content = bytearray()
        for number, chunk in enumerate(response.iter_raw()):
            if number > MOST_PIECES:
                raise Unreachable(f"it sent more than {MOST_PIECES} pieces", sent=True)
            for piece in decoder.decode(chunk):
                self._in_time()
                if len(content) + len(piece) > self.most_bytes:
                    raise Unreachable(f"it sent more than {self.most_bytes} bytes", sent=True)
                content += piece
        self._in_time()  # a body without a length ends where its connection does
        decoder.finish()
        return bytes(content)

    def _in_time(self) -> None:
        if self.watch.over:
            raise Unreachable("it took too long", sent=True)


def _reason(watch: _Watch, error: Exception, otherwise: str = "") -> str:
    return "it took too long" if watch.over else otherwise or str(error)
