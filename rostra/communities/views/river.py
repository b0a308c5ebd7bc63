"""The river: on the home page, page by page, and how much of it is new."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

from rostra.communities.actions.river import look
from rostra.communities.feed.cards import cards_of
from rostra.communities.feed.river import Page, news_since, river_page
from rostra.communities.feed.top import top_of
from rostra.communities.views.asked import by_htmx
from rostra.kit.doors import door
from rostra.kit.paging import Cursor
from rostra.kit.slots import joined
from rostra.people.asking import PersonRequest
from rostra.people.models import Person

WEEK = timedelta(days=6)
ORDERS = ("newest", "top", "followed")


def river_context(request: PersonRequest) -> dict[str, Any]:
    """Everything `communities/river/_river.html` says; for the home page, whose view calls it.

    `order` newest, top or followed; `above` and `under` the line are cards, joined; `last_here` the line's words or "";
    `older_url` or ""; `first` page; `whole`: not a part for a page that stands; `since` the moment of the first page;
    `news_url` asks how much came since.
    """
    order = request.GET.get("order", "newest")
    order = order if order in ORDERS else "newest"
    below, since = Cursor.parse(request.GET.get("below")), _moment(request.GET.get("since")) or timezone.now()
    line = _line(request, below, order)
    page = _page(request.person, order, below)
    cards = cards_of(request.person, page.slips)
    newer = sum(slip.active_at > line for slip in page.slips) if line else 0
    drawn = line is not None and 0 < newer < len(cards)
    return {
        "order": order,
        "above": joined(cards[:newer] if drawn else cards),
        "under": joined(cards[newer:] if drawn else []),
        "last_here": _said_when(line) if drawn and line else None,
        "older_url": _older_url(page, order, since, None if drawn else line),
        "first": below is None,
        "whole": not by_htmx(request),
        "since": since,
        "news_url": f"{reverse('river_news')}?{urlencode({'since': since.isoformat()})}" if order == "newest" else "",
    }


def _page(person: Person, order: str, below: Cursor | None) -> Page:
    if order == "top":
        return top_of(person)
    return river_page(person, below=below, source="followed" if order == "followed" else "mine")


def _line(request: PersonRequest, below: Cursor | None, order: str) -> datetime | None:
    """Where she was last: carried along until it is drawn."""
    if order != "newest":
        return None
    return look(by=request.person, session=request.session) if below is None else _moment(request.GET.get("line"))


def _moment(text: str | None) -> datetime | None:
    """None for nothing, and for what somebody made up."""
    try:
        found = parse_datetime(text or "")
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None


def _said_when(moment: datetime) -> dict[str, str]:
    """`day` is "" today."""
    local, now = timezone.localtime(moment), timezone.localtime()
    near = now - local < WEEK
    day = "" if local.date() == now.date() else date_format(local, "l" if near else "DATE_FORMAT")
    return {"day": day, "time": date_format(local, "TIME_FORMAT")}


def _older_url(page: Page, order: str, since: datetime, line: datetime | None) -> str:
    if page.below is None:
        return ""
    carried = {"below": str(page.below), "since": since.isoformat()}
    carried |= {"order": order} if order != "newest" else {}
    carried |= {"line": line.isoformat()} if line else {}
    return f"{reverse('river')}?{urlencode(carried)}"


@door("people")
def river(request: PersonRequest) -> HttpResponse:
    """A page of it: whole for a browser, the part for htmx."""
    part = "#river" if by_htmx(request) else ""
    return render(request, f"communities/river/index.html{part}", river_context(request))


@door("people")
def news(request: PersonRequest) -> HttpResponse:
    """ "3 new just now", or nothing. Asked every minute by an open page."""
    since = _moment(request.GET.get("since"))
    count = news_since(request.person, since) if since else 0
    return render(request, "communities/river/_news.html", {"count": count})
