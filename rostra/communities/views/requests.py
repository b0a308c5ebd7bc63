"""Asking to join, being asked in."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rostra.communities.actions import requests as verbs
from rostra.communities.models import Community, JoinRequest
from rostra.communities.queries_gather import people_to_invite
from rostra.communities.rules import gathering as rules
from rostra.communities.views.gathering import find_community, find_footing, head_of, require
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.people.asking import PersonRequest
from rostra.people.models import Person

SHOWN = 200


def _open(request: PersonRequest, community: Community) -> "QuerySet[JoinRequest]":
    there = JoinRequest.objects.visible_to(request.person).open().filter(community=community)
    return there.select_related("person", "person__unit", "invited_by").order_by("at")


@door("people", methods="GET POST", pace="joining")
def index(request: PersonRequest, slug: str) -> HttpResponse:
    """GET, for those who tend it: who asks. POST: asks."""
    on = find_footing(request, slug)
    if request.method == "POST":
        verbs.ask_to_join(by=request.person, community=on.community, words=request.POST.get("words", ""))
        messages.success(request, _("You have asked. Those who keep it are told, and you hear from them."))
        return redirect("community", slug=slug)
    require(rules.can_tend(on))
    rows = list(_open(request, on.community)[:SHOWN])
    context = head_of(on, "requests") | {
        "questions": [row for row in rows if row.invited_by_id is None],
        "invitations": [row for row in rows if row.invited_by_id is not None],
        "cut": len(rows) == SHOWN,
    }
    return render(request, "communities/requests/index.html", context)


@door("people", methods="POST")
def answer(request: PersonRequest, id: UUID) -> HttpResponse:
    """`welcome`: yes or no."""
    asked = _asked(request, id)
    welcome = request.POST.get("welcome") == "yes"
    verbs.answer(by=request.person, request=asked, welcome=welcome)
    told = _("%(name)s is in.") if welcome else _("%(name)s is told: not now.")
    messages.success(request, told % {"name": asked.person.name})
    return redirect("community_requests", slug=asked.community.slug)


def _asked(request: PersonRequest, id: UUID) -> JoinRequest:
    there = JoinRequest.objects.visible_to(request.person).open().select_related("community", "person")
    return get_object_or_404(there, id=id)


@door("people", methods="DELETE")
def request_(request: PersonRequest, id: UUID) -> HttpResponse:
    """Takes a question or an invitation back, or says no to one."""
    asked = _asked(request, id)
    verbs.withdraw(by=request.person, request=asked)
    if asked.person_id != request.person.id:
        return redirect("community_requests", slug=asked.community.slug)
    declined = asked.invited_by_id is not None
    messages.success(request, _("You have said no. Nobody is told.") if declined else _("You have taken it back."))
    return redirect("communities") if asked.community.is_secret else redirect("community", slug=asked.community.slug)


@door("people", methods="GET POST", pace="invitations")
def invitations(request: PersonRequest, slug: str) -> HttpResponse:
    """GET finds people (`?q=`), POST asks one in (`person`: her id)."""
    on = find_footing(request, slug)
    if request.method == "POST":
        return _invite(request, slug)
    require(rules.can_invite(on))
    words = request.GET.get("q", "").strip()
    context = {"community": on.community, "words": words}
    context["found"] = people_to_invite(on.community, words) if words else []
    return render(request, "communities/requests/invite.html", context)


def _invite(request: PersonRequest, slug: str) -> HttpResponse:
    community = find_community(request, slug)
    try:
        person = get_object_or_404(Person.objects.filter(left_at=None), id=UUID(request.POST.get("person", "")))
    except ValueError as error:
        raise Refused(_("Choose somebody from the list. Nobody was asked.")) from error
    asked = verbs.invite(by=request.person, community=community, person=person)
    if request.headers.get("HX-Request"):
        return render(request, "communities/requests/_asked.html", {"asked": asked})
    told = _("%(name)s is asked in.") if asked is not None else _("%(name)s is in it already.")
    messages.success(request, told % {"name": person.name})
    return redirect("community_invitations", slug=slug)
