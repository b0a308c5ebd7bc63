"""The grants of whoever asks, for verbs: None is the house itself (a command, the first hour, an import by the command)."""

from rostra.accounts.models import Grant
from rostra.kit.errors import allow
from rostra.ledger.facts import Actor
from rostra.people import rules
from rostra.people.models import Person


def grants_of(person: Person) -> frozenset[str]:
    if person.user_id is None or not person.is_here:
        return frozenset()
    return frozenset(Grant.objects.filter(user=person.user_id).values_list("kind", flat=True))


def allow_keeping_people(by: Person | None) -> None:
    allow(by is None or rules.can_keep_people(grants_of(by)))


def allow_keeping_audiences(by: Person | None) -> None:
    allow(by is None or rules.can_keep_audiences(grants_of(by)))


def actor_of(by: Person | None) -> Actor:
    return by.actor if by else Actor.house()
