"""The directory, and who is suggested while a name is typed."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from rostra.kit.doors import door
from rostra.people.asking import PersonRequest
from rostra.people.finding import Within, find_people
from rostra.people.listing import FOUND, page_of_people
from rostra.people.models import Person, Unit
from rostra.people.queries import places
from rostra.people.searching import line_of
from rostra.people.views.asking import id_or_none, words_of

SUGGESTED = 8
MOST_UNITS = 500


@door("people")
def index(request: PersonRequest) -> HttpResponse:
    """`?q=` finds, `?unit=` and `?place=` narrow, `?show=following` whom she follows, `?after=` goes on."""
    within = Within(id_or_none(request, "unit"), request.GET.get("place", "").replace("\0", "")[:120])
    words, following = words_of(request), request.GET.get("show") == "following"
    page = page_of_people(
        request.person, words=words, within=within, following=following, after=id_or_none(request, "after")
    )
    kept = {"unit": within.unit, "place": within.place, "show": "following" if following else "", "after": page.after}
    context = {
        "people": page.people, "words": words, "within": within, "following": following, "page": page, "most": FOUND,
        "units": unit_choices(request.person), "places": places(),
        "older": "?" + urlencode({name: value for name, value in kept.items() if value}) if page.after else "",
    }  # fmt: skip
    return render(request, "people/directory/index.html", context)


def unit_choices(person: Person) -> list[Unit]:
    """Open units in the order of the tree, each with an `indent` of spaces for its depth."""
    units: QuerySet[Unit] = Unit.objects.visible_to(person).open()
    by_id = {unit.id: unit for unit in units[:MOST_UNITS]}
    rows = sorted(
        by_id.values(), key=lambda unit: [by_id[id].name.casefold() if id in by_id else "" for id in unit.path]
    )
    for unit in rows:
        unit.indent = "\u2003" * (len(unit.path) - 1)  # type: ignore[attr-defined]  # for the template
    return rows


@door("people")
def suggest(request: HttpRequest) -> HttpResponse:
    """`?q=`: people here, best first. JSON [{id, name, title, initials, tint}]; for the page's own script, options."""
    viewer: Person = request.person  # type: ignore[attr-defined]  # the door let people in only
    words = words_of(request)
    rows = Person.objects.visible_to(viewer).here().select_related("unit").in_turn(find_people(words, limit=SUGGESTED))
    if request.headers.get("HX-Request"):
        return render(request, "people/directory/_options.html", {"people": rows, "goes": "go" in request.GET})
    return JsonResponse(
        [
            {
                "id": str(each.id),
                "name": each.name,
                "title": line_of(each),
                "initials": each.initials,
                "tint": each.tint,
            }
            for each in rows
        ],
        safe=False,
    )
