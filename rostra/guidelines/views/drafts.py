"""Writing the guide: one draft, which becomes the next version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rostra.company.current import current_company
from rostra.guidelines import queries
from rostra.guidelines.actions.guide import drop_draft, publish_guide, save_draft
from rostra.guidelines.models import GuideVersion
from rostra.guidelines.models.guide import POINTS
from rostra.guidelines.written import chapters, languages_of, points_written
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.people.asking import PersonRequest


@door("communicator", "administrator", methods="GET POST DELETE")
def draft(request: PersonRequest) -> HttpResponse:
    """Read, save, throw away. `publish` in the form saves and publishes."""
    person, grants = request.person, request.grants
    if request.method == "DELETE":
        drop_draft(by=person, grants=grants)
        messages.success(request, _("The draft is gone. What is published stays."))
        return redirect("guide")
    if request.method == "GET":
        shown = queries.draft_guide() or queries.current_guide()
        return _page(request, chapters(shown, languages_of(current_company())), shown)
    languages = languages_of(current_company())
    points = points_written(request.POST, languages)
    try:
        save_draft(by=person, grants=grants, points=points, about=request.POST.get("about", ""))
        if "publish" not in request.POST:
            messages.success(request, _("The draft is kept. Nobody sees it yet."))
            return redirect("guide_draft")
        version = publish_guide(by=person, grants=grants, languages=[code for code, _name in languages])
    except Refused as refused:
        return _page(request, chapters(points, languages), queries.draft_guide(), refused.message, status=422)
    messages.success(request, _("Version %(number)d is the guide from now on.") % {"number": version.number})
    return redirect("guide")


def _page(
    request: PersonRequest,
    shown: list[dict[str, object]],
    version: GuideVersion | None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "chapters": shown,
        "version": version,
        "is_draft": version is not None and version.is_draft,
        "refusal": refusal,
        "most": POINTS,
        "about": request.POST.get("about", version.about if version is not None and version.is_draft else ""),
    }
    return render(request, "guidelines/guide/draft.html", context, status=status)
