"""Which failures of a job are tried again, and when."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import psycopg
import structlog
from django.db import InterfaceError, OperationalError
from procrastinate import RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy
from procrastinate.tasks import Task
from procrastinate.utils import causes

from rostra.kit.http import Unreachable

FIRST_PAUSE, LONGEST_PAUSE = 5, 3600  # seconds; each pause is three times the one before
MOST_TRIES = 25  # about nineteen hours

PASSING = (
    *(OperationalError, InterfaceError),  # the database is away, is full, or ended a deadlock
    *(psycopg.OperationalError, psycopg.InterfaceError),  # the same, before Django has named it
    OSError,  # the network, a mail server, a full disk
    MemoryError,
    Unreachable,
)

log = structlog.get_logger("rostra.jobs")

P = ParamSpec("P")
R = TypeVar("R")


def passes_by_itself(error: BaseException) -> bool:
    """Whether a later try may succeed with nobody having done anything. A fault of ours does not pass by itself."""
    return any(isinstance(each, PASSING) for each in causes(error))


class GrowingPauses(BaseRetryStrategy):
    """Tries again after 5 s, 15 s, 45 s … an hour, for most of a day; then the job stands as failed in the console."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts + 1 >= MOST_TRIES or not passes_by_itself(exception):
            return None  # procrastinate logs it with its traceback
        pause = pause_after(job.attempts)
        reason = f"{type(exception).__name__}: {' '.join(str(exception).split())}"
        log.warning("job failed, tried again", job=job.id, task=job.task_name, seconds=pause, reason=reason[:500])
        return RetryDecision(retry_in={"seconds": pause})


def pause_after(attempts: int) -> int:
    """Seconds to wait after a failure that `attempts` others came before."""
    return min(FIRST_PAUSE * int(3 ** min(attempts, 10)), LONGEST_PAUSE)


def job(name: str, *, queue: str, **options: Any) -> Callable[[Callable[P, R]], Task[P, R, P]]:
    """Register a job: `@job("company.deliver_mail", queue="mail")`. `options` are those of procrastinate's `task`."""
    return app.task(name=name, queue=queue, retry=GrowingPauses(), **options)


__all__ = ["GrowingPauses", "job", "passes_by_itself", "pause_after"]
