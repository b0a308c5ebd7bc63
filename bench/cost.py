"""CPU seconds of process trees: the server's and PostgreSQL's."""

from dataclasses import dataclass

import psutil
from django.db import connection


@dataclass(frozen=True)
class Cost:
    """CPU seconds, user and system, since each began."""

    server: float
    postgres: float

    @classmethod
    def now(cls, server: int, postgres: int) -> "Cost":
        return cls(_tree(server), _tree(postgres))

    def __sub__(self, before: "Cost") -> "Cost":
        return Cost(self.server - before.server, self.postgres - before.postgres)


def _tree(pid: int) -> float:
    """Of a process and all below it, those that ended and were reaped included."""
    total = 0.0
    parent = psutil.Process(pid)
    for process in [parent, *parent.children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
        if process == parent:
            total += times.children_user + times.children_system
    return total


def postgres_pid() -> int:
    """The postmaster: the parent of our own backend, looked up once."""
    global _postmaster
    if _postmaster is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend = cursor.fetchone()[0]
        _postmaster = psutil.Process(backend).ppid()
    return _postmaster


_postmaster: int | None = None
