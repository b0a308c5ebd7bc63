"""A real procrastinate worker on the tests' database, in this process."""

import asyncio
from contextlib import suppress
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

_LEFT = """
    SELECT count(*) AS jobs FROM procrastinate_jobs
    WHERE status = 'doing' OR status = 'todo' AND coalesce(scheduled_at <= now(), true)
"""


def run_worker(*, seconds: float = 60) -> None:
    """Work until nothing that is due is left, four jobs at a time, as `rostra worker` does."""
    with app.replace_connector(app.connector.get_worker_connector()):
        asyncio.run(asyncio.wait_for(_work(), seconds))


async def _work() -> None:
    async with app.open_async():
        options = {"concurrency": 4, "delete_jobs": "successful", "fetch_job_polling_interval": 0.05}
        working = asyncio.create_task(
            app.run_worker_async(listen_notify=False, install_signal_handlers=False, **options)
        )
        while (await app.connector.execute_query_one_async(_LEFT))["jobs"] and not working.done():
            await asyncio.sleep(0.05)
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


def make_due(**which: Any) -> int:
    """What waits for a later moment is due now."""
    with connection.cursor() as cursor:
        ids = list(ProcrastinateJob.objects.filter(status="todo", **which).values_list("id", flat=True))
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE id = ANY(%s)", [ids])
        return int(cursor.rowcount)


def left_over(*statuses: str) -> list[str]:
    """The names of the jobs in these states; failed ones when none is named."""
    there = ProcrastinateJob.objects.filter(status__in=statuses or ("failed", "doing"))
    return sorted(there.values_list("task_name", flat=True))


def forget_all_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
