"""What a person keeps for herself."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from rostra.communities.actions.bookmarks import keep, unkeep
from rostra.communities.feed.cards import cards_of
from rostra.communities.feed.river import PAGE, slips_of
from rostra.communities.finding import find_entry
from rostra.communities.models import Entry
from rostra.communities.views.asked import by_htmx, came_from
from rostra.kit.doors import door
from rostra.people.asking import PersonRequest


@door("people", methods="POST DELETE", pace="thanks")
def of_entry(request: PersonRequest, id: UUID) -> HttpResponse:
    """POST keeps it, DELETE lets it go. For htmx the button as it now is."""
    entry = find_entry(request.person, id)
    kept = request.method == "POST"
    verb = keep if kept else unkeep
    verb(by=request.person, entry=entry)
    if not by_htmx(request):
        return redirect(came_from(request, "/"))
    slot = {"kept": "true" if kept else "false", "keep_method": "delete" if kept else "post"}
    return render(request, "communities/entries/_keep.html", {"slip": entry, "slot": slot})


@door("people")
def index(request: PersonRequest) -> HttpResponse:
    """Kept last, first. Only she sees it."""
    sent = request.GET.get("below", "")
    below = int(sent) if sent.isdecimal() and len(sent) < 19 else None
    rows = list(Entry.objects.kept_by(request.person, below=below)[: PAGE + 1])
    slips = slips_of(request.person, [id for id, _mark in rows[:PAGE]])
    context = {
        "cards": cards_of(request.person, slips),
        "older_url": f"?below={rows[PAGE - 1][1]}" if len(rows) > PAGE else "",
    }
    return render(request, "communities/entries/kept.html", context)
