"""Another address to sign in with, confirmed by the old one and the new one."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.accounts import letters
from rostra.accounts.actors import actor_of
from rostra.accounts.digests import digest_of, new_secret
from rostra.accounts.facts import EmailChanged
from rostra.accounts.models import EmailChange, User
from rostra.accounts.rules import can_confirm
from rostra.kit.errors import Refused
from rostra.ledger.facts import record

HOURS = 24
MOST_A_DAY = 5


def ask_email_change(*, by: User, new_email: str, password: str) -> EmailChange:
    """Send a mail to both addresses. An earlier open change ends. Raises `Refused`.

    An address that is somebody else's is not told apart here: its owner gets no mail and the change never completes.
    """
    new_email = new_email.strip().lower()
    if not by.check_password(password):
        raise Refused(_("This is not your password. Nothing has changed."), fields={"password": _("Not your password")})
    if new_email == by.email:
        raise Refused(_("This is your address already."), fields={"new_email": _("Your address already")})
    (old_secret, old_digest), (new_secret_, new_digest) = new_secret(), new_secret()
    now = timezone.now()
    with transaction.atomic():
        User.objects.select_for_update().get(id=by.id)
        _throttle(by)
        EmailChange.objects.filter(user=by, done_at=None).update(done_at=now)
        change = EmailChange.objects.create(
            user=by,
            new_email=new_email,
            old_digest=old_digest,
            new_digest=new_digest,
            expires_at=now + timedelta(hours=HOURS),
        )
        letters.send_email_change_old(to=by.email, new_email=new_email, secret=old_secret, hours=HOURS)
        if not User.objects.filter(email=new_email).exists():
            letters.send_email_change_new(to=new_email, secret=new_secret_, hours=HOURS)
    return change


def confirm_email_change(*, change: EmailChange, secret: str) -> bool:
    """One end confirms. True when both have and the address is changed. Raises `Refused` for what is over."""
    digest, now = digest_of(secret), timezone.now()
    with transaction.atomic():
        change = EmailChange.objects.select_for_update(of=("self",)).select_related("user").get(id=change.id)
        if not can_confirm(change, now):
            raise Refused(_("This change is over: it was done, replaced by a newer one, or left too long."))
        if digest == change.old_digest:
            change.old_confirmed_at = change.old_confirmed_at or now
        elif digest == change.new_digest:
            change.new_confirmed_at = change.new_confirmed_at or now
        change.save()
        done = bool(change.old_confirmed_at and change.new_confirmed_at)
        if done:
            _complete(change)
    return done


def withdraw_email_change(*, by: User) -> None:
    EmailChange.objects.filter(user=by, done_at=None).update(done_at=timezone.now())


def _complete(change: EmailChange) -> None:
    user, before = change.user, change.user.email
    try:
        with transaction.atomic():
            User.objects.filter(id=user.id).update(email=change.new_email)
    except IntegrityError as error:
        raise Refused(_("Somebody here signs in with this address already. Yours stays as it was.")) from error
    EmailAddress.objects.filter(user_id=user.id).delete()  # allauth's own copy, if it ever made one
    EmailChange.objects.filter(id=change.id).update(done_at=timezone.now())
    record(EmailChanged(user_id=user.id, before=before, after=change.new_email), by=actor_of(user))
    letters.send_email_changed(to=before, new_email=change.new_email)


def _throttle(by: User) -> None:
    since = timezone.now() - timedelta(days=1)
    if EmailChange.objects.filter(user=by, at__gt=since).count() >= MOST_A_DAY:
        raise Refused(_("That was often for one day. Nothing has changed; try again tomorrow."))
