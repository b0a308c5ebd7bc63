"""Django's PostgreSQL backend, whose pool looks at a connection instead of asking the server over it.

Django lets psycopg's pool send an empty statement each time a request takes a connection: a round trip a request, to learn
what the socket says for nothing. Where the server has ended a connection (a restart, a kill), there is something to read
on it; only then is it asked. A peer that is gone without a word would keep an empty statement waiting as long as a real one.
"""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection
from psycopg_pool import ConnectionPool


def look_at(connection: Connection[Any]) -> None:
    """The pool's `check`: raises psycopg's OperationalError for a connection that the server has ended."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if poll.poll(0):
        ConnectionPool.check_connection(connection)


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's in everything else."""

    @property
    def pool(self) -> Any:
        pool = super().pool
        if pool is not None:
            pool._check = look_at  # Django names the pool's check itself; there is no option for another
        return pool
