"""Whether a form was sent from a page of ours: Django's check, also for browsers that are set to send no Referer."""

from django.http import HttpRequest, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware


class CsrfMiddleware(CsrfViewMiddleware):
    """With referrers switched off, Chromium sends `Origin: null` from our own pages too, and Firefox may send neither header.

    Both still say `Sec-Fetch-Site: same-origin`, which only the browser itself can write: a sandboxed frame, a page of
    another site and a form that was redirected by one are `cross-site`. The token is asked for in every case.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META["HTTP_ORIGIN"] == "null":
            return _is_same_origin(request)
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # not in Django's stubs

    def _check_referer(self, request: HttpRequest) -> None:
        if "HTTP_REFERER" in request.META or not _is_same_origin(request):
            super()._check_referer(request)  # type: ignore[misc]


def is_forged(request: HttpRequest) -> bool:
    """The middleware's question, for a view that is exempt from it and asks by itself."""
    middleware = CsrfMiddleware(_no_view)
    request.csrf_processing_done = False  # type: ignore[attr-defined]  # it may have passed there as exempt
    middleware.process_request(request)
    return middleware.process_view(request, _no_view, (), {}) is not None


def _no_view(request: HttpRequest) -> HttpResponseForbidden:
    return HttpResponseForbidden()


def _is_same_origin(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
