"""One page that looks through everything that registered a source."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from rostra.kit.doors import door
from rostra.kit.places import SearchHit, SearchSource, search_sources
from rostra.people.asking import PersonRequest
from rostra.people.models import Person

FEW, MANY = 8, 60
LONGEST = 200  # signs of a question


@dataclass(frozen=True)
class Found:
    """What one source has; `more`: not all of it is here."""

    key: str
    label: str | Promise
    hits: list[SearchHit]
    more: bool


@door("people")
def search(request: PersonRequest) -> HttpResponse:
    """Words in, what she may see out: a few of each kind, with `?in=` many of one."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    only = [source for source in search_sources if source.key == request.GET.get("in")]
    most = MANY if only else FEW
    found = [_look(source, request.person, words, most) for source in only or search_sources] if words else []
    context = {"search_words": words, "found": [part for part in found if part.hits], "only": bool(only)}
    return render(request, "home/search.html", context)


def _look(source: SearchSource, person: Person, words: str, most: int) -> Found:
    hits = list(source.search(person, words, most + 1))
    return Found(source.key, source.label, hits[:most], len(hits) > most)
