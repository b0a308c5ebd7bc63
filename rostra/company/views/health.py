"""For the machine that watches: alive, and ready for people."""

from django.http import HttpRequest, HttpResponse

from rostra.company.health import look
from rostra.kit.doors import door


@door("anyone")
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. It asks nobody else, so that a database's fault does not end healthy processes."""
    return _plain("alive", 200)


@door("anyone")
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, migrations and a worker are there. What is missing is told to `rostra doctor`, not to passers-by."""
    ready = look().ready
    return _plain("ready" if ready else "not ready", 200 if ready else 503)


def _plain(text: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response
