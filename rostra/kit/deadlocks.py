"""A view whose transaction lost a deadlock is run again: the database undid all of it, so nothing has happened yet.

Verbs lock in one order (docs/decisions/0018-one-order-of-locks.md), so this is the exception. Where it happens all the
same, PostgreSQL ends one of the two; who pressed the button is not told of it.
"""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from django.db import OperationalError, connection
from django.http import HttpRequest
from psycopg.errors import DeadlockDetected, SerializationFailure

P = ParamSpec("P")
R = TypeVar("R")

log = structlog.get_logger("rostra.request")

TRIES = 4
PAUSE = 0.05  # seconds, times the number of the try: two that met should not meet again


def again_after_deadlock(view: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], R]:
    """`view(request, …)`, up to four times. Any other error, and the fourth deadlock, are raised.

    What the view has committed before by another verb is done twice: verbs bear that (twice is once, or a form's key).
    Inside a caller's transaction nothing is repeated, since that is undone as well.
    """

    @wraps(view)
    def repeated(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> R:
        for tried in range(1, TRIES):
            try:
                return view(request, *args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not is_deadlock(error):
                    raise
                log.warning("deadlock", path=request.path, tried=tried)
            _rewind(request)
            time.sleep(random.uniform(0, PAUSE * tried))  # noqa: S311 - a pause, no secret
        return view(request, *args, **kwargs)

    return repeated


def is_deadlock(error: BaseException) -> bool:
    """The database undid this transaction because of another one: a deadlock, or a serialization failure."""
    return isinstance(error.__cause__, DeadlockDetected | SerializationFailure)


def _rewind(request: HttpRequest) -> None:
    """Files that were sent are read from their beginning; forms and JSON are kept by Django as a whole."""
    for field in request.FILES:
        for file in request.FILES.getlist(field):
            file.seek(0)
