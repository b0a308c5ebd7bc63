"""The stylesheet, the gallery, pages that say no."""

import sys

import orjson
import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from rostra.kit.assets import stylesheet
from rostra.kit.doors import door
from rostra.kit.errors import not_yours
from rostra.kit.gallery import PAGES, sample
from rostra.kit.room import cannot_be_written
from rostra.kit.secret_addresses import loggable_url
from rostra.kit.sorry import as_json, sorry, sorry_alone, to_program

log = structlog.get_logger("rostra.policy")

REPORT_BYTES = 8192
YEAR = "public, max-age=31536000, immutable"


@door("anyone", early=True)
def css(request: HttpRequest) -> HttpResponse:
    """Every stylesheet of the house in one; kept for a year when asked for by its version."""
    sheet = stylesheet()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(sheet.packed if packed else sheet.text, content_type="text/css; charset=utf-8")
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = YEAR if request.GET.get("v") == sheet.version else "no-cache"
    return response


@door("anyone")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part in every state, in both lights. Not in a company's own house."""
    if not settings.ROSTRA_GALLERY:
        raise Http404
    return render(request, "kit/gallery/index.html", sample())


@door("anyone")
def gallery_page(request: HttpRequest, name: str) -> HttpResponse:
    """A whole page made of the parts, with sample words."""
    if not settings.ROSTRA_GALLERY or name not in PAGES:
        raise Http404
    return render(request, f"kit/gallery/pages/{name}.html", sample(name))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The plain no is said by the page's own words, which say more."""
    message = "" if str(exception) == str(not_yours()) else str(exception)
    if to_program(request):
        return as_json(request, 403, str(exception) or str(not_yours()))
    return render(request, "403.html", {"message": message}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return sorry(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A database that does not answer is no mistake of ours to be looked for: 503, and a machine knows when to come back.

    A full or read-only disk, ours or the database's, is 507: whoever reads goes on, whoever writes is told that nothing is lost.
    """
    error = sys.exc_info()[1]
    if cannot_be_written(error):
        return sorry_alone(request, 507)
    if isinstance(error, OperationalError | InterfaceError):
        response = sorry_alone(request, 503)
        response["Retry-After"] = "60"
        return response
    return sorry_alone(request, 500, number=structlog.contextvars.get_contextvars().get("request_id", ""))


@csrf_exempt  # the browser posts it by itself, without a session's token; it only reaches the log
@door("anyone", methods="POST", pace=None)
def csp_reports(request: HttpRequest) -> HttpResponse:
    """A browser found something our policy forbids. The log says where and what; nothing is kept."""
    try:
        # json would follow nested brackets until the stack ends
        said = orjson.loads(request.body[:REPORT_BYTES])["csp-report"]

        where, what = str(said.get("document-uri", "")), str(said.get("violated-directive", ""))
    except (ValueError, KeyError, AttributeError, TypeError, RawPostDataException):
        return HttpResponse(status=400)
    log.warning("policy violated", page=loggable_url(where)[:200], directive=what[:100])
    return HttpResponse(status=204)
