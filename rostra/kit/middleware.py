"""What surrounds every request: an id for the log, and the two ways of saying no."""

import ipaddress
import re
import time
from collections.abc import Callable
from functools import lru_cache

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rostra.kit.errors import Refused
from rostra.kit.ids import new_id

log = structlog.get_logger("rostra.request")

_LONG = re.compile(r"[^/]{20,}")

Next = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives each request an id, answers with it, and logs one line without bodies or query strings.

    Whose address stands on it, and how much of it: `ROSTRA_LOG_ADDRESS`. It is what `ProxyMiddleware` left as the visitor's.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.told_address = ADDRESSES[settings.LOG_ADDRESS]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = new_id().hex
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            millis = round((time.perf_counter() - started) * 1000, 1)
            known = self.told_address(request.META.get("REMOTE_ADDR", ""))
            log.info(
                "request", method=request.method, path=_path(request), status=response.status_code, ms=millis, **known
            )
            response["X-Request-Id"] = request_id
            return response
        finally:
            structlog.contextvars.clear_contextvars()


@lru_cache(maxsize=4096)
def _shortened(address: str) -> dict[str, str]:
    """The network: 192.0.2.0/24, 2001:db8:1::/48. What is no address stays out."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return {}
    return {"address": str(ipaddress.ip_network((ip.packed, 24 if ip.version == 4 else 48), strict=False))}


ADDRESSES: dict[str, Callable[[str], dict[str, str]]] = {
    "whole": lambda address: {"address": address},
    "short": _shortened,
    "none": lambda address: {},
}


def _path(request: HttpRequest) -> str:
    """The path, without what opens something: what its pattern calls `secret`, `key` or `token`; where none fits, what is long."""
    path, match = request.path, request.resolver_match
    if match is None:
        return _LONG.sub("…", path)
    for name in ("secret", "key", "token"):
        if match.kwargs.get(name):
            path = path.replace(str(match.kwargs[name]), "…")
    return path


class RefusalMiddleware:
    """Turns `Refused` into a 422 that tells the person what happened."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return render(request, "422.html", {"message": exception.message}, status=422)
