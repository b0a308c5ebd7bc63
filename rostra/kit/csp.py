"""The Content-Security-Policy, built once: without nonces it is one constant header, and every answer carries it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"


def policy(*, report: bool) -> str:
    """Own origin only, no inline script or style, no frames. `report`: the browser tells `/csp-reports/` what it stopped."""
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    if report:
        directives["report-uri"] = "/csp-reports/"
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


class PolicyMiddleware:
    """The house's policy, unless the view has said a stricter one of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy: str = settings.CONTENT_SECURITY_POLICY

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.DEBUG and response.status_code in (404, 500):
            return response  # Django's own pages for developers have inline styles
        response.headers.setdefault(HEADER, self.policy)
        return response
