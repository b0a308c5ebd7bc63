"""What the views of talk share: answering a form with and without script."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def by_htmx(request: HttpRequest) -> bool:
    """A part is asked for, not a page brought back by the browser's Back."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in headers


def came_from(request: HttpRequest, otherwise: str) -> str:
    """The page the form stood on, if it is one of ours."""
    url = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if not url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}):
        return otherwise
    parts = urlsplit(url)
    path = "/" + parts.path.lstrip("/")  # two slashes would begin another server's address
    return path + (f"?{parts.query}" if parts.query else "")


def go(request: HttpRequest, url: str) -> HttpResponse:
    """To another page: a redirect, which htmx is told of by a header."""
    if not by_htmx(request):
        return redirect(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response
