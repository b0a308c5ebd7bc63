"""The API at /api/: one description, a router a room, a token or the session of a page."""

from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled
from ninja.parser import Parser

from rostra import __version__
from rostra.accounts.api_auth import BearerOrSession
from rostra.advocacy.api import router as advocacy
from rostra.communities.api_gather import router as communities
from rostra.communities.api_talk import router as talk
from rostra.guidelines.api import router as guidelines
from rostra.kit.deadlocks import again_after_deadlock
from rostra.kit.errors import Forbidden, Refused
from rostra.kit.pace import AtPace, words_for
from rostra.kit.sorry import as_json
from rostra.people.api import router as people


class StrictParser(Parser):
    """Python's own takes half of a surrogate, which no table and no answer can hold."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        said: dict[str, Any] = orjson.loads(request.body)
        return said


api = NinjaAPI(
    title="Rostra",
    version=__version__,
    urls_namespace="api",
    docs_url=None,
    parser=StrictParser(),
    openapi_url="/openapi.json",
    auth=BearerOrSession(),
    throttle=AtPace("changes"),  # what writes more often than usual says so itself
)
api.add_decorator(again_after_deadlock)
api.add_router("", guidelines)
api.add_router("", communities)
api.add_router("", people)
api.add_router("", talk)
api.add_router("", advocacy)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """422 as ninja's own: {"detail": what happened, "fields": {field: why}}."""
    return api.create_response(request, {"detail": error.message, "fields": error.fields}, status=422)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = as_json(request, 401)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Http404)
def not_here(request: HttpRequest, error: Http404) -> HttpResponse:
    return as_json(request, 404)


@api.exception_handler(Forbidden)
def forbidden(request: HttpRequest, error: Forbidden) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=403)


@api.exception_handler(Throttled)
def too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    """429; ninja adds Retry-After."""
    return api.create_response(request, {"detail": words_for(error.wait or 60)}, status=429)
