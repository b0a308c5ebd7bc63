"""The first hour in the browser: a code from the log, then one page of questions. Gone once the house is set up."""

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rostra.accounts.actions.setup import FirstAdministrator, is_setup_code, set_up
from rostra.accounts.entering import enter
from rostra.accounts.forms import NEW_PASSWORD_HINT, checked_password
from rostra.company.current import company_or_none
from rostra.company.forms import CompanySettingsForm, server_of, words_of, zones
from rostra.company.views.company import mail_tried
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal

SESSION_KEY = "setup_code"


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        help_text=gettext_lazy("Four groups of four signs. It stands in the log of the server that just started."),
    )


class SetupForm(CompanySettingsForm):
    """All questions of the first hour."""

    admin_name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    admin_email = forms.EmailField(label=gettext_lazy("Your work e-mail"), max_length=254)
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=NEW_PASSWORD_HINT,
    )

    def clean_password(self) -> str:
        return checked_password(self.cleaned_data["password"], self.cleaned_data.get("admin_email", ""))


@door("anyone", methods="GET POST")
def setup(request: HttpRequest) -> HttpResponse:
    if company_or_none() is not None:
        raise Http404
    code = request.session.get(SESSION_KEY, "")
    if not code or not is_setup_code(code):
        return _ask_code(request)
    return _questions(request)


def _ask_code(request: HttpRequest) -> HttpResponse:
    is_try = request.method == "POST" and "code" in request.POST
    form = CodeForm(request.POST if is_try else None)
    if is_try and form.is_valid():
        if not ratelimit.consume(request, action="setup_code"):
            form.add_error("code", _("Too many tries. Wait a minute."))
        elif is_setup_code(form.cleaned_data["code"]):
            request.session.cycle_key()
            request.session[SESSION_KEY] = form.cleaned_data["code"]
            request.session.set_expiry(60 * 60 * 4)
            return redirect("setup")
        else:
            form.add_error(
                "code",
                _("This is not the code, or it is older than a day. A new start of the server prints a new one."),
            )
    return render(request, "accounts/setup/code.html", {"form": form}, status=422 if form.errors else 200)


def _questions(request: HttpRequest) -> HttpResponse:
    spoken = get_language() or settings.LANGUAGE_CODE
    form = SetupForm(request.POST or None, initial={"languages": [spoken], "language": spoken})
    tried: dict[str, object] | None = None
    if request.method == "POST" and "test" in request.POST:
        tried = _try_mail(form)
    elif request.method == "POST" and form.is_valid():
        try:
            words = words_of(form.cleaned_data, keep_password=False)
            _company, user = set_up(words=words, administrator=_administrator(form))
        except Refused as error:
            take_refusal(form, error)
        else:
            request.session.flush()
            enter(request, user)
            return redirect(settings.LOGIN_REDIRECT_URL)
    has_errors = form.is_bound and bool(form.errors)
    context = {
        "form": form,
        "tried": tried,
        "zones": zones(),
        "url": settings.ROSTRA_URL,
        "public_url": settings.ROSTRA_PUBLIC_URL,
    }
    response = render(request, "accounts/setup/show.html", context, status=422 if has_errors and not tried else 200)
    response["Cache-Control"] = "no-store"
    return response


def _administrator(form: SetupForm) -> FirstAdministrator:
    given = form.cleaned_data
    return FirstAdministrator(given["admin_name"], given["admin_email"], given["password"])


def _try_mail(form: SetupForm) -> dict[str, object]:
    """Needs the mail fields and an address to send to; the rest of the page may still be empty."""
    form.is_valid()
    needed = {"mail_host", "mail_port", "mail_user", "mail_password", "mail_security", "mail_from", "admin_email"}
    wrong = needed & set(form.errors)
    for name in set(form.errors) - wrong:
        del form.errors[name]
    return {} if wrong else mail_tried(server_of(form.cleaned_data), form.cleaned_data["admin_email"])
