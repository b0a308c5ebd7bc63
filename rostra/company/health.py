"""Is the house well: what `/readyz` and `rostra doctor` ask."""

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock, Thread

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

WORKER_SECONDS = 90  # a worker beats every ten; missing this long it is gone


@dataclass(frozen=True)
class Health:
    """One answer a part. `worker_seconds` is the age of the youngest worker's heartbeat, None when there is none."""

    database: bool
    migrations: bool
    worker_seconds: float | None

    @property
    def worker(self) -> bool:
        return self.worker_seconds is not None and self.worker_seconds <= WORKER_SECONDS

    def missing(self, needed: Iterable[str]) -> list[str]:
        """Which of `needed` (names of parts) are not well. A part that cannot be asked without another is not named beside it."""
        parts = {"database": self.database, "migrations": self.migrations, "worker": self.worker}
        lacking = [name for name in parts if name in needed and not parts[name]]
        return lacking if self.migrations else lacking[:1]


NO_ANSWER = Health(database=False, migrations=False, worker_seconds=None)

_all_applied = False
_one_at_a_time = Lock()
_going: Future[Health] | None = None


def look_within(seconds: float) -> Health:
    """`look`, or `NO_ANSWER` after so many seconds, whatever the database does: it may take a question and never answer.

    One look at a time, however many ask: a database that hangs costs one thread, which ends when it answers or is gone.
    """
    global _going
    with _one_at_a_time:
        if _going is None or _going.done():
            _going = Future()
            Thread(target=_look_into, args=(_going,), name="looks at the database", daemon=True).start()
        going = _going
    try:
        return going.result(seconds)
    except TimeoutError:
        return NO_ANSWER


def _look_into(found: "Future[Health]") -> None:
    try:
        found.set_result(look())
    except BaseException as error:  # whoever waits is told
        found.set_exception(error)
    finally:
        connections.close_all()  # those of this thread


def look() -> Health:
    """Asks the database three things; never raises."""
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
        migrations = _migrations_applied()
        return Health(True, migrations, _youngest_heartbeat() if migrations else None)
    except (DatabaseError, OSError):
        return NO_ANSWER


def _migrations_applied() -> bool:
    """Once they are, they stay so for this process: new code comes with a new process."""
    global _all_applied
    if not _all_applied:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        _all_applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _all_applied


def _youngest_heartbeat() -> float | None:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat))::float FROM procrastinate_workers")
        row = cursor.fetchone()
    return None if row is None or row[0] is None else float(row[0])
