"""The company's words, as forms: one for the first hour and the console."""

from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rostra.company.actions import CompanyWords
from rostra.company.models import Company
from rostra.company.sealing import unseal
from rostra.company.transport import SECURITY, MailServer

SECURITY_WORDS = {
    "starttls": _("STARTTLS, mostly port 587"),
    "tls": _("TLS from the start, mostly port 465"),
    "none": _("Nothing, only within one machine"),
}


class CompanyForm(forms.Form):
    """Name, languages, time, colour."""

    name = forms.CharField(label=_("Company name"), max_length=120)
    nameplate = forms.CharField(
        label=_("Nameplate"), max_length=40, help_text=_("What stands at the top of every page. Short is good.")
    )
    greeting = forms.CharField(
        label=_("Greeting"),
        max_length=200,
        required=False,
        help_text=_("One sentence on the page where people come in."),
    )
    zone = forms.CharField(
        label=_("Time zone"),
        initial="Europe/Helsinki",
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
        help_text=_("Written like Europe/Helsinki. Everyone may choose another for herself."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages people may choose"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=_("Language for whoever has not chosen"), choices=settings.LANGUAGES, initial="en"
    )
    brand = forms.CharField(
        label=_("Your colour"),
        max_length=64,
        initial="oklch(0.46 0.17 262)",
        help_text=_(
            "Any colour as a style sheet writes it, like #1d4ed8. Rostra makes it readable by day and by night."
        ),
    )
    employer_names = forms.CharField(
        label=_("What readers outside call you"),
        required=False,
        help_text=_(
            "Names by which it is clear whom one works for, with commas between. Left empty: the company name."
        ),
    )


class MailForm(forms.Form):
    """The way out for mail."""

    mail_host = forms.CharField(
        label=_("Mail server"), max_length=253, required=False, help_text=_("Like mail.example.com.")
    )
    mail_port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=587)
    mail_security = forms.ChoiceField(
        label=_("Kept private by"), choices=[(key, SECURITY_WORDS[key]) for key in SECURITY], initial="starttls"
    )
    mail_user = forms.CharField(label=_("User name there"), max_length=254, required=False)
    mail_password = forms.CharField(
        label=_("Password there"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kept sealed. Left empty: the one kept already stays."),
    )
    mail_from = forms.EmailField(
        label=_("Mails come from"), required=False, help_text=_("An address that the server lets you send as.")
    )


class CompanySettingsForm(CompanyForm, MailForm):
    """Both, for the console."""


def zones() -> list[str]:
    return [*sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")), "UTC"]


def words_of(cleaned: dict[str, Any], *, keep_password: bool) -> CompanyWords:
    """What a valid form says. With `keep_password` an empty password field leaves the kept one."""
    known = {key: value for key, value in cleaned.items() if key in CompanyWords.__dataclass_fields__}
    known["employer_names"] = tuple(known.get("employer_names", "").split(","))
    if keep_password and not known.get("mail_password"):
        known["mail_password"] = None
    return CompanyWords(**known)


def initial_of(company: Company) -> dict[str, Any]:
    """What the console's form starts with; never the password."""
    names = CompanySettingsForm.base_fields
    kept = {name: getattr(company, name) for name in names if name != "mail_password"}
    return kept | {"employer_names": ", ".join(company.employer_names)}


def server_of(cleaned: dict[str, Any], company: Company | None = None) -> MailServer:
    """The mail server a form speaks of, with the kept password where its field was left empty. Raises `SealBroken`."""
    server = MailServer(
        host=cleaned["mail_host"],
        port=cleaned["mail_port"],
        user=cleaned["mail_user"],
        password=cleaned["mail_password"],
        security=cleaned["mail_security"],
        sender=cleaned["mail_from"],
        name=cleaned.get("nameplate") or (company.nameplate if company else "Rostra"),
    )
    if company is not None and not server.password and _is_kept_way(server, company):
        return replace(server, password=unseal(company.mail_password))
    return server


def _is_kept_way(server: MailServer, company: Company) -> bool:
    """Only there may the kept password go: to another server, or over an open way, it would be given away."""
    kept = (company.mail_host, company.mail_port, company.mail_user, company.mail_security)
    return kept == (server.host, server.port, server.user, server.security)


class PictureForm(forms.Form):
    """The picture of the sign-in page."""

    upload = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_(
            "JPEG, PNG, WebP, AVIF or GIF, 15 megabytes at most. Places and camera data in it are thrown away."
        ),
    )
    caption = forms.CharField(
        label=_("What it shows"), max_length=200, help_text=_("Read out to whoever does not see the picture.")
    )
