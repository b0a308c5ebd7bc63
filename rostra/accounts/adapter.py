"""How allauth behaves in this house."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from rostra.accounts import letters
from rostra.accounts.actions.passwords import set_password
from rostra.accounts.entering import enter
from rostra.accounts.models import User

log = structlog.get_logger("rostra.accounts")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Nobody signs up: people come in by invitation. Mail goes out as the company's, at the company's address."""

    # One sentence for a wrong password, an address nobody has and an account that is closed.
    _WRONG = _("That address and password do not belong together. Try again, or ask for a new password.")
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "account_inactive": _WRONG,
        "incorrect_password": _("This is not your password. Nothing has changed."),
        "enter_current_password": _("This is not your password. Nothing has changed."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or ask for a new password."),
        "rate_limited": _("That was very often. Nothing is lost; wait a minute and try again."),
        "invalid_password_reset": _("This way to a new password has been used or is too old. Ask for another."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        enter(request, user)

    def set_password(self, user: User, password: str) -> None:
        """Of who had forgotten it: every session and token ends."""
        set_password(user=user, password=password)
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def change_password(self, user: User, password: str, *, keep_tokens: bool) -> None:
        """Of who knows the one until now: she stays signed in here."""
        here = getattr(getattr(self.request, "session", None), "session_key", None)
        set_password(user=user, password=password, keep_session=here, keep_tokens=keep_tokens)
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's mails, as letters of the house. One that we do not know is a mistake of ours and is said so."""
        if template_prefix == "account/email/password_reset_key":
            letters.send_reset(to=email, url=context["password_reset_url"])
        elif template_prefix in {"account/email/password_changed", "account/email/password_reset"}:
            letters.send_password_changed(to=email)
        else:
            log.error("a mail without a letter", template=template_prefix)

    def get_reset_password_from_key_url(self, key: str) -> str:
        path: str = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return f"{settings.ROSTRA_URL}{path.replace('UID-KEY', key)}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Coming in and going out need no words; the others have templates of ours."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *args, **kwargs)

    def is_safe_url(self, url: str) -> bool:
        """Only within this house: a sign-in never leads elsewhere."""
        return bool(url_has_allowed_host_and_scheme(url, allowed_hosts=None))
