"""Ending the access of people who left: by the verb of accounts, for each who has a log-in."""

from collections.abc import Collection
from uuid import UUID

from rostra.accounts.models import ApiToken, Session, User


def end_access_of(people: Collection[UUID]) -> None:
    """Their log-ins no longer log in; sessions and tokens end at once."""
    users = list(User.objects.filter(person__id__in=list(people)).values_list("id", flat=True))
    User.objects.filter(id__in=users).update(is_active=False)
    Session.objects.filter(user_id__in=users).delete()
    ApiToken.objects.filter(user_id__in=users).delete()
