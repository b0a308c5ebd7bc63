"""What Rostra keeps about you."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rostra.company.kept import kept
from rostra.kit.doors import door


@door("anyone")
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "company/privacy/show.html", {"kept": list(kept)})
