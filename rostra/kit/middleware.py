"""What surrounds every request: an id for the log, and the two ways of saying no."""

import ipaddress
import time
from collections.abc import Callable
from functools import lru_cache

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rostra.kit.errors import Refused
from rostra.kit.ids import new_id
from rostra.kit.secret_addresses import loggable_path, under_way

log = structlog.get_logger("rostra.request")

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})

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
            with under_way(request):
                response = self.get_response(request)
                millis = round((time.perf_counter() - started) * 1000, 1)
                self._log(request, status=response.status_code, ms=millis)
            response["X-Request-Id"] = request_id
            return response
        finally:
            structlog.contextvars.clear_contextvars()

    def _log(self, request: HttpRequest, **came_of_it: object) -> None:
        method = request.method if request.method in METHODS else "other"  # anybody may send any word as one
        known = self.told_address(request.META.get("REMOTE_ADDR", ""))
        log.info("request", method=method, path=loggable_path(request), **came_of_it, **known)


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
