"""The one way out: an HTTP client that never reaches a private address, reads too much or waits for ever."""

import ipaddress
import socket
import time
from collections.abc import Iterable, Mapping
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


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not (mapped or ip).is_multicast


class _GuardedBackend(httpcore.SyncBackend):
    """Resolves a name once, refuses it if any address is private, and connects to the address it checked."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if f"{host}:{port}" in settings.HTTP_ALLOWED:
            return super().connect_tcp(host, port, timeout, local_address, socket_options)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no address for {host}") from error
        addresses = [str(info[4][0]) for info in found]
        if not all(_is_public(address) for address in addresses):
            raise httpcore.ConnectError(f"{host} is a private address")
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)


def _client(seconds: float) -> httpx.Client:
    transport = httpx.HTTPTransport(retries=0, trust_env=False)
    # httpx has no public seam for the network backend; its pool is httpcore's, which has (encode/httpx 1811).
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_GuardedBackend()
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
    """One request. `seconds` bounds the whole of it, `most_bytes` the answer's body after decompression.

    `options` are httpx's: headers, params, data, json, files, content. Raises `Unreachable`.
    """
    deadline = time.monotonic() + seconds
    if not url.startswith(("https://", "http://")):
        raise Unreachable("the address does not begin with http", sent=False)
    with _client(seconds) as client:
        for _hop in range(REDIRECTS + 1 if follow else 1):
            reply = _once(client, method, url, deadline, most_bytes, options)
            if not follow or reply.status not in {301, 302, 303, 307, 308} or "location" not in reply.headers:
                return reply
            url = str(httpx.URL(reply.url).join(reply.headers["location"]))
    raise Unreachable("it redirects too often", sent=True)


def _once(
    client: httpx.Client, method: str, url: str, deadline: float, most_bytes: int, options: dict[str, Any]
) -> Reply:
    try:
        with client.stream(method, url, **options) as response:
            chunks, size = [], 0
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > most_bytes:
                    raise Unreachable(f"it sent more than {most_bytes} bytes", sent=True)
                if time.monotonic() > deadline:
                    raise Unreachable("it took too long", sent=True)
                chunks.append(chunk)
            return Reply(response.status_code, response.headers, b"".join(chunks), str(response.url))
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise Unreachable(str(error) or "no connection", sent=False) from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise Unreachable(str(error) or type(error).__name__, sent=True) from error
