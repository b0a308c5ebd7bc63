"""The pool's look at a connection, on a pool of one, of the test's own."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from rostra.kit.postgres.base import DatabaseWrapper, look_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def pooled(monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWrapper]:
    monkeypatch.setattr(DatabaseWrapper, "_connection_pools", {})
    options = {**connection.settings_dict["OPTIONS"], "pool": {"min_size": 1, "max_size": 1}}
    wrapper = DatabaseWrapper({**connection.settings_dict, "OPTIONS": options}, alias="default")
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


def _ask(wrapper: DatabaseWrapper, sql: str) -> Any:
    with wrapper.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_the_pool_takes_our_look(pooled: DatabaseWrapper) -> None:
    assert pooled.pool._check is look_at


def test_taking_a_connection_sends_nothing(pooled: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    _ask(pooled, "SELECT 1")
    pooled.close()
    sent: list[str] = []
    execute = psycopg.Connection.execute
    monkeypatch.setattr(
        psycopg.Connection, "execute", lambda *args, **kw: (sent.append(args[1]), execute(*args, **kw))[1]
    )
    pooled.ensure_connection()
    assert sent == []


def test_a_connection_that_the_server_ended_is_replaced_and_nobody_notices(pooled: DatabaseWrapper) -> None:
    ended = _ask(pooled, "SELECT pg_backend_pid()")
    pooled.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    assert _ask(pooled, "SELECT pg_backend_pid()") != ended


def test_a_word_of_the_server_is_no_end(pooled: DatabaseWrapper) -> None:
    """A notification is something to read too: the connection is asked, answers, and stays."""
    pid = _ask(pooled, "SELECT pg_backend_pid()")
    with pooled.cursor() as cursor:
        cursor.execute("LISTEN spoken")
    pooled.close()
    with psycopg.connect(**pooled.get_connection_params(), autocommit=True) as other:
        other.execute("NOTIFY spoken")
    assert _ask(pooled, "SELECT pg_backend_pid()") == pid
    assert isinstance(pooled.pool, ConnectionPool)
