"""Structured logs: one JSON object a line on standard output; readable lines where a person looks on."""

import logging
import re
import sys

import structlog
from django.db.utils import InterfaceError, OperationalError

from rostra.kit.secret_addresses import redact

_HOST = re.compile(r"[A-Za-z0-9.:_-]{1,100}")


def without_paths(record: logging.LogRecord) -> bool:
    """A filter that lets every record through, without the paths among its words."""
    if isinstance(record.args, tuple):
        record.args = tuple("…" if isinstance(arg, str) and arg.startswith("/") else arg for arg in record.args)
    return True


def in_a_line_when_away(record: logging.LogRecord) -> bool:
    """A filter that lets every record through; that the database is away or full is one line, not a traceback a request."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, OperationalError | InterfaceError):
        record.msg, record.args = f"{record.getMessage()}: {type(error).__name__}: {str(error).strip()}", ()
        record.exc_info = None
    return True


def in_one_line(record: logging.LogRecord) -> bool:
    """A filter for hosts that are none of ours: what anybody can bring about is no error, and has no traceback.

    The name stays, so that whoever put a proxy in front sees what it calls us.
    """
    host = str(getattr(getattr(record, "request", None), "META", {}).get("HTTP_HOST", ""))
    record.msg = "Asked for as %s, which is none of our hosts: ROSTRA_URL and ROSTRA_HOSTS name them."
    record.args = (host.lower() if _HOST.fullmatch(host) else "something that is no host",)
    record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
    return True


def logging_config(*, quiet: bool) -> None:
    """Send the standard library's log records and structlog's through one formatter. `quiet` keeps warnings only."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    writer = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redact,
                writer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING if quiet else logging.INFO)
    # Django's own lines name the whole path, also where it holds what opens something; the request's line is careful.
    for plain in ("django.request", "django.security.csrf"):
        logging.getLogger(plain).addFilter(without_paths)
        logging.getLogger(plain).addFilter(in_a_line_when_away)
    # A line an attempt, however many; `rostra.kit.postgres.pool` says when the database goes and when it is back.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    logging.getLogger("django.security.DisallowedHost").addFilter(in_one_line)
    # httpx would write whole addresses, query strings included
    for noisy in ("httpx", "httpcore", "procrastinate", "faker"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
