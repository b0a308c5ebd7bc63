"""Where somebody is signed in."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from rostra.accounts.actors import actor_of
from rostra.accounts.digests import digest_of
from rostra.accounts.facts import SessionsEnded
from rostra.accounts.models import Session, User
from rostra.kit.room import by_the_way
from rostra.ledger.facts import record

SEEN_EVERY = timedelta(minutes=10)


def end_session(*, by: User, public_key: str) -> bool:
    """One of her own sessions, named by `public_key_of`. False if there is none such."""
    mine = Session.objects.filter(user=by).values_list("session_key", flat=True)
    key = next((key for key in mine if public_key_of(key) == public_key), None)
    return key is not None and _end(by, Session.objects.filter(session_key=key)) > 0


def end_other_sessions(*, by: User, keep: str | None) -> int:
    """All of hers but the one with session key `keep`. Returns how many ended."""
    return _end(by, Session.objects.filter(user=by).exclude(session_key=keep))


def public_key_of(session_key: str) -> str:
    """A name for a session that a page may show: the key itself is what a thief would want."""
    return digest_of(session_key)[:16]


def _end(by: User, sessions: QuerySet[Session]) -> int:
    with transaction.atomic():
        count, _by_model = sessions.delete()
        if count:
            record(SessionsEnded(user_id=by.id, count=count), by=actor_of(by))
    return count


def note_seen(*, session_key: str) -> None:
    """She was just here. Writes at most once in ten minutes; call it when `seen_at` is older than `SEEN_EVERY`."""
    now = timezone.now()
    by_the_way(
        lambda: Session.objects.filter(session_key=session_key, seen_at__lt=now - SEEN_EVERY).update(seen_at=now)
    )


def remove_expired_sessions() -> int:
    """Daily: sessions that no cookie can open any more."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
