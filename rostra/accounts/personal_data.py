"""What accounts keep about people."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rostra.accounts.models import ApiToken, EmailChange, Grant, Invitation, Session, User
from rostra.company.personal_data import ADMINISTRATORS, SECURITY, YOU_ALONE, PersonalData, Rows, personal_data


def _invitations(request: HttpRequest) -> Rows:
    return Invitation.objects.filter(email=getattr(request.user, "email", ""))


def _grants(request: HttpRequest) -> Rows:
    return Grant.objects.filter(Q(user=request.user.pk) | Q(given_by=request.user.pk))


for _entry in (
    PersonalData(
        "accounts.user",
        10,
        SECURITY,
        _("Your log-in: your work e-mail and your password, as a fingerprint from which nobody can read it."),
        _("As long as you work here. When you leave it is closed; the address stays with what you said."),
        _("Administrators see the address. Nobody sees the password."),
        ("accounts.User.email", "people.Person.user", "account.EmailAddress.user", "account.EmailAddress.email"),
        lambda request: User.objects.filter(email=getattr(request.user, "email", "")),
        ("email", "joined_at", "last_login", "is_active"),
        "account",
        counted=False,
    ),
    PersonalData(
        "accounts.session",
        11,
        SECURITY,
        _("Where you are signed in: which browser, since when, and when it was last seen, to ten minutes."),
        _("At most thirty days after you were last there, or until you sign out."),
        _("You alone. It holds no network address."),
        ("accounts.Session.user", "accounts.Session.agent"),
        lambda request: Session.objects.filter(user=request.user.pk),
        ("created_at", "seen_at", "expire_date", "agent"),
        "sessions",
    ),
    PersonalData(
        "accounts.tokens",
        12,
        SECURITY,
        _("Tokens you made for the API: their names, and when each was made and last used. Of the token itself a fingerprint."),
        _("Until you end them, or leave."),
        YOU_ALONE,
        ("accounts.ApiToken.user",),
        lambda request: ApiToken.objects.filter(user=request.user.pk),
        ("name", "prefix", "at", "used_at", "expires_at"),
        "tokens",
    ),
    PersonalData(
        "accounts.grants",
        13,
        SECURITY,
        _("What you may do beyond others, who gave it to you and when; and what you gave to others."),
        _("Until it is taken away, or who has it leaves."),
        ADMINISTRATORS,
        ("accounts.Grant.user", "accounts.Grant.given_by"),
        _grants,
        ("kind", "at"),
    ),
    PersonalData(
        "accounts.email_change",
        14,
        SECURITY,
        _("A change of your address: the new one, and who has confirmed it so far."),
        _("A week after it is done or has run out."),
        YOU_ALONE,
        ("accounts.EmailChange.user", "accounts.EmailChange.new_email"),
        lambda request: EmailChange.objects.filter(user=request.user.pk),
        ("new_email", "at", "expires_at", "done_at"),
        "account_email",
    ),
    PersonalData(
        "accounts.invitation",
        15,
        SECURITY,
        _("Invitations: the address, the name, who invited, when."),
        _("With the log-in that came of it. One that nobody came in by: a year after it closed."),
        ADMINISTRATORS,
        (
            "accounts.Invitation.email", "accounts.Invitation.label",
            "accounts.Invitation.person_id", "accounts.Invitation.invited_by",
            "accounts.InvitingRun.by", "accounts.InvitingRun.left_out", "accounts.InvitingRun.after",
        ),
        _invitations,
        ("email", "label", "at", "sent_at", "expires_at", "used_at"),
    ),
    PersonalData(
        "accounts.attempts",
        16,
        SECURITY,
        _("Attempts to sign in: when, and from which network address; of the address that was typed, a fingerprint."),
        _("Ten minutes, and at most an hour more until it is swept out."),
        _("Nobody; whoever runs the machine could look."),
        ("cache.cache_key", "cache.value"),
    ),
):  # fmt: skip
    personal_data.add(_entry)
