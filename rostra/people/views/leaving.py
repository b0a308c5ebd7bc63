"""People who left: one or many, looked at before it is done, taken back where it can be."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostra.kit.doors import door
from rostra.people.actions import people as verbs
from rostra.people.asking import PersonRequest
from rostra.people.models import Person
from rostra.people.views.console import back_to_list

SESSION_KEY = "people_just_left"


@door("administrator", methods="GET POST DELETE")
def leaving(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """GET says what it means, POST marks her as left, DELETE welcomes her back."""
    person = Person.objects.visible_to(request.person).select_related("unit").or_404(person_id)
    if request.method == "GET":
        return render(request, "people/console/leaving.html", {"person": person})
    if request.method == "POST":
        verbs.mark_left(by=request.person, person=person)
        _tell_left(request, [person.id], _("%(name)s has left. What was said stays.") % {"name": person.name})
    else:
        verbs.welcome_back(by=request.person, person=person)
        messages.success(
            request, _("%(name)s is here again. To log in, a new invitation is needed.") % {"name": person.name}
        )
    return redirect("console_people")


@door("administrator", methods="POST")
def leavings(request: PersonRequest) -> HttpResponse:
    """Those chosen in the list: looked at first, marked as left when `sure` is said."""
    chosen = _chosen(request)
    people = Person.objects.visible_to(request.person).here().filter(id__in=chosen).exclude(id=request.person.id)
    if "sure" in request.POST:
        left = verbs.mark_many_left(by=request.person, people=chosen)
        if left:
            said = ngettext(
                "%(n)s person has left. What was said stays.", "%(n)s people have left. What was said stays.", len(left)
            )
            _tell_left(request, left, said % {"n": len(left)})
        return back_to_list(request)
    rows = list(people.select_related("unit", "user").in_order()[: verbs.MOST_LEAVING + 1])
    if not rows:
        messages.error(request, _("Choose somebody first. Nothing has changed."))
        return back_to_list(request)
    context = {"people": rows, "kept": request.GET.urlencode(), "with_oneself": request.person.id in chosen,
               "too_many": len(rows) > verbs.MOST_LEAVING, "most": verbs.MOST_LEAVING}  # fmt: skip
    return render(request, "people/console/leavings.html", context, status=422 if context["too_many"] else 200)


@door("administrator", methods="POST")
def returns(request: PersonRequest) -> HttpResponse:
    """Undo: whoever this session marked as left last is here again."""
    ids = [UUID(text) for text in request.session.pop(SESSION_KEY, [])]
    count = verbs.welcome_many_back(by=request.person, people=ids)
    if count:
        said = ngettext(
            "%(n)s person is here again. To log in, a new invitation is needed.",
            "%(n)s people are here again. To log in, each needs a new invitation.",
            count,
        )
        messages.success(request, said % {"n": count})
    return redirect("console_people")


def _chosen(request: PersonRequest) -> list[UUID]:
    """Ids that were ticked; what is no id is nobody's."""
    found = []
    for text in request.POST.getlist("person"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _tell_left(request: PersonRequest, people: list[UUID], text: str) -> None:
    request.session[SESSION_KEY] = [str(id) for id in people]
    messages.success(request, text, extra_tags=reverse("console_people_returns"))
