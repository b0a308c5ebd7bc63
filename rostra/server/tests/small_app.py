"""A small web application for the tests of the processes: POST stores its body once, GET counts. No Django."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from rostra.server.parent import follow_parent

follow_parent()

import psycopg  # noqa: E402  a worker follows its master before anything slow is imported
from psycopg_pool import ConnectionPool  # noqa: E402

POOL = ConnectionPool(
    os.environ["DATABASE_URL"], min_size=0, max_size=4, timeout=5, check=ConnectionPool.check_connection
)


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """WSGI."""
    try:
        with POOL.connection() as connection:
            if environ["REQUEST_METHOD"] == "POST":
                body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()
                connection.execute("insert into posts (body) values (%s) on conflict do nothing", [body])
            row = connection.execute("select count(*) from posts").fetchone()
    except (psycopg.Error, TimeoutError) as error:
        start("503 Service Unavailable", [("Content-Type", "text/plain")])
        return [type(error).__name__.encode()]
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(row[0] if row else 0).encode()]
