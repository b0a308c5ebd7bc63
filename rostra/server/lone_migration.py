"""Migrations one at a time: several machines may be started at once on one database."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from rostra.server.tools import server_major

LOCK = 0x526F73747261  # "Rostra"


@contextmanager
def one_at_a_time(url: str) -> Iterator[None]:
    """Hold a lock of the database's own, waiting for whoever has it. It ends with the connection.

    Raises `DatabaseUnusable`.
    """
    server_major(url)  # a sentence, before anything else, when nobody answers there
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        yield
