"""The cursor of the hot statements: sent as written, answered in bytes.

psycopg turns `%s` into `$1` anew for every statement above 4,096 signs, and Django reads each moment of a text answer in
Python; both cost more than the rows. So these statements number their parameters themselves, and moments and ids
come as bytes, which are read in C. They are counted as any other.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper


class _Counted(CursorWrapper):
    """Django's own log would put the values into the statement, and knows `%s` only."""

    def execute(self, sql: Any, params: Any = None) -> Any:
        started = time.monotonic()
        try:
            return super().execute(sql, params)
        finally:
            self.db.queries_log.append({"sql": str(sql), "time": f"{time.monotonic() - started:.3f}"})


@contextmanager
def hot_cursor() -> Iterator[CursorWrapper]:
    """For `execute(sql with $1, $2, …, [values])`. In the transaction of the thread's connection."""
    connection.ensure_connection()
    raw = psycopg.RawCursor(connection.connection)
    raw.format = psycopg.pq.Format.BINARY
    with raw:
        yield (_Counted if connection.queries_logged else CursorWrapper)(raw, connection)
