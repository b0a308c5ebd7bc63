"""When a newcomer comes in: her log-in and her Person find each other."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from rostra.accounts.models import Grant, Invitation, User
from rostra.ledger.facts import Actor, record
from rostra.people.actions.people import add_person, welcome_back
from rostra.people.facts import PersonCame
from rostra.people.models import Person


def connect(user: User, invitation: Invitation) -> None:
    """The Person the invitation names, else the one with this address and no log-in, else a new one."""
    free = Person.objects.select_for_update(of=("self",))
    person = free.filter(id=invitation.person_id).first() if invitation.person_id else None
    person = person or free.filter(user=user).first() or free.filter(user=None, email__iexact=user.email).first()
    if person is None:
        person = add_person(by=None, name=invitation.label or _name_from(user.email), email=user.email)
    if not person.is_here:
        welcome_back(by=None, person=person)
    first = person.came_at is None
    person.user = user
    person.came_at = person.came_at or timezone.now()
    person.save(update_fields=["user", "came_at"])
    if first:
        record(PersonCame(person=person.id), by=person.actor)


def _name_from(email: str) -> str:
    """Better than an address until she writes her own: "noor.haddad@…" is "Noor Haddad"."""
    words = email.partition("@")[0].replace("_", ".").replace("-", ".").split(".")
    return " ".join(word.capitalize() for word in words if word) or email


def actors_of(users: Iterable[UUID]) -> Mapping[UUID, Actor]:
    """Names for accounts' pages and facts, in one query."""
    people = Person.objects.filter(user__in=list(users)).only("id", "name", "user_id")
    return {person.user_id: person.actor for person in people if person.user_id}


def recognise(request: HttpRequest, user: User) -> None:
    """What the middleware sets for a session, for a request that came with a token."""
    request.person = Person.objects.filter(user=user, left_at=None).first()  # type: ignore[attr-defined]
    request.grants = frozenset(Grant.objects.filter(user=user).values_list("kind", flat=True))  # type: ignore[attr-defined]
