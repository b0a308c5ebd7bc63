"""Pages that say no: to a person in the house's look, to a program the same sentence as JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    400: _("Something in the address or the form was not as we expect it. Nothing has changed."),
    401: _("Nobody is known by this. Send a token of yours: Authorization: Bearer rostra_…"),
    404: _("There is nothing here for you: the address is mistyped, or it is gone, or it is meant for others."),
    405: _("Nothing here answers to this method. The header Allow names those that do."),
    413: _("This is too large to take. Nothing is lost: choose a smaller file or a shorter text."),
    500: _("Something broke on our side. It was not you; it is written down."),
    507: _(
        "There is no room left to save this. Nothing saved before is lost: tell an administrator, and try again later."
    ),
    503: _("The house cannot get at its data just now. Try again in a minute."),
}


def to_program(request: HttpRequest) -> bool:
    return _is_api(request) or "application/json" in (
        request.content_type,
        *request.headers.get("Accept", "").split(","),
    )


def as_json(request: HttpRequest, status: int, words: str = "") -> HttpResponse:
    """What happened, as every no of the API: {"detail": …}; to a script of our pages {"message": …}, as forms answer it."""
    key = "detail" if _is_api(request) else "message"
    return JsonResponse({key: words or str(SENTENCES[status])}, status=status)


def sorry(request: HttpRequest, status: int, **known: object) -> HttpResponse:
    """With what stands around a page, so that she goes on from here."""
    return as_json(request, status) if to_program(request) else render(request, f"{status}.html", known, status=status)


def sorry_alone(request: HttpRequest, status: int, **known: object) -> HttpResponse:
    """Without context processors: what is wrong may be theirs, or the address itself. `message` in place of our sentence."""
    if to_program(request):
        return as_json(request, status, str(known.get("message", "")))
    return HttpResponse(render_to_string(f"{status}.html", known), status=status)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
