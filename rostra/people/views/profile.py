"""A person's page, and following her."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rostra.kit.doors import door
from rostra.kit.places import panels
from rostra.people import rules
from rostra.people.actions import follows as verbs
from rostra.people.asking import PersonRequest
from rostra.people.languages import language_name
from rostra.people.models import Person
from rostra.people.queries import ids_above

REPORTS = 12


def _find(request: PersonRequest, id: UUID) -> Person:
    rows = Person.objects.visible_to(request.person).select_related("unit", "lead")
    return rows.with_following_of(request.person).or_404(id)


@door("people")
def show(request: PersonRequest, person_id: UUID) -> HttpResponse:
    person, viewer = _find(request, person_id), request.person
    reports = list(Person.objects.visible_to(viewer).here().filter(lead=person).in_order()[: REPORTS + 1])
    context = {
        "person": person, "is_own": viewer.id == person.id, "can_follow": rules.can_follow(viewer, person),
        "shown": {field: getattr(person, field) for field in rules.CHOSEN if rules.can_see_field(viewer, person, field)},
        "above": Person.objects.visible_to(viewer).in_turn(ids_above(person)) if person.lead_id else [],
        "reports": reports[:REPORTS], "more_reports": len(reports) > REPORTS,
        "skills": list(person.skills.select_related("skill").order_by("skill__name")),
        "speaks": [language_name(code, get_language() or "en") for code in person.languages],
        "panels": [panel for panel in panels if panel.place == "profile"],
    }  # fmt: skip
    return render(request, "people/profile/show.html", context)


@door("people", methods="POST DELETE", pace="thanks")
def following(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """POST follows, DELETE ends it. With htmx the button comes back, without the page she came from."""
    person = _find(request, person_id)
    if request.method == "POST":
        verbs.follow(by=request.person, person=person)
    else:
        verbs.unfollow(by=request.person, person=person)
    person = _find(request, person_id)
    if request.headers.get("HX-Request"):
        return render(request, "people/profile/_follow.html", {"person": person, "can_follow": True})
    said = _("You follow %(name)s.") if request.method == "POST" else _("You no longer follow %(name)s.")
    messages.success(request, said % {"name": person.name})
    return redirect("person", person_id=person.id)
