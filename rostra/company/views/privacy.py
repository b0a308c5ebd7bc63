"""What Rostra keeps about you."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from rostra.company import own_data
from rostra.company.personal_data import GROUPS, PersonalData, Words, personal_data
from rostra.kit.doors import door


@dataclass(frozen=True)
class Line:
    entry: PersonalData
    count: int | None  # None: not counted
    url: str


@dataclass(frozen=True)
class Group:
    key: str
    heading: Words
    why: Words
    lines: list[Line]


@door("anyone")
def privacy(request: HttpRequest) -> HttpResponse:
    """For everyone to read; with counts and links for who is signed in."""
    mine = _is_somebody(request)
    counts = own_data.counts(request) if mine else {}
    groups = [
        Group(key, heading, why, [_line(each, counts, mine) for each in personal_data if each.group == key])
        for key, (heading, why) in GROUPS.items()
    ]
    return render(request, "company/privacy/show.html", {"groups": groups, "mine": mine})


@door("people")
def copy(request: HttpRequest) -> StreamingHttpResponse:
    """Everything of hers that the page counts, as JSON to save."""
    response = StreamingHttpResponse(own_data.copy(request), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rostra-your-data.json"'
    response["Cache-Control"] = "no-store"
    return response


def _line(entry: PersonalData, counts: dict[str, int], mine: bool) -> Line:
    count = counts.get(entry.key) if entry.counted else None
    return Line(entry, count, reverse(entry.url_name) if mine and entry.url_name else "")


def _is_somebody(request: HttpRequest) -> bool:
    return getattr(request, "person", None) is not None
