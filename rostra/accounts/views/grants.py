"""What accounts may do: the console's page of grants."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostra.accounts.actions.grants import give_grant, take_grant
from rostra.accounts.actors import actors_of
from rostra.accounts.asking import UserRequest
from rostra.accounts.forms import GrantForm
from rostra.accounts.models import Grant
from rostra.accounts.queries import active_user_by_email, all_grants, grant_or_none
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal

# What each may do, as the page says it.
KINDS = {
    Grant.Kind.ADMINISTRATOR: (gettext_lazy("Administrator"), gettext_lazy("runs the house: people, grants, settings")),
    Grant.Kind.COMMUNICATOR: (gettext_lazy("Communicator"), gettext_lazy("publishes stories and writes the guide")),
    Grant.Kind.MODERATOR: (gettext_lazy("Moderator"), gettext_lazy("answers reports in every community")),
    Grant.Kind.AUDITOR: (gettext_lazy("Auditor"), gettext_lazy("reads what was done and by whom")),
    Grant.Kind.HR: (gettext_lazy("HR"), gettext_lazy("reads sealed cases, which administrators cannot")),
}


@door("administrator", methods="GET POST")
def grant_list(request: UserRequest) -> HttpResponse:
    """Who may do what, and the form that gives more."""
    kinds = [(str(kind), f"{name}: {about}") for kind, (name, about) in KINDS.items()]
    form = GrantForm(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid() and _give(request, form):
        return redirect("grants")
    return render(
        request, "accounts/grants/index.html", {"groups": _groups(), "form": form}, status=422 if form.errors else 200
    )


@door("administrator", methods="DELETE POST")
def grant(request: UserRequest, grant_id: int) -> HttpResponse:
    found = grant_or_none(grant_id)
    if found is None or request.method != "DELETE":
        raise Http404
    try:
        take_grant(by=request.user, grant=found)
        messages.success(request, _("Taken back. It holds from the next page on."))
    except Refused as error:
        messages.error(request, error.message)
    return redirect("grants")


def _give(request: UserRequest, form: GrantForm) -> bool:
    user = active_user_by_email(form.cleaned_data["email"])
    if user is None:
        form.add_error("email", _("Nobody here signs in with this address. Invite her first."))
        return False
    try:
        give_grant(by=request.user, user=user, kind=form.cleaned_data["kind"])
    except Refused as error:
        take_refusal(form, error)
        return False
    return True


def _groups() -> list[dict[str, Any]]:
    grants = all_grants()
    names = actors_of({each.user for each in grants} | {each.given_by for each in grants if each.given_by})
    return [
        {
            "kind": kind,
            "name": name,
            "about": about,
            "rows": [
                {
                    "grant": each,
                    "name": names[each.user_id].label,
                    "by": names[each.given_by_id].label if each.given_by_id else "",
                }
                for each in grants
                if each.kind == kind
            ],
        }
        for kind, (name, about) in KINDS.items()
    ]
