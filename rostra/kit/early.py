"""Doors that need no database are answered before anybody asks one: who it is, which company, in which language.

The machine that watches asks by an address of its own and by no name, so no host name is looked at either.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import get_resolver

from rostra.kit.checks import walk
from rostra.kit.sorry import SENTENCES

Next = Callable[[HttpRequest], HttpResponse]


class EarlyMiddleware:
    """Before sessions. A door is early when its view says `@door(..., early=True)` and its path is fixed."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = early_views(settings.ROOT_URLCONF).get(request.path_info)
        if view is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):  # said here: a page has a frame, and a body is not to be read
            return HttpResponseNotAllowed(["GET"], SENTENCES[405], content_type="text/plain; charset=utf-8")
        answer: HttpResponse = view(request)
        return answer


@cache
def early_views(urlconf: str) -> dict[str, Callable[[HttpRequest], Any]]:
    """Each early view by its whole path."""
    patterns = (pattern for _name, pattern in walk(get_resolver(urlconf).url_patterns))
    return {
        f"/{pattern.pattern}": pattern.callback
        for pattern in patterns
        if getattr(getattr(pattern.callback, "door", None), "early", False)
    }
