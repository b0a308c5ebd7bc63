"""One's own password."""

from django.db import transaction

from rostra.accounts.actions.tokens import revoke_token
from rostra.accounts.actors import actor_of
from rostra.accounts.facts import PasswordChanged
from rostra.accounts.models import Session, User
from rostra.accounts.queries import tokens_of
from rostra.ledger.facts import record


def set_password(*, user: User, password: str, keep_session: str | None = None, keep_tokens: bool = False) -> None:
    """A new password. Every session of hers but `keep_session` (a session key) ends: whoever knew the old one is out.

    So do her tokens, which whoever was in may have made, unless she says that they are hers.
    """
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        Session.objects.filter(user=user).exclude(session_key=keep_session).delete()
        for token in [] if keep_tokens else list(tokens_of(user)):
            revoke_token(by=user, token_id=token.id)
        record(PasswordChanged(user_id=user.id), by=actor_of(user))
