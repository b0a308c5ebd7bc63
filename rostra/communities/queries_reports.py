"""Reading what was reported and removed."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Coalesce

from rostra.accounts.models import Grant
from rostra.people.models import Person

if TYPE_CHECKING:
    from rostra.communities.models import Membership, Removal, Report  # noqa: F401 - named by the classes' types


def _has(person: Person, *kinds: str) -> Exists:
    return Exists(Grant.objects.filter(user=person.user_id, kind__in=kinds))


def _kept_by(person: Person) -> "models.QuerySet[Membership]":
    return person.memberships.filter(left_at=None, level__in=["owner", "moderator"]).values("community")  # type: ignore[return-value]


PLACED = {
    "place_id": Coalesce("entry__community", "comment__entry__community"),
    "place_access": Coalesce("entry__community__access", "comment__entry__community__access"),
}
NOT_SECRET = Q(place_access=None) | ~Q(place_access="secret")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, person: Person | None) -> Self:
        """For who may act on it, never for the one it is about.

        Owners and moderators of its community; the grant `moderator` everywhere (a report brings her into a secret community,
        for the thing reported and nothing else); administrators everywhere but in secret ones they do not keep.
        """
        if person is None or not person.is_here:
            return self.none()
        house = _has(person, "moderator") | (NOT_SECRET & _has(person, "administrator"))
        return (
            self.annotate(**PLACED)
            .filter(Q(place_id__in=_kept_by(person)) | house)
            .exclude(entry__author=person)
            .exclude(comment__author=person)
        )

    def open(self) -> Self:
        return self.filter(closed_at=None)


class RemovalQuerySet(models.QuerySet["Removal"]):
    def visible_to(self, person: Person | None) -> Self:
        """For who may undo it: as with reports; from a secret community the grant `moderator` sees her own removals only."""
        if person is None or not person.is_here:
            return self.none()
        house = NOT_SECRET & _has(person, "moderator", "administrator")
        return (
            self.annotate(**PLACED)
            .filter(Q(place_id__in=_kept_by(person)) | house | (Q(by=person) & _has(person, "moderator")))
            .exclude(entry__author=person)
            .exclude(comment__author=person)
        )

    def standing(self) -> Self:
        """Not undone."""
        return self.filter(undone_at=None)
