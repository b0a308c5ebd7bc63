"""Servers on loopback that speak HTTP byte for byte, right or wrong."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Speak = Callable[[socket.socket, threading.Event], None]


@contextmanager
def server(speak: Speak) -> Iterator[str]:
    """One connection on loopback, spoken to by `speak` until the block ends. Gives "127.0.0.1:port"."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                peer, _address = listening.accept()
                with peer:
                    speak(peer, over)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"
        over.set()
    thread.join(5)


def sends(*pieces: bytes) -> Speak:
    """Hears one request, says `pieces` and hangs up."""

    def speak(peer: socket.socket, over: threading.Event) -> None:
        peer.recv(65536)
        for piece in pieces:
            peer.sendall(piece)

    return speak


def answer(body: bytes, *headers: bytes, size: int | None = None) -> Speak:
    """A 200 whose Content-Length is that of the body, or `size`."""
    lines = [*headers, b"Content-Length: %d" % (len(body) if size is None else size)]
    return sends(b"HTTP/1.1 200 OK\r\n" + b"\r\n".join(lines) + b"\r\n\r\n", body)
