"""Ways in: one address, one use, seven days. Only the digest of the secret is kept."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from rostra.accounts import letters
from rostra.accounts.actors import actor_of
from rostra.accounts.digests import new_secret
from rostra.accounts.facts import InvitationSent, InvitationWithdrawn
from rostra.accounts.models import Invitation, InvitingRun, User
from rostra.accounts.newcomers import Newcomer
from rostra.accounts.queries import allow_administrator, open_invitations
from rostra.company.current import company_or_none
from rostra.kit.errors import Refused
from rostra.ledger.facts import record

DAYS = 7
MOST_TO_ONE = 3  # mails to one address in a day
MOST_BY_ONE = 200  # single invitations by one inviter in a day; inviting everybody keeps its own pace
PAUSE = timedelta(minutes=5)  # between two mails to one address
DAY = timedelta(days=1)


def invite(*, by: User | None, email: str, person_id: UUID | None = None, label: str = "") -> Invitation:
    """Send one invitation; an open one to this address ends. Raises `Refused` (throttled, has an account), `Forbidden`."""
    allow_administrator(by)
    email = _address(email)
    with transaction.atomic():
        _hold(email)
        reason = _reason_against(email) or _too_often_by(by)
        if reason:
            raise Refused(reason, fields={"email": reason})
        invitation = _send(by, email, " ".join(label.split())[:120], person_id)
        again = invitation.sent_times > 1
        record(InvitationSent(invitation_id=invitation.id, email=email, again=again), by=actor_of(by))
    return invitation


def invite_again(*, by: User | None, invitation: Invitation) -> Invitation:
    """A new secret by mail; the old one ends. For one that was lost or has expired. Raises `Refused`."""
    if invitation.used_at is not None or invitation.ended_at is not None:
        raise Refused(_("This invitation is over. Nothing was sent."))
    return invite(by=by, email=invitation.email, person_id=invitation.person_id, label=invitation.label)


def invite_newcomer(*, run: InvitingRun, newcomer: Newcomer) -> str:
    """One of many, in the caller's transaction. Returns why she was left out, or nothing; tells no fact."""
    try:
        email = _address(newcomer.email)
    except Refused as error:
        return error.message
    _hold(email)
    if open_invitations().filter(email=email).exists():
        return _("is invited already")
    reason = _reason_against(email)
    if not reason:
        _send(run.by, email, newcomer.label[:120], newcomer.person_id, run)
    return reason


def withdraw_invitation(*, by: User | None, invitation: Invitation) -> None:
    """Its way in is closed at once. Twice changes nothing."""
    allow_administrator(by)
    with transaction.atomic():
        open_ones = Invitation.objects.filter(email=invitation.email, used_at=None, ended_at=None)
        if open_ones.update(ended_at=timezone.now()):
            record(InvitationWithdrawn(invitation_id=invitation.id, email=invitation.email), by=actor_of(by))


def _send(
    by: User | None, email: str, label: str, person_id: UUID | None, run: InvitingRun | None = None
) -> Invitation:
    secret, digest = new_secret()
    now = timezone.now()
    before = Invitation.objects.filter(email=email, used_at=None, ended_at=None)
    times = max(before.values_list("sent_times", flat=True), default=0)
    before.update(ended_at=now)
    invitation = Invitation.objects.create(
        email=email,
        label=label,
        person_id=person_id,
        digest=digest,
        invited_by=by,
        run=run,
        sent_at=now,
        sent_times=times + 1,
        expires_at=now + timedelta(days=DAYS),
    )
    company = company_or_none()
    inviter = actor_of(by).label if by else ""
    with translation.override(company.language if company else None):
        letters.send_invitation(to=email, label=label, secret=secret, inviter=inviter, days=DAYS)
    return invitation


def _address(email: str) -> str:
    plain = email.strip().lower()
    try:
        validate_email(plain)
    except ValidationError as error:
        message = _("“%(to)s” is not an e-mail address. Nothing was sent.") % {"to": plain[:254]}
        raise Refused(message, fields={"email": message}) from error
    return plain


def _reason_against(email: str) -> str:
    """Why this address gets no mail now, or nothing."""
    if User.objects.filter(email=email, is_active=True).exists():
        return _("This address has an account already.")
    now = timezone.now()
    today = list(Invitation.objects.filter(email=email, at__gt=now - DAY).values_list("at", flat=True))
    if today and max(today) > now - PAUSE:
        return _("A mail went to this address a moment ago. Wait five minutes.")
    if len(today) >= MOST_TO_ONE:
        return _("Three mails went to this address today. Try again tomorrow.")
    return ""


def _too_often_by(by: User | None) -> str:
    if by is None:
        return ""
    today = Invitation.objects.filter(invited_by=by, run=None, at__gt=timezone.now() - DAY).count()
    return (
        _("You invited very many today. Go on tomorrow, or invite them from the list of people.")
        if today >= MOST_BY_ONE
        else ""
    )


def _hold(email: str) -> None:
    """One at a time for one address, so that two clicks send one mail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [email])


__all__ = ["invite", "invite_again", "invite_newcomer", "withdraw_invitation"]
