"""The customer's one colour."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from rostra.company.current import company_if_known
from rostra.kit.doors import door


@door("anyone", early=True)
def brand_css(request: HttpRequest) -> HttpResponse:
    """Sets `--brand` and nothing else. With the right `v` it can be kept for ever. Without a database: the last colour known."""
    company = company_if_known()
    version = company.brand_version if company else "none"
    response = HttpResponse(
        f":root{{--brand:{company.brand}}}\n" if company else "", content_type="text/css; charset=utf-8"
    )
    response["ETag"] = quote_etag(version)
    fresh = request.GET.get("v") == version
    response["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "public, max-age=60"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
