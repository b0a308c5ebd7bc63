"""Following somebody: what she says to her followers, and to everyone, comes into my river."""

from django.db import transaction
from django.utils.translation import gettext as _

from rostra.kit.errors import allow
from rostra.ledger.facts import record
from rostra.people import rules
from rostra.people.facts import PersonFollowed, PersonUnfollowed
from rostra.people.models import Follow, Person


def follow(*, by: Person, person: Person) -> None:
    """Twice changes nothing."""
    allow(rules.can_follow(by, person), _("One follows others who are here. Nothing has changed."))
    with transaction.atomic():
        _hold(by)
        _row, made = Follow.objects.get_or_create(follower=by, followed=person)
        if made:
            record(PersonFollowed(followed=person.id, follower=by.id), by=by.actor)


def unfollow(*, by: Person, person: Person) -> None:
    with transaction.atomic():
        _hold(by)
        gone, _by_model = Follow.objects.filter(follower=by, followed=person).delete()
        if gone:
            record(PersonUnfollowed(followed=person.id, follower=by.id), by=by.actor)


def _hold(follower: Person) -> None:
    """Whoever follows in one window and unfollows in another does one after the other."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(id=follower.id)
