"""When there is no room left: which errors say so, and what is then left unwritten so that reading goes on."""

import errno
from collections.abc import Callable

import structlog
from django.db import DatabaseError
from psycopg.errors import DiskFull, ReadOnlySqlTransaction

log = structlog.get_logger("rostra.room")


def cannot_be_written(error: BaseException | None) -> bool:
    """Whether a disk, ours or the database's, is full or read-only. Django wraps what psycopg says."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    return isinstance(error, DatabaseError) and isinstance(error.__cause__, DiskFull | ReadOnlySqlTransaction)


def by_the_way(write: Callable[[], object]) -> bool:
    """Do what a mere look writes down (when somebody was here, that a link was followed). False: there was no room for it."""
    try:
        write()
    except DatabaseError as error:
        if not cannot_be_written(error):
            raise
        log.warning("not written down: there is no room", error=" ".join(str(error).split()))
        return False
    return True
