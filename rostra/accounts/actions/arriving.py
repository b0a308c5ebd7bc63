"""A newcomer comes in by her invitation."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.accounts.actors import actor_of
from rostra.accounts.arrivals import announce
from rostra.accounts.facts import InvitationAccepted
from rostra.accounts.models import Invitation, User
from rostra.accounts.rules import is_open
from rostra.kit.errors import Refused
from rostra.ledger.facts import record


def accept_invitation(*, invitation: Invitation, password: str) -> User:
    """Make her log-in, and let the rooms above connect her Person, in one transaction. Raises `Refused`.

    Somebody who left and was invited again gets her old log-in back, with this password and without her old grants.
    """
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(id=invitation.id)
        if not is_open(invitation, timezone.now()):
            raise Refused(_("This way in has been used, withdrawn or is older than seven days. Ask for a new one."))
        user = make_log_in(email=invitation.email, password=password)
        arrive(user=user, invitation=invitation)
    return user


def arrive(*, user: User, invitation: Invitation) -> None:
    """Use up the invitation and tell the rooms above. Within the caller's transaction."""
    now = timezone.now()
    invitation.used_at = now
    invitation.save(update_fields=["used_at"])
    Invitation.objects.filter(email=invitation.email, used_at=None, ended_at=None).update(ended_at=now)
    announce(user, invitation)
    came = InvitationAccepted(user_id=user.id, person_id=invitation.person_id, email=invitation.email)
    record(came, by=actor_of(user))


def make_log_in(*, email: str, password: str) -> User:
    """A new active log-in, or a closed one opened again. Raises `Refused` for a weak password or an address in use."""
    try:
        validate_password(password, User(email=email))
    except ValidationError as error:
        raise Refused(" ".join(error.messages), fields={"password": " ".join(error.messages)}) from error
    user = User.objects.select_for_update().filter(email=email).first()
    if user is None:
        return User.objects.create_user(email, password)
    if user.is_active:
        raise Refused(_("This address has an account already. Come in with its password, or ask for a new one."))
    user.password, user.is_active = make_password(password), True
    user.save(update_fields=["password", "is_active"])
    return user
