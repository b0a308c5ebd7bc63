"""For the machine that watches: alive, and ready for people. Both are asked before sessions, company and host name."""

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from rostra.company.health import look_within
from rostra.kit.doors import door

PATIENCE = 1.5  # seconds; probes give up after two or more

log = structlog.get_logger("rostra.health")
_told: list[str] = []


@door("anyone", early=True)
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. It asks nobody else, so that a database's fault does not end healthy processes."""
    return _plain("alive", 200)


@door("anyone", early=True)
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether all is there that this process needs (`settings.READY_NEEDS`), else one word for each that is not."""
    global _told
    missing = look_within(PATIENCE).missing(settings.READY_NEEDS)
    if missing != _told:  # once each time it changes: probes come every few seconds
        (log.warning if missing else log.info)("not ready" if missing else "ready", missing=missing)
        _told = missing
    return _plain(f"not ready: {', '.join(missing)}", 503) if missing else _plain("ready", 200)


def _plain(text: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response
