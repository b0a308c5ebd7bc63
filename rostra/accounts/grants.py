"""Keepers that ask for a log-in or a grant. `request.grants` is set with the person, in one statement."""

from django.http import HttpRequest

from rostra.accounts.models import Grant
from rostra.kit.doors import Keeper, keepers


def granted(request: HttpRequest, kind: str) -> bool:
    return kind in getattr(request, "grants", frozenset())


def _asks_for(kind: str) -> Keeper:
    return Keeper(kind, lambda request: granted(request, kind))


keepers.add(Keeper("users", lambda request: request.user.is_authenticated))
for _kind in Grant.Kind.values:
    keepers.add(_asks_for(_kind))
