"""Whom and what one may mean while writing: people after @, topics after #."""

from django.http import HttpResponse
from django.shortcuts import render

from rostra.communities.mentions import meant
from rostra.communities.topics import topics_like
from rostra.kit.doors import door
from rostra.people.asking import PersonRequest


@door("people")
def suggest(request: PersonRequest) -> HttpResponse:
    """Options for the list under the field: `?kind=@&q=bo b`."""
    words = request.GET.get("q", "")[:80]
    if request.GET.get("kind") == "#":
        return render(request, "communities/entries/_topics_meant.html", {"topics": topics_like(request.person, words)})
    return render(request, "communities/entries/_people_meant.html", {"people": meant(request.person, words)})
