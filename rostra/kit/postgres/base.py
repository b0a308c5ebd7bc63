"""Django's PostgreSQL backend, whose pool looks at a connection instead of asking the server over it.

Django lets psycopg's pool send an empty statement each time a request takes a connection: a round trip a request, to learn
what the socket says for nothing. Where the server has ended a connection (a restart, a kill), there is something to read
on it; only then is it asked. A peer that is gone without a word would keep an empty statement waiting as long as a real one.
"""

import select
from collections.abc import Callable
from typing import Any, ClassVar

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg import Connection
from psycopg_pool import ConnectionPool

from rostra.kit.postgres.pool import Pool


def look_at(connection: Connection[Any]) -> None:
    """The pool's `check`: raises psycopg's OperationalError for a connection that the server has ended."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if poll.poll(0):
        ConnectionPool.check_connection(connection)


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's in everything else."""

    _connection_pools: ClassVar[dict[str, Any]]
    _configure_connection: Callable[[Connection[Any]], None]

    @property
    def pool(self) -> Any:
        """As Django makes it, of our own class, which Django has no option for."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            connecting = {**self.get_connection_params(), "autocommit": True}
            made = Pool(kwargs=connecting, open=False, configure=self._configure_connection, check=look_at, **options)
            self._connection_pools.setdefault(self.alias, made)
        return self._connection_pools[self.alias]
