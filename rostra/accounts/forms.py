"""The forms of coming in and of one's own account."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rostra.accounts.models import User
from rostra.accounts.queries import tokens_of

NEW_PASSWORD_HINT = _("At least 10 signs. A sentence is easier to remember than a word.")


def _email_field(label: Any) -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"})
    return forms.EmailField(label=label, max_length=254, widget=widget)


def _new_password_field(label: Any, hint: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, strip=False, max_length=1000, widget=widget, help_text=hint)


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _email_field(_("Work e-mail"))
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        self.fields["password"] = forms.CharField(label=_("Password"), strip=False, max_length=1000, widget=widget)
        self.order_fields(["login", "password"])


class AskResetForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    email = _email_field(_("Work e-mail"))


class ResetForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label, self.fields["password1"].help_text = _("New password"), NEW_PASSWORD_HINT
        self.fields["password2"].label = _("The same once more")
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    end_tokens = forms.BooleanField(
        label=_("End my tokens for the API as well"),
        help_text=_("A program that works with one of them stops until you give it another."),
        initial=True,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not tokens_of(self.user).exists():
            del self.fields["end_tokens"]
        self.fields["oldpassword"].label = _("Password until now")
        self.fields["password1"].label, self.fields["password1"].help_text = _("New password"), NEW_PASSWORD_HINT
        self.fields["password2"].label = _("The same once more")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def save(self) -> None:
        keep_tokens = not self.cleaned_data.get("end_tokens", True)
        get_adapter().change_password(self.user, self.cleaned_data["password1"], keep_tokens=keep_tokens)


class WelcomeForm(forms.Form):
    """A newcomer's first password."""

    password = _new_password_field(_("Choose a password"), NEW_PASSWORD_HINT)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean_password(self) -> str:
        return checked_password(self.cleaned_data["password"], self._email)


class EmailChangeForm(forms.Form):
    new_email = _email_field(_("New address"))
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("So that nobody does this at a desk you left."),
    )


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("So that you know it again in a year.")
    )
    days = forms.TypedChoiceField(
        label=_("It works for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("a year"))],
        initial=90,
    )


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    label = forms.CharField(label=_("Name"), max_length=120, required=False, help_text=_("How the invitation greets."))


class GrantForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of the log-in"), max_length=254)
    kind = forms.ChoiceField(label=_("May act as"))

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label=_("May act as"), choices=kinds)


def checked_password(password: str, email: str) -> str:
    """The password, if it is good enough for this address. Raises `ValidationError`."""
    try:
        validate_password(password, User(email=email))
    except ValidationError as error:
        raise ValidationError(error.messages) from error
    return password
