"""The front page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import pgettext

from rostra.communities.views.river import river_context
from rostra.home.deck import deck_of
from rostra.home.frame import frame
from rostra.kit.doors import door
from rostra.kit.places import panels
from rostra.people.asking import PersonRequest

YEAR = 31536000


@door("people")
def home(request: PersonRequest) -> HttpResponse:
    """The river, with what stands beside it. Older pages come through the river's own door."""
    around = frame(request)
    context = river_context(request) | {
        "today": timezone.localdate(),
        "day_format": pgettext("date format of the front page: Thursday, 14 May", "l, j F"),
        "deck": deck_of(around["places"](), around["inbox_count"]()),
        "panels": tuple(panel.url_name for panel in panels if panel.place == "home.side"),
    }
    return render(request, "home/index.html", context)


@door("anyone")
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a language for this browser, at the foot of any page."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    back = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")  # `redirect` would look for a page of that name
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response
