"""Worth telling: what is open now, for everyone it is meant for; and the figures of one story, for communicators."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from rostra.advocacy import figures, links, queries
from rostra.company.files import srcset
from rostra.kit.doors import door
from rostra.people.asking import PersonRequest


@door("people")
def index(request: PersonRequest) -> HttpResponse:
    """Open stories, what ends first on top."""
    person = request.person
    rows = list(queries.open_stories(person, timezone.now())[:50])
    mine = queries.told_by(person, [story.entry_id for story in rows])
    stories = [(story, srcset(story.picture) if story.picture else "", story.entry_id in mine) for story in rows]
    context = {"stories": stories, "week": queries.week_of(person), "counted": links.are_counted()}
    return render(request, "advocacy/stories/index.html", context)


@door("communicator")
def figures_of(request: PersonRequest, story_id: UUID) -> HttpResponse:
    """Totals from five sharers on. Nobody is named, and nothing says who did not share."""
    story = get_object_or_404(queries.desk_stories(), entry_id=story_id, entry__published_at__isnull=False)
    context = {
        "story": story,
        "figures": figures.of_story(story),
        "least": figures.LEAST,
        "counted": links.are_counted(),
    }
    return render(request, "advocacy/stories/figures.html", context)
