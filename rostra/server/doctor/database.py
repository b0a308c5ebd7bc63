"""The database: reachable, new enough, able, with room for our connections; and the jobs in it."""

from collections.abc import Iterator

import psycopg

from rostra.server.doctor.finding import Finding
from rostra.server.home import HomeRefused, was_used
from rostra.server.keys import FILE, KeysUnusable, read_keys
from rostra.server.migrated import NewerDatabase, need_no_newer
from rostra.server.plan import Plan
from rostra.server.wholeness import ANEW, EMPTY, LOST, is_begun, need_files, need_known_keys

OLDEST = 15
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")
WORKER_CONNECTIONS = 9  # procrastinate 4, LISTEN 1, Django 4
ALIVE = "select count(*) from procrastinate_workers where last_heartbeat > now() - interval '60 seconds'"

FAILED = """
    select (select count(*) from procrastinate_jobs where status = 'failed')
        + (select count(*) from ledger_delivery where state = 'failed')
"""

REFUSED = "select count(*) from company_mail where state = 'failed' and at > now() - interval '7 days'"


def look_at_database(plan: Plan, url: str, *, serving: bool) -> Iterator[Finding]:
    """All of it. Stops at the first thing without which the rest cannot be known."""
    try:
        with psycopg.connect(url, connect_timeout=5, autocommit=True) as connection:
            yield from _look(plan, connection, serving=serving)
    except psycopg.Error as error:
        cure = "Start that PostgreSQL, or correct DATABASE_URL (postgresql://user:password@host:5432/name)."
        yield Finding(f"The database does not answer: {str(error).strip()}", cure)


def _look(plan: Plan, connection: "psycopg.Connection[tuple[object, ...]]", *, serving: bool) -> Iterator[Finding]:
    major = connection.info.server_version // 10000
    yield Finding(
        f"PostgreSQL {major} answers", "" if major >= OLDEST else f"Rostra needs PostgreSQL {OLDEST} or newer."
    )
    able = {str(row[0]) for row in connection.execute("select name from pg_available_extensions")}
    missing = [name for name in EXTENSIONS if name not in able]
    if missing:
        cure = f"Install postgresql-contrib for PostgreSQL {major} on the database's machine."
        yield Finding(f"Extensions are missing: {', '.join(missing)}", cure)
    else:
        yield Finding(f"Extensions {', '.join(EXTENSIONS)} can be had")
    encoding = str(_value(connection, "show server_encoding"))
    cure = "Make a database with encoding UTF8 and restore a backup into it."
    yield Finding(f"It stores {encoding}", "" if encoding == "UTF8" else cure)
    yield from _belongs(plan, connection)
    allowed, needed = int(str(_value(connection, "show max_connections"))), connections_needed(plan)
    room = f"{needed} connections wanted of {allowed}"
    yield Finding(
        room, "" if needed <= allowed else "Raise max_connections, or lower ROSTRA_WEB_WORKERS or ROSTRA_WEB_THREADS."
    )
    if _value(connection, "select to_regclass('public.procrastinate_workers')") is not None:
        yield from _jobs(connection, serving=serving)


def _belongs(plan: Plan, connection: "psycopg.Connection[tuple[object, ...]]") -> Iterator[Finding]:
    """Whether keys, files and code are those this database knows."""
    path = plan.home / FILE
    if not is_begun(connection):
        used = was_used(plan.home)
        yield Finding("The database is empty", f"{plan.home} was used with another one. {EMPTY}" if used else "")
        return
    try:
        if not path.exists():
            raise KeysUnusable(f"The database was used with keys that are not here. {LOST}{ANEW}")
        need_known_keys(connection, read_keys(path), path)
        need_files(connection, plan.home)
        need_no_newer(connection)
    except (KeysUnusable, HomeRefused, NewerDatabase) as error:
        yield Finding("Database, keys, files and this Rostra do not belong together", str(error))
    else:
        yield Finding("Database, keys, files and this Rostra belong together")


def connections_needed(plan: Plan) -> int:
    """What one machine may open at most: one for each web thread, the public process, the jobs, commands, reserve."""
    return plan.workers * plan.threads + (2 if plan.public else 0) + WORKER_CONNECTIONS + 5 + 3


def _jobs(connection: "psycopg.Connection[tuple[object, ...]]", *, serving: bool) -> Iterator[Finding]:
    alive = _value(connection, ALIVE)
    if alive:
        yield Finding(f"{alive} job worker{'s' if alive != 1 else ''} alive")
    else:
        cure = "Start one: rostra serve, or rostra worker."
        yield Finding("No job worker is alive: no mail, no digest, no shares go out", cure, mild=not serving)
    failed = _value(connection, FAILED)
    if failed:
        cure = "Open the console, failed jobs: each has a button that tries it again."
        yield Finding(f"{failed} {'job has' if failed == 1 else 'jobs have'} failed and will not be tried again", cure)
    refused = _value(connection, REFUSED)
    if refused:
        cure = "The mail log in the console, under failed, names each with its reason and a button."
        yield Finding(
            f"{refused} {'mail was' if refused == 1 else 'mails were'} not delivered within a week", cure, mild=True
        )


def _value(connection: "psycopg.Connection[tuple[object, ...]]", query: str) -> object:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None
