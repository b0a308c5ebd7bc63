"""Communities: the list, one, making, changing, ending."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rostra.communities.actions import communities as verbs
from rostra.communities.actions.memberships import mark_seen
from rostra.communities.community_river import community_page
from rostra.communities.models import Community
from rostra.communities.rules import gathering as rules
from rostra.communities.search import communities_named
from rostra.communities.suggestions import suggested_to
from rostra.communities.views.gathering import Context, find_footing, head_of, require
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.paging import Cursor
from rostra.people.asking import PersonRequest

PAGE = 30
FOUND = 60
SUGGESTED = 30
BESIDE = 4
OF_PERSON = 12
SHOWS = ("mine", "all", "new", "suggested")


@door("people", methods="GET POST", pace="posts")
def index(request: PersonRequest) -> HttpResponse:
    """`?show=` mine, all, new or suggested; `?q=` finds among all she may know of."""
    if request.method == "POST":
        return _create(request)
    show, words = request.GET.get("show", ""), request.GET.get("q", "").strip()
    show = "all" if words else show if show in SHOWS else "mine"
    rows, older = _rows(request, show, words)
    for row in rows:
        row.doorway = rules.doorway_of_row(row)  # type: ignore[attr-defined]  # for the template
    context: Context = {"show": show, "words": words, "communities": rows, "older": older, "shows": _shows()}
    context["cut"] = bool(words) and len(rows) == FOUND
    return render(request, "communities/communities/index.html", context)


def _shows() -> list[tuple[str, str]]:
    return [("mine", _("Yours")), ("all", _("All")), ("new", _("New")), ("suggested", _("For you"))]


def _rows(request: PersonRequest, show: str, words: str) -> tuple[list[Community], Cursor | None]:
    person = request.person
    if show == "suggested":
        return suggested_to(person, limit=SUGGESTED), None
    found = Community.objects.visible_to(person).with_footing_of(person).select_related("unit")
    if words:
        return communities_named(found, words, FOUND), None
    if show == "mine":
        return _page(found.of_or_asked_in(person).latest_first(), request)
    running = found.running()
    return _page(running.newest_first() if show == "new" else running.latest_first(), request)


def _page(ordered: "QuerySet[Community]", request: PersonRequest) -> tuple[list[Community], Cursor | None]:
    after = Cursor.parse(request.GET.get("after"))
    if after is not None:
        ordered = ordered.filter(Q(moment__lt=after.moment) | Q(moment=after.moment, id__lt=after.id))
    rows = list(ordered[: PAGE + 1])
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], Cursor(last.moment, last.id)  # type: ignore[attr-defined]  # annotated


def _create(request: PersonRequest) -> HttpResponse:
    try:
        community = verbs.make_community(by=request.person, **_given(request))
    except Refused as refused:
        return _form(request, None, refused)
    messages.success(request, _("%(name)s is there. Say something, and ask people in.") % {"name": community.name})
    return redirect("community", slug=community.slug)


def _given(request: PersonRequest) -> dict[str, str]:
    given = {field: request.POST.get(field, "") for field in ("name", "about", "manners")}
    return given | {"access": request.POST.get("access") or Community.Access.OPEN}


def _form(
    request: PersonRequest, community: Community | None, refused: Refused | None = None, **more: object
) -> HttpResponse:
    """The form with what she wrote and, when it was refused, why."""
    if refused is not None:
        values = _given(request)
    elif community is not None:
        values = {field: getattr(community, field) for field in ("name", "about", "manners", "access")}
    else:
        values = {"name": request.GET.get("name", "")[:80], "access": Community.Access.OPEN}
    context = {"community": community, "values": values, "errors": refused.fields if refused else {}, **more}
    context["message"] = refused.message if refused is not None and not refused.fields else ""
    return render(request, "communities/communities/form.html", context, status=422 if refused else 200)


@door("people")
def new(request: PersonRequest) -> HttpResponse:
    return _form(request, None)


@door("people")
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """Its river. Looking at the first page moves her read pointer; a browser that only prefetches does not look."""
    on = find_footing(request, slug)
    if on.community.slug != slug:
        return redirect("community", slug=on.community.slug)
    below = Cursor.parse(request.GET.get("below"))
    context = head_of(on, "river")
    if context["can_read"]:
        seen_at = on.membership.seen_at if on.is_in and on.membership is not None else None
        page = community_page(request.person, on.community, below=below, seen_at=seen_at)
        context |= {"page": page, "first": below is None, "seen_at": seen_at}
    if on.is_in and below is None and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        mark_seen(by=request.person, community=on.community)
    return render(request, "communities/communities/show.html", context)


@door("people")
def of_person(request: PersonRequest, person: UUID) -> HttpResponse:
    """A part of a profile: the communities of a person that the reader may know of. Empty for none."""
    rows = list(Community.objects.shared_with(request.person, person).with_footing_of(request.person)[:OF_PERSON])
    for row in rows:
        row.doorway = rules.doorway_of_row(row)  # type: ignore[attr-defined]  # for the template
    return render(
        request, "communities/communities/_of_person.html", {"communities": rows, "own": person == request.person.id}
    )


@door("people")
def about(request: PersonRequest, slug: str) -> HttpResponse:
    on = find_footing(request, slug)
    return render(request, "communities/communities/about.html", head_of(on, "about"))


@door("people", methods="GET POST")
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    on = find_footing(request, slug)
    community = on.community
    more: Context = {"can_keep": rules.can_keep(on), "on": on}
    if request.method == "GET":
        require(rules.can_tend(on))
        return _form(request, community, **more)
    given = _given(request)
    if "access" not in request.POST:
        given["access"] = community.access
    try:
        verbs.edit_community(by=request.person, community=community, **given)
    except Refused as refused:
        return _form(request, find_footing(request, slug).community, refused, **more)
    messages.success(request, _("Saved."))
    return redirect("community_about", slug=community.slug)


@door("people", methods="POST DELETE")
def closure(request: PersonRequest, slug: str) -> HttpResponse:
    """POST ends it, DELETE takes it up again."""
    community = find_footing(request, slug).community
    if request.method == "POST":
        verbs.close_community(by=request.person, community=community)
        messages.success(
            request, _("%(name)s has ended. What was said there stays to be read.") % {"name": community.name}
        )
    else:
        verbs.reopen_community(by=request.person, community=community)
        messages.success(request, _("%(name)s goes on.") % {"name": community.name})
    return redirect("community_about", slug=community.slug)


@door("people")
def suggested(request: PersonRequest) -> HttpResponse:
    """A part for the side of other pages: empty when there is nothing to look into."""
    rows = suggested_to(request.person, limit=BESIDE)
    for row in rows:
        row.doorway = rules.doorway_of_row(row)  # type: ignore[attr-defined]  # for the template
    return render(request, "communities/communities/_suggested.html", {"communities": rows})
