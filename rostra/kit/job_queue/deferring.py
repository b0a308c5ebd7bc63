"""The one way into the queue."""

import json
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

_DROP_TWIN = """
    DELETE FROM procrastinate_jobs AS twin USING procrastinate_jobs AS job
    WHERE job.id = %s AND twin.id <> job.id AND twin.queueing_lock = job.queueing_lock AND twin.status = 'todo'
"""
_FORGET = "DELETE FROM procrastinate_jobs WHERE task_name = %s AND args @> %s::jsonb AND status IN ('todo', 'failed')"
_DROP_WAITING = "DELETE FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'"


def defer(
    name: str, *, wait: timedelta | None = None, lock: str | None = None, once: str = "", **arguments: str | bool
) -> int | None:
    """Have the job `name` run once the caller's transaction is committed, `wait` later. Returns its number.

    Jobs of one `lock` run one after the other. With `once`, nothing is added, and None returned, while a job of the same
    `once` waits. Raises `OutsideTransaction`, and `TaskNotFound` for an unknown name.
    """
    options: dict[str, Any] = {"lock": lock} if lock else {}
    if wait:
        options["schedule_in"] = {"seconds": int(wait.total_seconds())}
    if not once:
        return app.configure_task(name, allow_unknown=False, **options).defer(**arguments)
    try:
        with transaction.atomic():
            return app.configure_task(name, allow_unknown=False, queueing_lock=once, **options).defer(**arguments)
    except AlreadyEnqueued:
        return None


def drop_waiting(name: str) -> int:
    """Forget the jobs `name` that wait, because the caller is about to do all that they were deferred for. Returns how many.

    What is committed after this defers a job that comes after it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DROP_WAITING, [name])
        return int(cursor.rowcount)


def forget_jobs(name: str, **arguments: str) -> None:
    """The jobs `name` with these arguments that wait or failed: the caller does what they were for, or defers it anew."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [name, json.dumps(arguments)])


def put_back(job_id: int) -> None:
    """Have a job that failed, or whose worker died, run at once. One of the same queueing lock that waits gives way to it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_DROP_TWIN, [job_id])
        app.job_manager.retry_job_by_id(job_id=job_id, retry_at=timezone.now())
