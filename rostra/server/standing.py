"""Who serves a data folder, and what is in it: one server at a time, and demo and real data never in one place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rostra.server.home import HomeRefused, was_used
from rostra.server.postgres.running import open_lock, take


@contextmanager
def serving(home: Path, *, part: str = "serve") -> Iterator[bool]:
    """Be the one server of `home` (of its public part, for `part="public"`).

    Yields whether the last one was killed, so that its children may still be ending. The file holds the server's
    process number for people to read. Raises `HomeRefused` when another serves it.
    """
    with open_lock(home / f"{part}.lock") as lock:
        if not take(lock):
            number = lock.read().decode().strip()
            raise HomeRefused(
                f"Rostra already serves {home} (process {number}). Stop that one first, or set ROSTRA_HOME."
            )
        untidy = bool(lock.read().strip())
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()).encode())
        lock.flush()
        try:
            yield untidy
        finally:
            lock.seek(0)
            lock.truncate()


def keep_kinds_apart(home: Path, *, demo: bool) -> None:
    """Mark a new data folder as demo or real, and refuse one of the other kind. Raises `HomeRefused`."""
    mark = home / "kind"
    kind = "demo" if demo else "real"
    found = mark.read_text().strip() if mark.exists() else ""
    if not found and demo and was_used(home):
        raise HomeRefused(f"{home} holds a company that is not marked as a demo. Set ROSTRA_HOME to another folder.")
    if found not in ("", kind):
        what = "the demo company" if found == "demo" else "a real company"
        raise HomeRefused(f"{home} holds {what}. Set ROSTRA_HOME to another folder: demo and real data never mix.")
    if not found:
        mark.write_text(f"{kind}\n")
