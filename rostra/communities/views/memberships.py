"""Who is in a community: coming, going, muting, levels."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rostra.communities.actions import memberships as verbs
from rostra.communities.footing import Footing
from rostra.communities.models import Community, Membership
from rostra.communities.queries_gather import MembershipQuerySet
from rostra.communities.rules import gathering as rules
from rostra.communities.views.gathering import find_community, find_footing, head_of, require
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.people.asking import PersonRequest
from rostra.people.models import Person

PAGE = 40
HEIRS = 8


def _members(request: PersonRequest, community: Community) -> MembershipQuerySet:
    there = Membership.objects.visible_to(request.person).current().filter(community=community)
    return there.select_related("person", "person__unit", "person__user")


@door("people")
def people(request: PersonRequest, slug: str) -> HttpResponse:
    """Everybody by name, who keeps it stands beside; `?q=` finds by name, title, unit or place."""
    on = find_footing(request, slug)
    require(rules.can_see_members(on))
    words, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    there = _members(request, on.community).named_like(words)
    rows = list(there.after(_place(on, after))[: PAGE + 1])
    context = head_of(on, "people") | {
        "members": [(row, rules.can_remove(on, row)) for row in rows[:PAGE]],
        "older": rows[PAGE - 1].id if len(rows) > PAGE else None,
        "words": words,
        "levels": Membership.Level,
    }
    return render(request, "communities/memberships/index.html", context)


def _place(on: Footing, after: str) -> Membership | None:
    if not after:
        return None
    there = Membership.objects.visible_to(on.person).filter(community=on.community).select_related("person")
    place = there.filter(id=int(after)).first() if after.isdecimal() and len(after) < 18 else None
    if place is None:
        raise Refused(_("This link to a page does not lead anywhere. Go back to the start of the list."))
    return place


@door("people", methods="POST DELETE", pace="joining")
def membership(request: PersonRequest, slug: str) -> HttpResponse:
    """POST joins, DELETE leaves (`heir`: the id of who keeps it after her)."""
    community = find_community(request, slug)
    if request.method == "POST":
        verbs.join(by=request.person, community=community)
        return _joined(request, community)
    try:
        verbs.leave(by=request.person, community=community, heir=_heir(request, community))
    except Refused as refused:
        return _leaving(request, find_footing(request, slug), refused)
    undo = (
        reverse("community_membership", args=[community.slug]) if community.is_open and not community.closed_at else ""
    )
    messages.success(request, _("You have left %(name)s.") % {"name": community.name}, extra_tags=undo)
    return redirect("communities") if community.is_secret else redirect("community", slug=community.slug)


def _joined(request: PersonRequest, community: Community) -> HttpResponse:
    if request.headers.get("HX-Request"):
        context = {"community": community, "doorway": "in", "fresh": True}
        return render(request, "communities/communities/_join.html", context)
    messages.success(request, _("You are in %(name)s.") % {"name": community.name})
    return redirect("community", slug=community.slug)


def _heir(request: PersonRequest, community: Community) -> Person | None:
    chosen = request.POST.get("heir", "")
    if not chosen:
        return None
    row = _members(request, community).filter(person=_uuid(chosen)).first()
    if row is None:
        message = _("Only somebody who is in it can keep it after you. Nothing has changed; choose another.")
        raise Refused(message, fields={"heir": message})
    return row.person


def _uuid(text: str) -> UUID:
    """One of nobody where it is no id."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@door("people")
def leaving(request: PersonRequest, slug: str) -> HttpResponse:
    """The page that asks the last owner who keeps it after her; anyone else it asks whether she is sure."""
    on = find_footing(request, slug)
    require(on.is_in)
    return _leaving(request, on)


def _leaving(request: PersonRequest, on: Footing, refused: Refused | None = None) -> HttpResponse:
    last = verbs.is_last_owner(on)
    those = _members(request, on.community).exclude(person=on.person).in_order()
    others = list(those[: HEIRS + 1]) if last else []
    context = {
        "community": on.community,
        "last": last,
        "heirs": others[:HEIRS],
        "more_heirs": len(others) > HEIRS,
        "error": refused.message if refused else "",
    }
    return render(request, "communities/memberships/leaving.html", context, status=422 if refused else 200)


@door("people", methods="POST DELETE", pace="thanks")
def mute(request: PersonRequest, slug: str) -> HttpResponse:
    """POST mutes, DELETE lets it be heard again."""
    community = find_community(request, slug)
    muted = request.method == "POST"
    verbs.set_muted(by=request.person, community=community, muted=muted)
    told = _("Only mentions reach you from %(name)s now.") if muted else _("You hear from %(name)s again.")
    messages.success(request, told % {"name": community.name})
    return redirect("community", slug=community.slug)


@door("people", methods="POST")
def level(request: PersonRequest, slug: str, person: UUID) -> HttpResponse:
    """`level`: member, moderator or owner."""
    community = find_community(request, slug)
    row = get_object_or_404(_members(request, community), person=person)
    wanted = request.POST.get("level", "")
    verbs.set_level(by=request.person, community=community, person=row.person, level=wanted)
    messages.success(request, _told(wanted) % {"name": row.person.name})
    return redirect("community_people", slug=community.slug)


def _told(level: str) -> str:
    if level == Membership.Level.OWNER:
        return _("%(name)s keeps this community now.")
    if level == Membership.Level.MODERATOR:
        return _("%(name)s helps to keep this community now.")
    return _("%(name)s is a member now.")


@door("people", methods="GET DELETE")
def member(request: PersonRequest, slug: str, person: UUID) -> HttpResponse:
    """GET asks for the reason, DELETE removes her."""
    on = find_footing(request, slug)
    row = _members(request, on.community).filter(person=person).first()
    if row is None:
        raise Http404
    if request.method == "GET":
        require(rules.can_remove(on, row))
        return _removing(request, on.community, row)
    try:
        verbs.remove_member(
            by=request.person, community=on.community, person=row.person, reason=request.POST.get("reason", "")
        )
    except Refused as refused:
        return _removing(request, on.community, row, refused)
    messages.success(request, _("%(name)s is no longer in it, and is told why.") % {"name": row.person.name})
    return redirect("community_people", slug=slug)


def _removing(
    request: PersonRequest, community: Community, row: Membership, refused: Refused | None = None
) -> HttpResponse:
    context = {"community": community, "member": row, "error": refused.message if refused else ""}
    context["reason"] = request.POST.get("reason", "")
    return render(request, "communities/memberships/removing.html", context, status=422 if refused else 200)
