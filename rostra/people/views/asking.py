"""Reading what a page is asked for: ids and words from the address, made up or not."""

from uuid import UUID

from django.http import Http404, HttpRequest


def id_or_none(request: HttpRequest, name: str) -> UUID | None:
    """An id from the address; nothing for nothing, a 404 for what is no id."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def words_of(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\0", " ").split())[:100]
