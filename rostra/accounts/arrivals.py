"""Who hears, in the same transaction, that a newcomer has come in: the room above makes or finds her Person."""

from collections.abc import Callable
from dataclasses import dataclass

from rostra.accounts.models import Invitation, User
from rostra.kit.registry import Registry


@dataclass(frozen=True)
class Arrival:
    """`arrive(user, invitation)` runs inside the transaction that makes the log-in; what it raises undoes it.

    `invitation.person_id` names the Person the invitation was for. Without one, look for a Person with this address and no
    log-in, else make one called `invitation.label`. The first administrator comes the same way.
    """

    key: str
    arrive: Callable[[User, Invitation], None]
    order: int = 0


arrivals: Registry[Arrival] = Registry(
    "arrivals", "What happens, in the same transaction, when a newcomer first comes in."
)


def announce(user: User, invitation: Invitation) -> None:
    for each in arrivals:
        each.arrive(user, invitation)
