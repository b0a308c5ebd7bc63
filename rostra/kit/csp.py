"""The Content-Security-Policy, built in one place (django-csp sends it; Django 6.2 renames the settings)."""

from typing import Any


def policy(*, report: bool) -> dict[str, Any]:
    """Settings for django-csp: own origin only, no inline script or style, no frames."""
    directives: dict[str, Any] = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    if report:
        directives["report-uri"] = "/csp-reports/"
    return {"DIRECTIVES": directives}
