"""The four points, for everyone; and their versions."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from rostra.company.current import current_company
from rostra.guidelines import queries, rules
from rostra.guidelines.actions.guide import acknowledge_guide
from rostra.guidelines.differences import difference
from rostra.kit.doors import door
from rostra.people.asking import PersonRequest


def _may_edit(request: PersonRequest) -> bool:
    return rules.can_edit_guidelines(request.person, request.grants)


@door("people")
def show(request: PersonRequest) -> HttpResponse:
    """The points in the reader's language, why each is there, and what is never checked."""
    person = request.person
    guide = queries.current_guide()
    context = {
        "guide": guide,
        "points": queries.points_in(guide, request.LANGUAGE_CODE, current_company().language) if guide else [],
        "acknowledged": guide is not None and queries.has_acknowledged(person, guide),
        "may_edit": _may_edit(request),
    }
    return render(request, "guidelines/guide/show.html", context)


@door("people", methods="POST")
def acknowledgement(request: PersonRequest) -> HttpResponse:
    """She has read the current version."""
    guide = queries.current_guide()
    if guide is None:
        raise Http404
    acknowledge_guide(by=request.person, version=guide)
    return redirect("guide")


@door("people")
def versions(request: PersonRequest) -> HttpResponse:
    """All versions, newest first, each with what it changed."""
    language, otherwise = request.LANGUAGE_CODE, current_company().language
    listed = list(queries.published_guides()[:51])
    rows = []
    for at, version in enumerate(listed[:50]):
        older = listed[at + 1] if at + 1 < len(listed) else None
        now = queries.points_in(version, language, otherwise)
        then = queries.points_in(older, language, otherwise) if older else []
        rows.append({"version": version, "changes": difference(then, now), "is_first": older is None})
    return render(request, "guidelines/guide/versions.html", {"rows": rows, "may_edit": _may_edit(request)})
