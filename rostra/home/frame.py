"""What stands around every page: who is looking, where she may go, what waits for her.

Every value is made when a template first asks for it, so that a part of a page swapped in alone costs none of them.
"""

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rostra.communities.actions.river import here_before
from rostra.communities.feed.cards import photo_url
from rostra.communities.places import my_places
from rostra.company.current import company_or_none
from rostra.kit.paths import path_to
from rostra.kit.places import LanguageLink, Link, NavItem, admitted, navigation
from rostra.notices.queries import unread_count

Context = dict[str, Any]


def frame(request: HttpRequest) -> Context:
    """Made once a request, for a view that wants a part of it as well."""
    if not hasattr(request, "frame"):
        request.frame = _frame(request)  # type: ignore[attr-defined]
    kept: Context = request.frame  # type: ignore[attr-defined]
    return kept


def _frame(request: HttpRequest) -> Context:
    """Context of `base.html`; see rostra/kit/README.md for each name. Without a person: company and footer only."""
    company = company_or_none()
    context: Context = {
        "company": company,
        "footer_links": _footer(get_language() or ""),
        "frame_languages": _languages(tuple(company.languages) if company else ()),
        "frame_next": cache(lambda: urlencode({"next": request.get_full_path()})),
    }
    person = getattr(request, "person", None)
    if person is None:
        return context
    unread = cache(lambda: unread_count(person))
    items = cache(lambda: _navigation(request, unread))
    places = cache(lambda: my_places(person, since=here_before(person, request.session), current_path=request.path))
    return context | {
        "person": person,
        "grants": getattr(request, "grants", frozenset()),
        "me": cache(lambda: _me(person)),
        "nav": cache(lambda: [item for item in items() if item["rail"]]),
        "tabs": cache(lambda: _tabs(items())),
        "inbox_count": unread,
        "inbox_url": path_to("inbox"),
        "places": places,
        "my_places": cache(lambda: [vars(place) for place in places()]),
        "places_label": _("Your communities"),
        "places_link": {"url": path_to("communities"), "label": _("Find or start one")},
        "search_url": path_to("search"),
        "search_hint": _("Search people, words, communities"),
    }


def _me(person: Any) -> Context:
    return {
        "id": str(person.id),
        "name": person.name,
        "title": person.title,
        "url": path_to("person", person.id),
        "photo_url": photo_url(person.photo_id),
    }


def _navigation(request: HttpRequest, unread: Callable[[], int]) -> list[Context]:
    open_ones = [item for item in navigation if admitted(request, item.keepers)]
    return [_line(request, item, unread) for item in open_ones]


def _line(request: HttpRequest, item: NavItem, unread: Callable[[], int]) -> Context:
    url = path_to(item.url_name)
    count = unread() if item.key == "inbox" else item.count(request) if item.count else None
    return {
        "url": url,
        "label": item.label,
        "tab_label": item.tab_label or item.label,
        "icon": item.icon,
        "count": count or 0,
        "current": request.path == url or (url != "/" and request.path.startswith(url)),
        "tab": item.tab,
        "rail": item.rail,
    }


def _tabs(items: list[Context]) -> list[Context]:
    """The phone's bar: the same lines under shorter words."""
    chosen = sorted((item for item in items if item["tab"]), key=lambda item: item["tab"])
    return [item | {"label": item["tab_label"]} for item in chosen]


@cache
def _languages(offered: tuple[str, ...]) -> tuple[LanguageLink, ...]:
    known = ((code, name) for code, name in settings.LANGUAGES if code in offered)
    return tuple(LanguageLink(code, name, reverse("language", args=[code])) for code, name in known)


@cache
def _footer(_language: str) -> tuple[Link, ...]:
    return Link(reverse("privacy"), _("What we keep about you")), Link(reverse("guide"), _("The four points"))
