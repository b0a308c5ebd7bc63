"""Reading what was reported and removed."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Coalesce

from rostra.accounts.models import Grant
from rostra.people.models import Person

if TYPE_CHECKING:
    from rostra.communities.models import Removal, Report


def _has(person: Person, *kinds: str) -> Exists:
    return Exists(Grant.objects.filter(user=person.user_id, kind__in=kinds))


class ReportQuerySet(models.QuerySet["Report"]):
    def placed(self) -> Self:
        """Adds `place_id` and `place_access`: the community of the thing reported, None where it has none."""
        return self.annotate(
            place_id=Coalesce("entry__community", "comment__entry__community"),
            place_access=Coalesce("entry__community__access", "comment__entry__community__access"),
        )

    def visible_to(self, person: Person | None) -> Self:
        """For who may act on it, never for the one it is about.

        Owners and moderators of its community; the grant `moderator` everywhere (a report brings her into a secret community,
        for the thing reported and nothing else); administrators everywhere but in secret ones they do not keep.
        """
        if person is None or not person.is_here:
            return self.none()
        kept = person.memberships.filter(left_at=None, level__in=["owner", "moderator"]).values("community")
        not_secret = Q(place_access=None) | ~Q(place_access="secret")
        return (
            self.placed()
            .filter(Q(place_id__in=kept) | _has(person, "moderator") | (_has(person, "administrator") & not_secret))
            .exclude(entry__author=person)
            .exclude(comment__author=person)
        )

    def open(self) -> Self:
        return self.filter(closed_at=None)


class RemovalQuerySet(models.QuerySet["Removal"]):
    def standing(self) -> Self:
        """Not undone."""
        return self.filter(undone_at=None)
