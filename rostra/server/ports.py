"""Whether a port is free. granian would bind one that is taken and share it (SO_REUSEPORT), so this is asked first."""

import errno
import socket
import time


class PortTaken(Exception):
    """It cannot be listened on, mostly because another program does. The message says what to do."""


def need_free_port(host: str, port: int, *, setting: str, patience: float = 0.0) -> None:
    """Raise `PortTaken` unless `port` can be had; wait up to `patience` seconds for one that is being given up."""
    deadline = time.monotonic() + patience
    while not _is_free(host, port, setting=setting):
        if time.monotonic() >= deadline:
            raise PortTaken(
                f"Port {port} on {host} is used by another program. End that program, or choose another port with {setting}."
            )
        time.sleep(0.1)


def _is_free(host: str, port: int, *, setting: str) -> bool:
    try:
        return is_free(host, port)
    except OSError as error:
        raise PortTaken(
            f"Rostra cannot listen on {host}, port {port}: {error.strerror}. Correct ROSTRA_HOST or {setting}."
        ) from error


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens on `host`, `port`. Raises `OSError` for a host that is not of this machine,
    and for a port that only root may have."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def answers(host: str, port: int) -> bool:
    """Whether someone takes connections on `host`, `port`."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
    try:
        socket.create_connection((reachable, port), timeout=1).close()
    except OSError:
        return False
    return True
