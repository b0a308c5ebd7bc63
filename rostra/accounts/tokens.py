"""From a token in a header to the log-in it belongs to."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from rostra.accounts.digests import digest_of
from rostra.accounts.models import ApiToken, User

NOTED_EVERY = timedelta(minutes=10)


def user_of_token(text: str) -> User | None:
    """Whose token it is, while it works and she is here. Notes its use at most once in ten minutes."""
    now = timezone.now()
    alive = ApiToken.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), user__is_active=True)
    token = alive.select_related("user").filter(digest=digest_of(text)).first()
    if token is None:
        return None
    if token.used_at is None or token.used_at < now - NOTED_EVERY:
        ApiToken.objects.filter(id=token.id).update(used_at=now)
    return token.user
