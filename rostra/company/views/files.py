"""Files that were uploaded, to those who may read what they hang on."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from rostra.company.files import can_read, place_of
from rostra.company.models import File
from rostra.company.pictures import WIDTHS
from rostra.company.queries import file_or_none
from rostra.kit.doors import door


@door("anyone")
def file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """The largest kept size. The door is open; the file's keeper answers, and its no is a 404."""
    return _answer(request, _readable(request, file_id), None)


@door("anyone")
def sized(request: HttpRequest, file_id: UUID, width: int) -> HttpResponseBase:
    kept = _readable(request, file_id)
    if width not in WIDTHS and width != kept.width:
        raise Http404
    return _answer(request, kept, width)


def _readable(request: HttpRequest, file_id: UUID) -> File:
    kept = file_or_none(file_id)
    if kept is None or not can_read(request, kept):
        raise Http404
    return kept


def _answer(request: HttpRequest, kept: File, width: int | None) -> HttpResponseBase:
    place = place_of(kept, width)
    etag = quote_etag(f"{kept.sha256[:32]}.{place.name.split('.')[1]}")
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = FileResponse(place.open("rb"), content_type=kept.media_type)
        except FileNotFoundError as error:
            raise Http404 from error
        response["Content-Disposition"] = content_disposition_header(False, kept.name) or "inline"
    response["ETag"] = etag
    # What a file holds never changes; whether one may read it may, hence never in a shared cache.
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
