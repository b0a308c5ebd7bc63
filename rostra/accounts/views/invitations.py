"""Ways in: the console's list of who has not come yet, and the page a newcomer opens."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.accounts.actions.arriving import accept_invitation
from rostra.accounts.actions.invitations import DAYS, invite, invite_again, withdraw_invitation
from rostra.accounts.actors import actors_of
from rostra.accounts.asking import UserRequest
from rostra.accounts.entering import enter
from rostra.accounts.forms import InvitationForm, WelcomeForm
from rostra.accounts.models import Invitation
from rostra.accounts.queries import invitation_by_secret, invitation_or_none, not_come_yet
from rostra.accounts.rules import is_open
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal


@door("administrator", methods="GET POST")
def invitation_list(request: UserRequest) -> HttpResponse:
    """Who has not come yet, and the form that invites one more."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = invite(by=request.user, **form.cleaned_data)
            messages.success(request, _("A mail is on its way to %(to)s.") % {"to": sent.email})
            return redirect("invitations")
        except Refused as error:
            take_refusal(form, error)
    waiting, now = not_come_yet(), timezone.now()
    names = actors_of({each.invited_by for each in waiting if each.invited_by})
    rows = [
        {
            "invitation": each,
            "by": names[each.invited_by_id].label if each.invited_by_id else "",
            "is_open": is_open(each, now),
        }
        for each in waiting
    ]
    context = {"rows": rows, "form": form, "days": DAYS}
    return render(request, "accounts/invitations/index.html", context, status=422 if form.errors else 200)


@door("administrator", methods="POST DELETE")
def invitation(request: UserRequest, invitation_id: UUID) -> HttpResponse:
    """DELETE withdraws it."""
    found = _found(invitation_id)
    if request.method != "DELETE":
        raise Http404
    withdraw_invitation(by=request.user, invitation=found)
    messages.success(request, _("That way in is closed."))
    return redirect("invitations")


@door("administrator", methods="POST")
def sendings(request: UserRequest, invitation_id: UUID) -> HttpResponse:
    """Once more by mail, with a new secret."""
    try:
        sent = invite_again(by=request.user, invitation=_found(invitation_id))
        messages.success(request, _("A mail is on its way to %(to)s.") % {"to": sent.email})
    except Refused as error:
        messages.error(request, error.message)
    return redirect("invitations")


@door("anyone", methods="GET POST")
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """A newcomer chooses her password and is in. An unknown or used way says so and what to do, the same for both."""
    found = invitation_by_secret(secret)
    if found is None or not is_open(found, timezone.now()):
        return _no_cache(render(request, "accounts/invitations/closed.html", status=410))
    form = WelcomeForm(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(invitation=found, password=form.cleaned_data["password"])
        except Refused as error:
            take_refusal(form, error)
        else:
            enter(request, user)
            return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "invitation": found}
    return _no_cache(render(request, "accounts/invitations/welcome.html", context, status=422 if form.errors else 200))


def _found(invitation_id: UUID) -> Invitation:
    found = invitation_or_none(invitation_id)
    if found is None:
        raise Http404
    return found


def _no_cache(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
