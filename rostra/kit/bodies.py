"""What is sent to us is looked at before it is read: nobody fills the disk or the memory by sending, or breaks a page by a sign."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from rostra.kit.doors import Door
from rostra.kit.sorry import sorry_alone

Next = Callable[[HttpRequest], HttpResponse]


class BodyMiddleware:
    """Before the CSRF check, which reads a form. What is longer than its door takes, or does not say how long it is, is a 413."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return sorry_alone(request, 400)  # no text of ours holds it, and no database takes it
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            return too_large(request)
        return too_large(request) if _length(request) > _most(request, getattr(view, "door", None)) else None


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0  # Django reads nothing of any other


def _most(request: HttpRequest, declared: Door | None) -> int:
    """Only files may be long; words are read into memory, and Django holds them to less."""
    if request.content_type != "multipart/form-data":
        return min(settings.MOST_BODY, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    if declared is not None and declared.most is not None and declared.admits(request):
        return declared.most
    return int(settings.MOST_BODY)


def too_large(request: HttpRequest) -> HttpResponse:
    """In our words, as a page or as the API says it."""
    return sorry_alone(request, 413)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Without context processors: the address itself may be what is wrong."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return sorry_alone(request, 400)
