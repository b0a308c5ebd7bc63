"""The console's pages of people and units."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rostra.accounts.actions.invitations import invite
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal
from rostra.people.actions import people as verbs
from rostra.people.actions.people import MOST_LEAVING
from rostra.people.asking import PersonRequest
from rostra.people.finding import find_leavers, find_people
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
    show, words = _show(request), words_of(request)
    rows = Person.objects.visible_to(request.person).select_related("unit", "user")
    after = id_or_none(request, "after")
    if words:
        page, older = rows.in_turn(_found(words)), ""
    else:
        shown = {
            "here": rows.here(), "not_come": rows.here().without_log_in(), "left": rows.exclude(left_at=None)
        }[show]  # fmt: skip
        if after:
            shown = shown.after(rows.or_404(after).sort_key, after)
        page = list(shown.in_order()[: PAGE + 1])
        older = f"?show={show}&after={page[PAGE - 1].id}" if len(page) > PAGE else ""
    context = {"people": page[: PAGE if not words else FOUND], "older": older, "show": show, "words": words, "form": form,
               "kept": _kept(show, words), "most": MOST_LEAVING,
               "shows": [("here", _("Here")), ("not_come", _("Not come yet")), ("left", _("Left"))]}  # fmt: skip
    return render(request, "people/console/people.html", context, status=422 if form.errors else 200)


def _show(request: PersonRequest) -> str:
    return asked if (asked := request.GET.get("show", "")) in SHOWS else "here"


def _kept(show: str, words: str) -> str:
    return urlencode(
        {name: value for name, value in {"show": show if show != "here" else "", "q": words}.items() if value}
    )


def back_to_list(request: PersonRequest) -> HttpResponse:
    """To the part of the list where the button was pressed."""
    kept = _kept(_show(request), words_of(request))
    return redirect(f"{reverse('console_people')}?{kept}" if kept else "console_people")


def _found(words: str) -> list[UUID]:
    """As the directory finds, and by e-mail or number, also among those who left."""
    exact = [*Person.objects.by_email([words.lower()]).values(), *Person.objects.with_number(words)]
    found = [*exact, *find_people(words, limit=FOUND), *find_leavers(words, limit=FOUND)]
    return list(dict.fromkeys(found))[:FOUND]


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
    return back_to_list(request)


@door("administrator")
def units(request: PersonRequest) -> HttpResponse:
    rows = unit_choices(request.person)
    counts = Person.objects.visible_to(request.person).here().count_by_unit()
    return render(request, "people/console/units.html", {"units": [(unit, counts.get(unit.id, 0)) for unit in rows]})
