"""Ways in: the console's list of who has not come yet, and the page a newcomer opens."""

from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostra.accounts.actions.arriving import accept_invitation
from rostra.accounts.actions.invitations import DAYS, invite, invite_again, withdraw_invitation
from rostra.accounts.actions.inviting import PER_MINUTE, invite_everybody, resume_inviting, stop_inviting
from rostra.accounts.actors import actors_of
from rostra.accounts.asking import UserRequest
from rostra.accounts.entering import enter
from rostra.accounts.forms import InvitationForm, WelcomeForm
from rostra.accounts.listing import (
    CAME,
    CLOSED,
    SHOWS,
    WAITING,
    count_invitations,
    interruption_of,
    newest_run,
    page_of_invitations,
)
from rostra.accounts.models import Invitation, InvitingRun
from rostra.accounts.newcomers import Waiting, count_newcomers
from rostra.accounts.queries import invitation_by_secret, invitation_or_none
from rostra.accounts.rules import is_open
from rostra.company.actions.mail import can_send_mail
from rostra.company.queries import failed_mails
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal
from rostra.kit.paging import Cursor

SHOW_NAMES = {
    WAITING: gettext_lazy("Not come yet"),
    CLOSED: gettext_lazy("Way in has closed"),
    CAME: gettext_lazy("Came"),
}


@door("administrator", methods="GET POST", pace="invitations")
def invitation_list(request: UserRequest) -> HttpResponse:
    """`?show=` waiting, closed or came, `?q=` finds, `?after=` goes on. POST invites one more."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = invite(by=request.user, **form.cleaned_data)
            messages.success(request, _("A mail is on its way to %(to)s.") % {"to": sent.email})
            return _back(request)
        except Refused as error:
            take_refusal(form, error)
    show, words, now = _show(request), _words(request), timezone.now()
    page = page_of_invitations(show=show, words=words, after=Cursor.parse(request.GET.get("after")), now=now)
    counts, run = count_invitations(words=words, now=now), _run_told(now)
    at_start = (
        show == WAITING and not words and "after" not in request.GET and (run is None or run.ended_at is not None)
    )
    context = {
        "rows": _with_inviters(page.rows), "form": form, "days": DAYS, "show": show, "words": words,
        "shows": [(key, name, counts[key]) for key, name in SHOW_NAMES.items()],
        "kept": _query(show, words), "older": f"?{_query(show, words, page.after)}" if page.after else "",
        "waiting": count_newcomers() if at_start else Waiting(), "run": run, "per_minute": PER_MINUTE,
        "interruption": interruption_of(run),
        "refused_mails": failed_mails() if run else 0,
    }  # fmt: skip
    return render(request, "accounts/invitations/index.html", context, status=422 if form.errors else 200)


@door("administrator", methods="POST DELETE")
def invitation(request: UserRequest, invitation_id: UUID) -> HttpResponse:
    """DELETE withdraws it."""
    found = _found(invitation_id)
    if request.method != "DELETE":
        raise Http404
    withdraw_invitation(by=request.user, invitation=found)
    messages.success(request, _("That way in is closed."))
    return _back(request)


@door("administrator", methods="POST", pace="invitations")
def sendings(request: UserRequest, invitation_id: UUID) -> HttpResponse:
    """Once more by mail, with a new secret."""
    try:
        sent = invite_again(by=request.user, invitation=_found(invitation_id))
        messages.success(request, _("A mail is on its way to %(to)s.") % {"to": sent.email})
    except Refused as error:
        messages.error(request, error.message)
    return _back(request)


@door("administrator", methods="GET POST PUT DELETE")
def everybody(request: UserRequest) -> HttpResponse:
    """GET says how many would be invited, POST begins, PUT goes on with what was interrupted, DELETE stops."""
    if request.method == "DELETE":
        if stop_inviting(by=request.user):
            messages.success(request, _("Stopped. What was sent is sent; nobody else is invited."))
        return redirect("invitations")
    if request.method == "PUT":
        if resume_inviting(by=request.user):
            messages.success(request, _("It goes on. Nobody is invited twice."))
        return redirect("invitations")
    waiting, wrong = count_newcomers(), ""
    if request.method == "POST":
        typed = request.POST.get("people", "")
        try:
            invite_everybody(by=request.user, confirmed=int(typed) if typed.isascii() and typed.isdigit() else 0)
            return redirect("invitations")
        except Refused as error:
            wrong = error.message
    minutes = -(-waiting.people // PER_MINUTE)
    context = {"waiting": waiting, "minutes": minutes, "per_minute": PER_MINUTE, "days": DAYS, "wrong": wrong,
               "can_mail": can_send_mail()}  # fmt: skip
    return render(request, "accounts/invitations/everybody.html", context, status=422 if wrong else 200)


def _show(request: UserRequest) -> str:
    return asked if (asked := request.GET.get("show", "")) in SHOWS else WAITING


def _words(request: UserRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\0", " ").split())[:100]


def _query(show: str, words: str, after: Cursor | None = None) -> str:
    kept = {"show": show if show != WAITING else "", "q": words, "after": after or ""}
    return urlencode({name: value for name, value in kept.items() if value})


def _back(request: UserRequest) -> HttpResponse:
    """To the part of the list where the button was pressed."""
    kept = _query(_show(request), _words(request))
    return redirect(f"{reverse('invitations')}?{kept}" if kept else "invitations")


def _with_inviters(rows: list[Invitation]) -> list[Invitation]:
    found = actors_of({each.invited_by for each in rows if each.invited_by})
    for each in rows:
        each.by_name = found[each.invited_by_id].label if each.invited_by_id else ""  # type: ignore[attr-defined]  # shown
    return rows


def _run_told(now: datetime) -> InvitingRun | None:
    """The run that is under way, or what became of one, for a day."""
    run = newest_run()
    return run if run and (run.ended_at is None or run.ended_at > now - timedelta(days=1)) else None


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
    return response
