"""The database for as long as someone needs it: the server's, or one started for a single command."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rostra.server.environment import need_database
from rostra.server.postgres.binaries import Binaries, DatabaseUnusable
from rostra.server.postgres.cluster import COMMAND_LOG, Cluster


@contextmanager
def database_url(home: Path, *, anew: bool = False) -> Iterator[str]:
    """`DATABASE_URL`, or the address of the embedded server, which is started when nobody runs it (`anew`: see `Cluster.prepare`).

    Whoever starts it waits at the end until all others have finished, since it ends with its starter.
    Raises `DatabaseUnusable`.
    """
    named = os.environ.get("DATABASE_URL", "").strip()
    need_database(os.environ, "DATABASE_URL")
    if named:
        yield named
        return
    cluster = Cluster(home)
    with open_lock(cluster.places.locks / "users") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with open_lock(cluster.places.locks / "owner") as owner:
            if not take(owner):
                _wait_for_the_owner(cluster, owner)
                if not is_mine(owner):
                    yield cluster.url
                    return
            yield from _own(cluster, users, anew=anew)


@contextmanager
def ownership(cluster: Cluster, *, meanwhile: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the right to start this server, waiting for commands that have it now; `meanwhile` may raise to give up."""
    with open_lock(cluster.places.locks / "owner") as owner:
        while not take(owner):
            meanwhile()
            time.sleep(0.1)
        yield


@contextmanager
def for_benchmarks(home: Path) -> Iterator[Cluster]:
    """A running server as in production whose role may create databases; it is kept for the next time."""
    cluster = Cluster(home, createdb=True)
    with ownership(cluster), (home / "postgres.log").open("wb") as log:
        try:
            cluster.prepare()
            cluster.start(output=log)
            cluster.wait_ready()
            yield cluster
        finally:
            cluster.stop()


@contextmanager
def throwaway(home: Path, *, binaries: Binaries | None = None) -> Iterator[Cluster]:
    """A running server for tests in an empty folder: nothing is flushed to disk, and its role may create databases.

    `binaries` are those of another PostgreSQL to test against.
    """
    cluster = Cluster(home, throwaway=True, binaries=binaries)
    with ownership(cluster), (home / "postgres.log").open("wb") as log:
        try:
            cluster.prepare()
            cluster.start(output=log)
            cluster.wait_ready()
            yield cluster
        finally:
            cluster.stop()


def open_lock(path: Path) -> IO[bytes]:
    """A lock file; the lock is the kernel's and ends with the process, so a stale file means nothing."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return os.fdopen(descriptor, "r+b")


def take(lock: IO[bytes]) -> bool:
    """Try to hold `lock` alone, without waiting."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_mine(lock: IO[bytes]) -> bool:
    """Whether this very handle holds the lock (taking it again is then free)."""
    return take(lock)


def _own(cluster: Cluster, users: IO[bytes], *, anew: bool) -> Iterator[str]:
    try:
        cluster.prepare(anew=anew)
        with (cluster.places.locks / COMMAND_LOG).open("wb") as log:
            cluster.start(output=log)
        cluster.wait_ready()
        yield cluster.url
    finally:
        fcntl.flock(users, fcntl.LOCK_EX)
        cluster.stop()


def _wait_for_the_owner(cluster: Cluster, owner: IO[bytes], *, patience: float = 60.0) -> None:
    """Until its server answers, or until it ended and the lock is ours."""
    deadline = time.monotonic() + patience
    while not cluster.answers():
        if take(owner):
            return
        if time.monotonic() > deadline:
            raise DatabaseUnusable(
                "The database of this data folder is held by a running process and does not answer: it hangs, or its disk is "
                "full. The log of rostra serve says which."
            )
        time.sleep(0.1)
