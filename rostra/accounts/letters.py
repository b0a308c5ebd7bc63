"""The mails that accounts sends, in the language active when they are written."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from rostra.company.actions import send_mail
from rostra.company.current import company_or_none
from rostra.company.letters import write_letter


def address_of(name: str, *args: object) -> str:
    """A whole address inside this house; never made of what a request says about itself."""
    return f"{settings.ROSTRA_URL}{reverse(name, args=args)}"


def _house() -> str:
    company = company_or_none()
    return company.nameplate if company else "Rostra"


def send_reset(*, to: str, url: str) -> None:
    letter = write_letter(
        title=_("A new password"),
        lines=[
            _("Somebody, we hope you, asked for a new password for this address. Choose one here within three hours.")
        ],
        button=(_("Choose a new password"), url),
        foot=[_("If it was not you, do nothing: your password stays as it is.")],
    )
    send_mail(to=to, subject=_("Your new password"), text=letter.text, html=letter.html, kind="accounts.reset")


def send_password_changed(*, to: str) -> None:
    letter = write_letter(
        title=_("Your password was changed"),
        lines=[
            _("It was changed a moment ago, and whoever was signed in elsewhere as you is signed out."),
            _("If it was not you, ask for a new password at once and tell an administrator."),
        ],
        button=(_("I did not do this"), address_of("account_reset_password")),
    )
    send_mail(
        to=to, subject=_("Your password was changed"), text=letter.text, html=letter.html, kind="accounts.password"
    )


def send_invitation(*, to: str, label: str, secret: str, inviter: str, days: int) -> None:
    house = _house()
    greeting = _("Hello %(name)s,") % {"name": label} if label else _("Hello,")
    invited = (
        _("%(who)s invites you to %(house)s, the place where your company’s people talk.")
        % {"who": inviter, "house": house}
        if inviter
        else _("You are invited to %(house)s, the place where your company’s people talk.") % {"house": house}
    )
    letter = write_letter(
        title=_("Come in"),
        lines=[greeting, invited, _("Choose a password, and you are there. The way in is yours alone.")],
        button=(_("Come in"), address_of("welcome", secret)),
        foot=[_("It works once and for %(days)d days. After that, ask for a new one.") % {"days": days}],
    )
    subject = _("Your way into %(house)s") % {"house": house}
    send_mail(to=to, subject=subject, text=letter.text, html=letter.html, kind="accounts.invitation")


def send_email_change_old(*, to: str, new_email: str, secret: str, hours: int) -> None:
    letter = write_letter(
        title=_("Your address is to change"),
        lines=[
            _("You asked to sign in as %(new)s from now on. Confirm it here, and in the mail at the new address.")
            % {"new": new_email}
        ],
        button=(_("Confirm"), address_of("email_confirmation", secret)),
        foot=[
            _(
                "It works for %(hours)d hours. If it was not you, do nothing and change your password: somebody knows it."
            )
            % {"hours": hours}
        ],
    )
    send_mail(to=to, subject=_("Confirm your new address"), text=letter.text, html=letter.html, kind="accounts.email")


def send_email_change_new(*, to: str, secret: str, hours: int) -> None:
    letter = write_letter(
        title=_("Is this your address"),
        lines=[
            _("Somebody at %(house)s wants to sign in with this address from now on.") % {"house": _house()},
            _("If it was you, confirm it here, and in the mail at the old address."),
        ],
        button=(_("Confirm"), address_of("email_confirmation", secret)),
        foot=[_("It works for %(hours)d hours. If it was not you, do nothing.") % {"hours": hours}],
    )
    send_mail(to=to, subject=_("Confirm your new address"), text=letter.text, html=letter.html, kind="accounts.email")


def send_email_changed(*, to: str, new_email: str) -> None:
    letter = write_letter(
        title=_("Your address has changed"),
        lines=[_("From now on you sign in as %(new)s. This address is no longer used.") % {"new": new_email}],
        foot=[_("If it was not you, tell an administrator at once.")],
    )
    send_mail(to=to, subject=_("Your address has changed"), text=letter.text, html=letter.html, kind="accounts.email")
