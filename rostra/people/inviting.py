"""Who of the people here has not been invited: what accounts asks before it invites everybody."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from rostra.accounts.models import Invitation, User
from rostra.accounts.newcomers import Newcomer, Waiting
from rostra.people.models import Person
from rostra.people.queries import PersonQuerySet


def count_uninvited() -> Waiting:
    return Waiting(_uninvited().count(), Person.objects.here().without_log_in().filter(email="").count())


def uninvited_after(after: UUID | None, most: int) -> list[Newcomer]:
    rows = _uninvited().order_by("id")
    if after is not None:
        rows = rows.filter(id__gt=after)
    return [Newcomer(email, name, id) for id, name, email in rows.values_list("id", "name", "email")[:most]]


def _uninvited() -> PersonQuerySet:
    """A way in that was withdrawn or has closed counts as invited; one that was used before she left does not."""
    invited = Invitation.objects.filter(email=Lower(OuterRef("email")), used_at=None)
    has_log_in = User.objects.filter(email=Lower(OuterRef("email")), is_active=True)
    return Person.objects.here().without_log_in().exclude(email="").filter(~Exists(invited), ~Exists(has_log_in))
