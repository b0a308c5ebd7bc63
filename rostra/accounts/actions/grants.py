"""Giving and taking what an account may do."""

from django.db import transaction
from django.utils.translation import gettext as _

from rostra.accounts.actors import actor_of
from rostra.accounts.facts import GrantGiven, GrantTaken
from rostra.accounts.models import Grant, User
from rostra.accounts.queries import allow_administrator
from rostra.kit.errors import Refused
from rostra.ledger.facts import record


def give_grant(*, by: User | None, user: User, kind: str) -> Grant:
    """Let an account act as `kind`. Giving twice changes nothing. Raises `Forbidden`, `Refused`."""
    allow_administrator(by)
    if kind not in Grant.Kind.values:
        raise Refused(_("There is no such grant. Nothing has changed."), fields={"kind": _("Not known")})
    if not user.is_active:
        raise Refused(_("This account is closed. Nothing has changed."))
    with transaction.atomic():
        grant, made = Grant.objects.get_or_create(user=user, kind=kind, defaults={"given_by": by})
        if made:
            record(GrantGiven(user_id=user.id, email=user.email, kind=kind), by=actor_of(by))
    return grant


def take_grant(*, by: User | None, grant: Grant) -> None:
    """Take it back, at once. The last administrator stays. Raises `Forbidden`, `Refused`."""
    allow_administrator(by)
    with transaction.atomic():
        if grant.kind == Grant.Kind.ADMINISTRATOR:
            keep_an_administrator(without=grant.user)
        if Grant.objects.filter(id=grant.id).delete()[0]:
            record(GrantTaken(user_id=grant.user_id, email=grant.user.email, kind=grant.kind), by=actor_of(by))


def keep_an_administrator(*, without: User) -> None:
    """Raise `Refused` if nobody but this account could administer. Holds the rows, so that two cannot take each other's."""
    administrators = Grant.objects.select_for_update(of=("self",)).filter(
        kind=Grant.Kind.ADMINISTRATOR, user__is_active=True
    )
    ids = list(administrators.order_by("id").values_list("user_id", flat=True))
    if without.id in ids and len(ids) == 1:
        raise Refused(_("This is the last administrator. Make somebody else one first; nothing has changed."))
