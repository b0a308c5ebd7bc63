"""Is the house well: what `/readyz` and `rostra doctor` ask."""

from dataclasses import dataclass

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

    @property
    def ready(self) -> bool:
        return self.database and self.migrations and self.worker


_all_applied = False


def look() -> Health:
    """Asks the database three things; never raises."""
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
        migrations = _migrations_applied()
        return Health(True, migrations, _youngest_heartbeat() if migrations else None)
    except (DatabaseError, OSError):
        return Health(False, False, None)


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
