"""How jobs get into the queue and back into it."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from django.db import transaction
from procrastinate import App
from procrastinate.connector import BaseAsyncConnector, BaseConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import QUEUEING_LOCK_CONSTRAINT, JobManager
from procrastinate.psycopg_connector import PsycopgConnector

from rostra.kit.job_queue.retries import passes_by_itself

# Seconds; then the worker's heartbeat has been missed as well, and others take over what it did.
PATIENCE = (0.2, 0.5, 1, 2, 4, 8, 16, 30)

log = structlog.get_logger("rostra.jobs")


class OutsideTransaction(RuntimeError):
    """A job was deferred outside a transaction: it could run before the row it is about is there, or be lost."""


class PageConnector(DjangoConnector):
    """Django's own connection. A worker that is started from here gets `WorkerConnector`."""

    def get_worker_connector(self) -> BaseAsyncConnector:
        return WorkerConnector(kwargs=connector_params(self.alias))


class WorkerConnector(PsycopgConnector):
    """A worker fetches and finishes jobs over a pool of its own, but what its jobs defer goes through Django's connection.

    procrastinate would defer over the pool, which commits at once: the new job could then run before its row is
    committed, or outlive a transaction that was rolled back.
    """

    def get_sync_connector(self) -> BaseConnector:
        return PageConnector()


class TransactionalJobManager(JobManager):
    """Refuses what is deferred outside a transaction, and never loses a job that cannot go back into the queue."""

    def batch_defer_jobs(self, jobs: list[Job], connection: Any | None = None) -> list[Job]:
        if not _in_transaction():
            raise OutsideTransaction(f"defer {jobs[0].task_name} in the transaction of the row it is about")
        return super().batch_defer_jobs(jobs, connection)

    async def finish_job_by_id_async(self, job_id: int, status: Status, delete_job: bool) -> None:
        whole = super().finish_job_by_id_async
        await _until_written(lambda: whole(job_id, status, delete_job))

    async def retry_job_by_id_async(
        self,
        job_id: int,
        retry_at: datetime.datetime,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        whole = super().retry_job_by_id_async
        await _until_written(lambda: whole(job_id, retry_at, priority, queue, lock))

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime.datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """As procrastinate does; where another job with the same queueing lock waits already, this one is dropped for it."""
        try:
            await super().retry_job(job, retry_at, priority, queue, lock)
        except UniqueViolation as error:
            if error.constraint_name != QUEUEING_LOCK_CONSTRAINT:
                raise
            log.info("another one waits already", job=job.id, task=job.task_name)
            await self.finish_job(job, Status.FAILED, delete_job=True)


async def _until_written(write: Callable[[], Awaitable[None]]) -> None:
    """What became of a job, written down however long a database takes to restart.

    A worker that gave up here would go on living, and the job would stand as being done for ever.
    """
    for pause in PATIENCE:
        try:
            return await write()
        except ConnectorException as error:
            if not passes_by_itself(error):
                raise
            log.warning("the database is away", error=str(error.__cause__), again_in=pause)
        await asyncio.sleep(pause)
    return await write()


def _in_transaction() -> bool:
    """Whether an `atomic` of ours is open; the one that a test case wraps around everything does not count."""
    blocks = transaction.get_connection().atomic_blocks
    return bool(blocks) and not blocks[-1]._from_testcase


def prepare(app: App) -> None:
    """Called by procrastinate once its app is there (PROCRASTINATE_ON_APP_READY)."""
    app.connector = PageConnector()
    app.job_manager = TransactionalJobManager(app.connector)
