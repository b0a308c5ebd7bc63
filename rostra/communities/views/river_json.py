"""GET /api/river: the river as JSON. Written by hand beside the API's routers, because it is asked most."""

import orjson
from django.http import HttpResponse

from rostra.communities.feed.plain import entries_of
from rostra.communities.feed.river import river_page
from rostra.kit.doors import door
from rostra.kit.paging import Cursor
from rostra.people.asking import PersonRequest


@door("people")
def river_json(request: PersonRequest) -> HttpResponse:
    """{"items": [...], "below": cursor or null}; `?below=` gives the next page, `?order=followed` the people she follows."""
    source = "followed" if request.GET.get("order") == "followed" else "mine"
    page = river_page(request.person, below=Cursor.parse(request.GET.get("below")), source=source)  # type: ignore[arg-type]
    answer = {"items": entries_of(request.person, page.slips), "below": str(page.below) if page.below else None}
    return HttpResponse(orjson.dumps(answer), content_type="application/json")
