"""Reports: of an entry or a comment, what waits for a moderator, removing and undoing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rostra.communities.actions import moderation as verbs
from rostra.communities.actions.moderation import Thing, entry_of
from rostra.communities.moderated import SHOWN, Case, find_to_moderate, find_to_report, open_cases, removed_lately
from rostra.communities.views.gathering import require
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.people.asking import PersonRequest


@door("people")
def index(request: PersonRequest) -> HttpResponse:
    """What waits for her, and what she may undo. Who moderates nothing sees an empty page."""
    cases = open_cases(request.person)
    cut = sum(len(case.reports) for case in cases) >= SHOWN
    context = {"cases": cases, "cut": cut, "removed": removed_lately(request.person)}
    return render(request, "communities/reports/index.html", context)


@door("people", methods="GET POST", pace="reports")
def reports(request: PersonRequest, what: str, id: UUID) -> HttpResponse:
    """GET asks what is wrong, POST reports it."""
    thing = find_to_report(request.person, what, id)
    if request.method == "GET":
        require(thing.author_id != request.person.id)
        return _asking(request, thing, "report")
    try:
        verbs.report(by=request.person, thing=thing, reason=request.POST.get("reason", ""))
    except Refused as refused:
        return _asking(request, thing, "report", refused)
    messages.success(request, _("Thank you. Those who keep order here are told; your name is not."))
    return redirect("entry", entry_of(thing).id)


@door("people", methods="POST")
def closure(request: PersonRequest, what: str, id: UUID) -> HttpResponse:
    """Closes all reports of a thing, and leaves it as it is."""
    thing = find_to_moderate(request.person, what, id, grants=request.grants)
    verbs.close_reports(by=request.person, thing=thing)
    messages.success(request, _("It stays as it is."))
    return redirect("reports")


@door("people", methods="GET POST DELETE")
def removal(request: PersonRequest, what: str, id: UUID) -> HttpResponse:
    """GET asks why, POST removes, DELETE undoes."""
    thing = find_to_moderate(request.person, what, id, grants=request.grants)
    if request.method == "GET":
        require(verbs.may_moderate(request.person, thing, grants=request.grants))
        return _asking(request, thing, "removal")
    if request.method == "DELETE":
        verbs.undo_removal(by=request.person, thing=thing)
        messages.success(request, _("It stands where it stood, and its author is told."))
        return redirect("reports")
    try:
        verbs.remove(by=request.person, thing=thing, reason=request.POST.get("reason", ""))
    except Refused as refused:
        return _asking(request, thing, "removal", refused)
    undo = reverse("removal_undoing", args=[what, id])
    messages.success(request, _("Removed. Its author is told the reason."), extra_tags=undo)
    return redirect("reports")


@door("people", methods="POST")
def undoing(request: PersonRequest, what: str, id: UUID) -> HttpResponse:
    """The toast's undo, which can only post."""
    thing = find_to_moderate(request.person, what, id, grants=request.grants)
    verbs.undo_removal(by=request.person, thing=thing)
    messages.success(request, _("It stands where it stood, and its author is told."))
    return redirect("reports")


def _asking(request: PersonRequest, thing: Thing, act: str, refused: Refused | None = None) -> HttpResponse:
    context = {
        "case": Case(thing, verbs.place_of(thing), place_known=True),
        "act": act,
        "can_remove": act == "report" and verbs.may_moderate(request.person, thing, grants=request.grants),
        "reason": request.POST.get("reason", ""),
        "error": refused.message if refused else "",
        "entry": entry_of(thing),
    }
    return render(request, "communities/reports/ask.html", context, status=422 if refused else 200)
