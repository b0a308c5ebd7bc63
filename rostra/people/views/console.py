"""The console's pages of people and units."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rostra.accounts.actions.invitations import invite
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal
from rostra.people.actions import people as verbs
from rostra.people.asking import PersonRequest
from rostra.people.finding import find_people
from rostra.people.forms import NewPersonForm
from rostra.people.listing import FOUND, PAGE
from rostra.people.models import Person
from rostra.people.views.asking import id_or_none, words_of
from rostra.people.views.directory import unit_choices

SHOWS = ("here", "not_come", "left")


@door("administrator", methods="GET POST")
def people(request: PersonRequest) -> HttpResponse:
    """`?show=` here, not_come or left; `?q=` finds. POST adds somebody who is on no list."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _add(request, form):
        return redirect("console_people")
    show = request.GET.get("show") if request.GET.get("show") in SHOWS else "here"
    words = words_of(request)
    rows = Person.objects.visible_to(request.person).select_related("unit", "user")
    after = id_or_none(request, "after")
    if words:
        page, older = rows.in_turn(_found(words)), ""
    else:
        shown = {
            "here": rows.here(), "not_come": rows.here().filter(user=None), "left": rows.exclude(left_at=None)
        }[show or "here"]  # fmt: skip
        if after:
            shown = shown.after(rows.or_404(after).sort_key, after)
        page = list(shown.in_order()[: PAGE + 1])
        older = f"?show={show}&after={page[PAGE - 1].id}" if len(page) > PAGE else ""
    context = {"people": page[: PAGE if not words else FOUND], "older": older, "show": show, "words": words, "form": form,
               "shows": [("here", _("Here")), ("not_come", _("Not come yet")), ("left", _("Left"))]}  # fmt: skip
    return render(request, "people/console/people.html", context, status=422 if form.errors else 200)


def _found(words: str) -> list[UUID]:
    """As the directory finds, and by e-mail or number, also among those who left."""
    exact = Person.objects.filter(Q(email__iexact=words) | Q(number=words) | Q(name__iexact=words)).values_list(
        "id", flat=True
    )
    return list(dict.fromkeys([*exact[:FOUND], *find_people(words, limit=FOUND)]))


def _add(request: PersonRequest, form: NewPersonForm) -> bool:
    try:
        person = verbs.add_person(by=request.person, **form.cleaned_data)
    except Refused as refused:
        take_refusal(form, refused)
        return False
    messages.success(
        request, _("%(name)s is in the directory. Send the invitation when it is time.") % {"name": person.name}
    )
    return True


@door("administrator", methods="POST")
def invitation(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Send her a way in; a new one ends the one before."""
    person = Person.objects.visible_to(request.person).or_404(person_id)
    try:
        invite(by=request.user, email=person.email, person_id=person.id, label=person.name)
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": person.email})
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("console_people")


@door("administrator", methods="GET POST DELETE")
def leaving(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """GET says what it means, POST marks her as left, DELETE welcomes her back."""
    person = Person.objects.visible_to(request.person).select_related("unit").or_404(person_id)
    if request.method == "GET":
        return render(request, "people/console/leaving.html", {"person": person})
    if request.method == "POST":
        verbs.mark_left(by=request.person, person=person)
        messages.success(request, _("%(name)s has left. What was said stays.") % {"name": person.name})
    else:
        verbs.welcome_back(by=request.person, person=person)
        messages.success(
            request, _("%(name)s is here again. To log in, a new invitation is needed.") % {"name": person.name}
        )
    return redirect("console_people")


@door("administrator")
def units(request: PersonRequest) -> HttpResponse:
    rows = unit_choices(request.person)
    counts = Person.objects.visible_to(request.person).here().count_by_unit()
    return render(request, "people/console/units.html", {"units": [(unit, counts.get(unit.id, 0)) for unit in rows]})
