"""Topics: what is said about one, and suggestions while writing."""

from django.http import HttpResponse
from django.shortcuts import render

from rostra.communities.community_river import topic_page
from rostra.communities.topics import find_topic, topics_like
from rostra.kit.doors import door
from rostra.kit.paging import Cursor
from rostra.people.asking import PersonRequest


@door("people")
def suggest(request: PersonRequest) -> HttpResponse:
    """Options for the list under a text: `?q=` the letters after the #."""
    words = request.GET.get("q", "").removeprefix("#")
    return render(request, "communities/topics/_options.html", {"topics": topics_like(request.person, words)})


@door("people")
def show(request: PersonRequest, key: str) -> HttpResponse:
    """What is said about it, newest first."""
    topic = find_topic(request.person, key)
    below = Cursor.parse(request.GET.get("below"))
    page = topic_page(request.person, topic, below=below)
    return render(request, "communities/topics/show.html", {"topic": topic, "page": page})
