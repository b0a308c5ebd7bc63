"""One's own account: address, password, sessions, tokens."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rostra.accounts.actions import email_change, sessions, tokens
from rostra.accounts.agents import describe_agent
from rostra.accounts.asking import UserRequest
from rostra.accounts.forms import EmailChangeForm, TokenForm
from rostra.accounts.queries import email_change_by_secret, open_email_change, sessions_of, tokens_of
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal


@door("users")
def account(request: UserRequest) -> HttpResponse:
    """What belongs to the log-in rather than to the profile."""
    context = {
        "address": request.user.email,
        "open_change": open_email_change(request.user),
        "sessions_count": sessions_of(request.user).count(),
        "tokens_count": tokens_of(request.user).count(),
    }
    return render(request, "accounts/account/show.html", context)


@door("users", methods="GET DELETE")
def session_list(request: UserRequest) -> HttpResponse:
    """Where she is signed in; DELETE ends all but this one."""
    here = request.session.session_key or ""
    if request.method == "DELETE":
        count = sessions.end_other_sessions(by=request.user, keep=here)
        messages.success(request, _("You are signed in here only.") if count else _("You were signed in here only."))
        return redirect("sessions")
    rows = [
        {
            "public_key": sessions.public_key_of(each.session_key),
            "agent": describe_agent(each.agent),
            "seen_at": each.seen_at,
            "created_at": each.created_at,
            "here": each.session_key == here,
        }
        for each in sessions_of(request.user)
    ]
    return render(request, "accounts/sessions/index.html", {"rows": rows, "has_others": len(rows) > 1})


@door("users", methods="DELETE POST")
def session(request: UserRequest, public_key: str) -> HttpResponse:
    """DELETE ends it; a POST that does not say `_method=delete` is no request of ours."""
    if request.method != "DELETE" or not sessions.end_session(by=request.user, public_key=public_key):
        raise Http404
    messages.success(request, _("That session is ended."))
    return redirect("sessions")


@door("users", methods="GET POST")
def token_list(request: UserRequest) -> HttpResponse:
    """Her tokens. The text of a new one stands on the page that answers, and nowhere again."""
    form, made = TokenForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = tokens.make_token(by=request.user, **form.cleaned_data)
            form = TokenForm()
        except Refused as error:
            take_refusal(form, error)
    context = {"tokens": tokens_of(request.user), "form": form, "made": made}
    response = render(request, "accounts/tokens/index.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@door("users", methods="DELETE POST")
def token(request: UserRequest, token_id: UUID) -> HttpResponse:
    if request.method != "DELETE" or not tokens.revoke_token(by=request.user, token_id=token_id):
        raise Http404
    messages.success(request, _("That token no longer works."))
    return redirect("tokens")


@door("users", methods="GET POST DELETE")
def email(request: UserRequest) -> HttpResponse:
    """Ask for another address; DELETE takes the wish back."""
    if request.method == "DELETE":
        email_change.withdraw_email_change(by=request.user)
        messages.success(request, _("Your address stays as it is."))
        return redirect("account_email")
    form = EmailChangeForm(request.POST or None)
    if request.method == "POST" and not ratelimit.consume(request, action="change_password", user=request.user):
        return render(request, "429.html", status=429)  # the form would tell a right password from a wrong one
    if request.method == "POST" and form.is_valid():
        try:
            email_change.ask_email_change(by=request.user, **form.cleaned_data)
            return redirect("account_email")
        except Refused as error:
            take_refusal(form, error)
    context = {
        "form": form,
        "address": request.user.email,
        "open_change": open_email_change(request.user),
    }
    return render(request, "accounts/email/show.html", context, status=422 if form.errors else 200)


@door("anyone", methods="GET POST")
def email_confirmation(request: HttpRequest, secret: str) -> HttpResponse:
    """One end confirms, signed in or not: whoever reads the mail has the secret. A GET changes nothing."""
    change = email_change_by_secret(secret)
    if change is None:
        raise Http404
    state = "ask"
    if request.method == "POST":
        try:
            state = "done" if email_change.confirm_email_change(change=change, secret=secret) else "half"
        except Refused as error:
            state, change.reason = "over", error.message  # type: ignore[attr-defined]
    return render(request, "accounts/email/confirm.html", {"change": change, "state": state})
