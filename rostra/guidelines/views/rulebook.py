"""What the company is called and where it is; and the words no rule may look for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rostra.guidelines import queries
from rostra.guidelines.actions.rulebook import change_rulebook
from rostra.guidelines.engine.protected import chapters
from rostra.guidelines.forms import RulebookForm, initial_of
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal
from rostra.people.asking import PersonRequest


@door("communicator", "administrator", methods="GET POST")
def rulebook(request: PersonRequest) -> HttpResponse:
    """Products, domains, public addresses, countries."""
    form = RulebookForm(request.POST or None, initial=initial_of(queries.rulebook()))
    if request.method == "POST" and form.is_valid():
        try:
            change_rulebook(by=request.person, grants=request.grants, **form.lists())
        except Refused as refused:
            take_refusal(form, refused)
        else:
            messages.success(request, _("The rulebook is as you wrote it."))
            return redirect("rulebook")
    return render(request, "guidelines/rulebook.html", {"form": form}, status=422 if form.errors else 200)


@door("people")
def protected(request: PersonRequest) -> HttpResponse:
    """The protected words, for everyone to read."""
    return render(request, "guidelines/protected.html", {"chapters": chapters()})
