"""How many people a rule means, told while it is chosen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from rostra.kit.doors import door
from rostra.people.actions.audiences import audience_preview
from rostra.people.asking import PersonRequest
from rostra.people.forms import AudienceForm
from rostra.people.languages import language_name
from rostra.people.models import Person
from rostra.people.queries import languages_spoken, places, skills_named
from rostra.people.views.directory import unit_choices


def audience_choices(person: Person) -> dict[str, list[tuple[str, str]]]:
    """What `AudienceForm(choices=…)` offers: four queries, whatever the company's size."""
    reader = get_language() or "en"
    return {
        "units": [(str(unit.id), "\u2003" * (len(unit.path) - 1) + unit.name) for unit in unit_choices(person)],
        "places": [(place, place) for place in places()],
        "languages": [(code, language_name(code, reader)) for code in languages_spoken()],
        "skills": [(str(id), name) for id, name in skills_named()],
    }


def audience_form(person: Person, data: Any = None, **options: Any) -> AudienceForm:
    """The part other rooms put into their forms: `{% include "people/audiences/_form.html" %}` with it as `form`."""
    return AudienceForm(data, choices=audience_choices(person), **options)


@door("administrator", "communicator", methods="GET")
def preview(request: PersonRequest) -> HttpResponse:
    """One sentence: how many people it would reach."""
    form = audience_form(request.person, request.GET, prefix=request.GET.get("prefix") or None)
    count = audience_preview(form.rule()) if form.is_valid() else 0
    return render(request, "people/audiences/_preview.html", {"count": count})
