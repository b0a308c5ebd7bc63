"""Thanks."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from rostra.communities.actions.reactions import thank, unthank
from rostra.communities.finding import find_comment, find_entry
from rostra.communities.models import Comment, Entry
from rostra.communities.views.asked import by_htmx, came_from
from rostra.kit.doors import door
from rostra.people.asking import PersonRequest


@door("people", methods="POST DELETE", pace="thanks")
def of_entry(request: PersonRequest, id: UUID) -> HttpResponse:
    """POST thanks, DELETE takes it back. For htmx the button as it now is."""
    entry = find_entry(request.person, id)
    _do(request, entry, None)
    if not by_htmx(request):
        return redirect(came_from(request, "/"))
    entry.refresh_from_db(fields=["thanks_count"])
    return render(request, "communities/entries/_thank.html", {"slip": entry, "slot": slot(request, entry)})


@door("people", methods="POST DELETE", pace="thanks")
def of_comment(request: PersonRequest, id: UUID) -> HttpResponse:
    comment = find_comment(request.person, id)
    _do(request, comment.entry, comment)
    if not by_htmx(request):
        return redirect(came_from(request, "/"))
    comment.refresh_from_db(fields=["thanks_count"])
    context = {"comment": comment, "thanked": request.method == "POST"}
    return render(request, "communities/comments/_thank.html", context)


def _do(request: PersonRequest, entry: Entry, comment: Comment | None) -> None:
    verb = thank if request.method == "POST" else unthank
    verb(by=request.person, entry=entry, comment=comment)


def slot(request: PersonRequest, entry: Entry) -> dict[str, str]:
    """As the slots of a card are filled."""
    thanked = request.method == "POST"
    return {
        "thanked": "true" if thanked else "false",
        "thank_method": "delete" if thanked else "post",
        "thanks": str(entry.thanks_count) if entry.thanks_count else "",
    }
