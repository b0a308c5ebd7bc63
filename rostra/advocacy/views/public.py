"""The public address: short links, what previewers read of them, their pictures. Nobody is signed in here."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import override

from rostra.advocacy import links, visitors
from rostra.advocacy.actions import clicks
from rostra.advocacy.models import TrackedLink
from rostra.advocacy.postcards import jpeg_of
from rostra.advocacy.queries import public_link
from rostra.company.current import company_if_known, company_or_none
from rostra.kit.assets import STATIC
from rostra.kit.doors import door
from rostra.kit.room import by_the_way

SIGNS = 200  # of the description that previewers show


@door("anyone")
def follow(request: HttpRequest, token: str) -> HttpResponseBase:
    """A person is led to the stored target and counted; a previewer reads the page of the story and is counted apart."""
    link = public_link(token)
    if link is None:
        raise Http404
    kind = visitors.kind_of(request)
    if kind != visitors.HEAD:
        agent = request.headers.get("User-Agent", "")
        address = request.META.get("REMOTE_ADDR", "")
        by_the_way(lambda: clicks.count(link=link, kind=kind, address=address, agent=agent))  # it leads on all the same
    # The only way on is the address kept with the link: nothing in the request can change it.
    reads = visitors.wants_preview(kind)
    response = HttpResponse(_page_of(link)) if reads else HttpResponseRedirect(link.target)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _page_of(link: TrackedLink) -> str:
    entry = links.shown_entry(link)
    company = company_or_none()
    language = entry.language if entry is not None else "en"
    with override(language):
        context = {
            "link": link,
            "url": links.short_url(link.token),
            "entry": entry,
            "words": " ".join(entry.body.split())[:SIGNS] if entry is not None else "",
            "picture": entry.story.picture if entry is not None else None,
            "site": company.name if company else "",
            "language": language,
        }
        return render_to_string("advocacy/public/preview.html", context)


@door("anyone")
def picture(request: HttpRequest, token: str) -> HttpResponseBase:
    """The story's picture as JPEG, which every previewer reads, at most 1200 px wide."""
    link = public_link(token)
    entry = links.shown_entry(link) if link is not None else None
    if entry is None or entry.story.picture is None:
        raise Http404
    try:
        place = jpeg_of(entry.story.picture)
    except OSError as error:
        raise Http404 from error
    response = FileResponse(place.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@door("anyone", early=True)
def client_metadata(request: HttpRequest) -> JsonResponse:
    """Who this house is to networks that read it from an address (OAuth Client ID Metadata Document)."""
    company = company_if_known()
    return JsonResponse(
        {
            "client_id": f"{settings.ROSTRA_PUBLIC_URL}/oauth-client-metadata.json",
            "client_name": f"Rostra, {company.name}" if company else "Rostra",
            "client_uri": settings.ROSTRA_PUBLIC_URL,
            "redirect_uris": [f"{settings.ROSTRA_URL}/me/accounts/return/"],
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "token_endpoint_auth_method": "none",
            "application_type": "web",
        }
    )


@door("anyone", early=True)
def stylesheet(request: HttpRequest) -> HttpResponse:
    """The tokens of the house, the company's colour, and the few rules these pages need."""
    company = company_if_known()
    brand = f":root{{--brand:{company.brand}}}\n" if company else ""
    response = HttpResponse(f"{_sheets()}\n{brand}", content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@lru_cache(maxsize=1)
def _sheets() -> str:
    own = Path(__file__).resolve().parents[1] / "static" / "advocacy" / "public" / "address.css"
    tokens = STATIC / "kit" / "css" / "tokens.css"
    return "\n".join(file.read_text(encoding="utf-8") for file in (tokens, own))


@door("anyone", early=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Previewers may read; nothing here is for an index."""
    return HttpResponse("User-agent: *\nAllow: /s/\nDisallow: /\n", content_type="text/plain; charset=utf-8")
