"""One's own password."""

from django.db import transaction

from rostra.accounts.actors import actor_of
from rostra.accounts.facts import PasswordChanged
from rostra.accounts.models import Session, User
from rostra.ledger.facts import record


def set_password(*, user: User, password: str, keep_session: str | None = None) -> None:
    """A new password. Every session of hers but `keep_session` (a session key) ends: whoever knew the old one is out."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        Session.objects.filter(user=user).exclude(session_key=keep_session).delete()
        record(PasswordChanged(user_id=user.id), by=actor_of(user))
