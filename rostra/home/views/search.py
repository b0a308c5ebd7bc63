"""One page that looks through everything that registered a source."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from rostra.kit.doors import door
from rostra.kit.places import SearchHit, search_sources
from rostra.people.asking import PersonRequest

FEW = 8
LONGEST = 200  # signs of a question


@dataclass(frozen=True)
class Found:
    label: str | Promise
    hits: list[SearchHit]


@door("people")
def search(request: PersonRequest) -> HttpResponse:
    """Words in, what she may see out, a few of each kind."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = [Found(s.label, list(s.search(request.person, words, FEW))) for s in search_sources] if words else []
    context = {"search_words": words, "found": [part for part in found if part.hits]}
    return render(request, "home/search.html", context)
