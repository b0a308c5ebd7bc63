"""Keys for the API: made, shown once, taken back."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.accounts.actors import actor_of
from rostra.accounts.digests import digest_of, new_secret
from rostra.accounts.facts import TokenMade, TokenRevoked
from rostra.accounts.models import ApiToken, User
from rostra.kit.errors import Refused
from rostra.ledger.facts import record

MOST = 20
LONGEST_DAYS = 365
MARK = "rostra_"  # so that a leaked one is found by whoever scans for secrets
SHOWN = len(MARK) + 4


def make_token(*, by: User, name: str, days: int) -> tuple[ApiToken, str]:
    """A token that can do what she can, for `days`. The text is given out here and never again. Raises `Refused`."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= 80 or not 1 <= days <= LONGEST_DAYS:
        raise Refused(_("A token needs a name and works for a year at most."), fields={"name": _("1 to 80 signs")})
    secret, _digest = new_secret()
    text = f"{MARK}{secret}"
    with transaction.atomic():
        User.objects.select_for_update().get(id=by.id)
        if ApiToken.objects.filter(user=by).count() >= MOST:
            raise Refused(_("You have twenty tokens already. Take one back first."))
        expires_at = timezone.now() + timedelta(days=days)
        token = ApiToken.objects.create(
            user=by, name=name, prefix=text[:SHOWN], digest=digest_of(text), expires_at=expires_at
        )
        record(TokenMade(user_id=by.id, token_id=token.id, name=name), by=actor_of(by))
    return token, text


def revoke_token(*, by: User, token_id: UUID) -> bool:
    """One of her own; it stops at once. False if there is none such."""
    with transaction.atomic():
        token = ApiToken.objects.filter(user=by, id=token_id).first()
        if token is None:
            return False
        token.delete()
        record(TokenRevoked(user_id=by.id, token_id=token_id, name=token.name), by=actor_of(by))
    return True
