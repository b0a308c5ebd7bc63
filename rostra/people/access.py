"""Ending the access of people who left, by the verb of accounts."""

from collections.abc import Collection
from uuid import UUID

from rostra.accounts.actions.leaving import end_access
from rostra.accounts.models import User


def end_access_of(people: Collection[UUID], *, by: User | None) -> None:
    """Log-ins, sessions, tokens and grants end. `by` None is the house. Raises `Refused` for the last administrator."""
    for user in User.objects.filter(person__id__in=list(people), is_active=True):
        end_access(by=by, user=user)
