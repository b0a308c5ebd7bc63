"""When somebody leaves the company, or comes back."""

from django.db import transaction
from django.utils import timezone

from rostra.accounts.actions.grants import keep_an_administrator
from rostra.accounts.actors import actor_of
from rostra.accounts.facts import AccessEnded
from rostra.accounts.models import ApiToken, EmailChange, Grant, Invitation, Session, User
from rostra.accounts.queries import allow_administrator
from rostra.ledger.facts import record


def end_access(*, by: User | None, user: User) -> None:
    """Close the log-in, end every session, token, grant and open way in. What she said stays hers.

    Her next request finds nobody. Raises `Refused` for the last administrator, `Forbidden`. Twice changes nothing.
    """
    allow_administrator(by)
    with transaction.atomic():
        keep_an_administrator(without=user)
        if not User.objects.filter(id=user.id, is_active=True).update(is_active=False):
            return
        user.is_active = False
        sessions, _by_model = Session.objects.filter(user=user).delete()
        tokens, _by_model = ApiToken.objects.filter(user=user).delete()
        Grant.objects.filter(user=user).delete()
        EmailChange.objects.filter(user=user, done_at=None).delete()
        Invitation.objects.filter(email=user.email, used_at=None, ended_at=None).update(ended_at=timezone.now())
        ended = AccessEnded(user_id=user.id, email=user.email, sessions=sessions, tokens=tokens)
        record(ended, by=actor_of(by))
