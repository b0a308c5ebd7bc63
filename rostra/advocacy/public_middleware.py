"""The public address is read and nothing else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rostra.advocacy.public_errors import refusal

READS = ("GET", "HEAD")


class ReadOnlyMiddleware:
    """Answers whatever would write or send something, before anything of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READS:
            response = refusal(405)
            response["Allow"] = ", ".join(READS)
            return response
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if sent != "0" or request.headers.get("Transfer-Encoding"):
            return refusal(413)
        return self.get_response(request)
