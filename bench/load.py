"""A load generator: keep-alive connections on raw sockets, one process, as little of its own as Python can.

It reads whole answers by Content-Length and counts as failed what is not a 200. Its CPU time is not counted by `cost.py`.
"""

import selectors
import socket
import time
from dataclasses import dataclass, field

CSRF = "b" * 32  # a browser that has been here sends one


@dataclass
class Answers:
    """Times in seconds of all answers, in the order they came."""

    times: list[float] = field(default_factory=list)
    failed: int = 0
    first_failure: str = ""
    seconds: float = 0.0

    @property
    def count(self) -> int:
        return len(self.times)

    @property
    def mean(self) -> float:
        """Milliseconds."""
        return sum(self.times) * 1000 / max(len(self.times), 1)

    def centile(self, nth: int) -> float:
        """Milliseconds."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) * nth // 100, len(ordered) - 1)] * 1000 if ordered else 0.0


class _Line:
    """One connection: sends a request, collects its answer."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.started, self.wanted, self.got, self.head = 0.0, -1, 0, b""

    def ask(self, request: bytes) -> None:
        self.started, self.wanted, self.got, self.head = time.perf_counter(), -1, 0, b""
        self.socket.sendall(request)

    def read(self) -> bytes | None:
        """The status line when the answer is whole."""
        part = self.socket.recv(262144)
        if not part:
            raise ConnectionError("the server hung up")
        self.got += len(part)
        if self.wanted < 0:
            self.head += part
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return None
            lower = self.head[:end].lower()
            at = lower.find(b"content-length:")
            self.wanted = end + 4 + int(lower[at + 15 :].split(b"\r\n", 1)[0])
        return self.head.split(b"\r\n", 1)[0] if self.got >= self.wanted else None


def drive(
    port: int, path: str, cookies: list[str], *, connections: int, seconds: float = 0, requests: int = 0
) -> Answers:
    """Ask for `path` by each session in turn, for `seconds` or `requests`. Every connection has one request under way."""
    asked = [
        f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n"
        f"Cookie: rostra_session={cookie}; rostra_csrf={CSRF}\r\nAccept-Language: en\r\n\r\n".encode()
        for cookie in cookies
    ]
    answers, sent = Answers(), 0
    chosen = selectors.DefaultSelector()
    started = time.perf_counter()
    end = started + seconds if seconds else float("inf")
    for _each in range(connections):
        line = _Line(port)
        line.ask(asked[sent % len(asked)])
        sent += 1
        chosen.register(line.socket, selectors.EVENT_READ, line)
    under_way = connections
    while under_way:
        for key, _events in chosen.select(timeout=30):
            line = key.data
            status = line.read()
            if status is None:
                continue
            now = time.perf_counter()
            answers.times.append(now - line.started)
            if b" 200" not in status:
                answers.failed += 1
                answers.first_failure = answers.first_failure or status.decode("latin-1")
            if now < end and (not requests or sent < requests):
                line.ask(asked[sent % len(asked)])
                sent += 1
            else:
                chosen.unregister(line.socket)
                line.socket.close()
                under_way -= 1
    answers.seconds = time.perf_counter() - started
    return answers
