"""A pool that tells "all connections are in use", which is worth waiting for, from "the database does not answer", which is not.

psycopg's own pool waits out its whole timeout in both. With the database away every request would hold a thread for ten
seconds, and the few threads of a process would be gone: even pages that ask no database would not be answered.
"""

import threading
from time import monotonic
from typing import Any

import psycopg
import structlog
from psycopg_pool import ConnectionPool, PoolTimeout

PATIENCE = 2.0  # seconds a restart of the database is waited for, by all requests together; then each is told at once
SLICE = 0.25  # seconds a request waits before it asks again whether waiting has a point
CONNECT_SECONDS = 3  # a host that takes a connection and never says a word

log = structlog.get_logger("rostra.database")


class Absence:
    """Since when no connection could be made. It tells the log when the database goes, and when it is back."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        """Whether it has been away for longer than a restart takes."""
        since = self._since
        return since is not None and monotonic() - since > PATIENCE

    def begins(self, error: Exception, *, started: float) -> None:
        with self._lock:
            known, self._since = self._since is not None, self._since or started
        if not known:
            log.warning("the database does not answer", error=str(error).strip())

    def ends(self) -> None:
        with self._lock:
            since, self._since = self._since, None
        if since is not None:
            log.info("the database answers again", after_seconds=round(monotonic() - since))


def _watched(away: Absence) -> type[psycopg.Connection[Any]]:
    class Watched(psycopg.Connection[Any]):
        """Tells `away` how each attempt to connect ended."""

        @classmethod
        def connect(cls, conninfo: str = "", **options: Any) -> psycopg.Connection[Any]:  # type: ignore[override]
            started = monotonic()
            try:
                connection = super().connect(conninfo, **options)
            except psycopg.Error as error:
                away.begins(error, started=started)
                raise
            away.ends()
            return connection

    return Watched


class Pool(ConnectionPool[psycopg.Connection[Any]]):
    """As psycopg's. `getconn` raises `PoolTimeout` at once while the database is away and nobody holds a connection to it."""

    def __init__(self, **options: Any) -> None:
        self.away = Absence()
        self._lent = 0
        self._counting = threading.Lock()
        # Given up soon: as long as an attempt waits for its next turn (minutes, in a long outage) no other is made.
        super().__init__(reconnect_timeout=1.0, connection_class=_watched(self.away), **options)

    def getconn(self, timeout: float | None = None) -> psycopg.Connection[Any]:
        deadline = monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            try:
                connection = super().getconn(min(SLICE, max(deadline - monotonic(), 0.01)))
            except PoolTimeout:
                if self.away and not self._lent:
                    raise
                if monotonic() >= deadline:
                    raise PoolTimeout(
                        "all connections are in use: raise ROSTRA_POOL_SIZE, or look what takes so long"
                    ) from None
            else:
                self._count(1)
                return connection

    def putconn(self, conn: psycopg.Connection[Any]) -> None:
        self._count(-1)
        super().putconn(conn)

    def _count(self, change: int) -> None:
        with self._counting:
            self._lent += change
