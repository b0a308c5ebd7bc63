"""Reading people: one door, `visible_to`, and the lists made of it."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.http import Http404

if TYPE_CHECKING:
    from rostra.people.models import Audience, AudienceMember, ImportRun, Person, Unit  # noqa: F401 - named in quotes

MOST_ABOVE = 12  # steps of the reporting line that are shown


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, person: "Person | None") -> "PersonQuerySet":
        """All people of the company see one another, those who left included: what they said still bears their names."""
        return self if person is not None and person.is_here else self.none()

    def here(self) -> "PersonQuerySet":
        return self.filter(left_at=None)

    def without_log_in(self) -> "PersonQuerySet":
        """Who cannot come in: never came, or came back after her log-in was closed."""
        return self.filter(Q(user=None) | Q(user__is_active=False))

    def in_order(self) -> "PersonQuerySet":
        return self.order_by("sort_key", "id")

    def after(self, sort_key: str, id: UUID) -> "PersonQuerySet":
        """The rows below this place of the list, by one index range."""
        return self.filter(sort_key__gte=sort_key).filter(Q(sort_key__gt=sort_key) | Q(id__gt=id))

    def below(self, unit: UUID) -> "PersonQuerySet":
        """People of a unit and of every unit below it."""
        units = self.model._meta.apps.get_model("people", "Unit").objects.filter(path__contains=[unit])
        return self.filter(unit__in=units.values("id"))

    def at_place(self, place: str) -> "PersonQuerySet":
        """Only by a place that everyone may see: a filter must not tell what the profile hides."""
        return self.filter(place=place, sees_place="everyone")

    def followed_by(self, person: "Person") -> "PersonQuerySet":
        return self.filter(followers__follower=person)

    def with_following_of(self, person: "Person") -> "PersonQuerySet":
        """Each row says `is_followed` by this person."""
        follows = self.model._meta.apps.get_model("people", "Follow").objects
        return self.annotate(is_followed=Exists(follows.filter(follower=person, followed=OuterRef("id"))))

    def in_turn(self, ids: Sequence[UUID]) -> "list[Person]":
        """Rows in the order of `ids`; those that are not there are left out."""
        found = self.in_bulk(list(ids))
        return [found[id] for id in ids if id in found]

    def by_email(self, addresses: Collection[str]) -> dict[str, UUID]:
        """Lower-case address to id, of those that somebody has."""
        rows = self.annotate(low=Lower("email")).filter(low__in=list(addresses)).exclude(email="")
        return dict(rows.values_list("low", "id"))

    def with_number(self, number: str) -> list[UUID]:
        return list(self.filter(number=number).values_list("id", flat=True))

    def count_by_unit(self) -> dict[UUID, int]:
        """How many are in each unit itself, without those below it."""
        rows = self.exclude(unit=None).order_by().values_list("unit_id").annotate(people=Count("id"))
        return {unit: count for unit, count in rows if unit}

    def or_404(self, id: UUID) -> "Person":
        person = self.filter(id=id).first()
        if person is None:
            raise Http404
        return person


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, grants: Collection[str]) -> "ImportRunQuerySet":
        """Lists of people are for those who keep them."""
        return self if "administrator" in grants else self.none()

    def or_404(self, id: UUID) -> "ImportRun":
        run: ImportRun | None = self.select_related("by").filter(id=id).first()
        if run is None:
            raise Http404
        return run


_ABOVE = """
    WITH RECURSIVE above(id, lead_id, step) AS (
        SELECT p.id, p.lead_id, 0 FROM people_person p WHERE p.id = %s
        UNION ALL
        SELECT p.id, p.lead_id, above.step + 1 FROM people_person p JOIN above ON p.id = above.lead_id WHERE above.step < %s
    )
    SELECT id FROM above WHERE step > 0 ORDER BY step
"""


def ids_above(person: "Person") -> list[UUID]:
    """Her lead, her lead's lead and so on, nearest first. A circle ends at the limit and is cut where it closes."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [person.id, MOST_ABOVE])
        found: list[UUID] = []
        for (id,) in cursor.fetchall():
            if id == person.id or id in found:
                break
            found.append(id)
    return found


# Each distinct place by one step in the index: fast for any number of people.
_PLACES = """
    WITH RECURSIVE each(place) AS (
        (SELECT place FROM people_person WHERE left_at IS NULL AND sees_place = 'everyone' AND NOT place = ''
         ORDER BY place LIMIT 1)
        UNION ALL
        SELECT (SELECT p.place FROM people_person p WHERE p.left_at IS NULL AND p.sees_place = 'everyone'
                AND NOT p.place = '' AND p.place > each.place ORDER BY p.place LIMIT 1)
        FROM each WHERE each.place IS NOT NULL
    )
    SELECT place FROM each WHERE place IS NOT NULL LIMIT %s
"""


def places(limit: int = 300) -> list[str]:
    """Places where people are and let everyone see it, in order."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [limit])
        return [row[0] for row in cursor.fetchall()]


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, person: "Person | None") -> "UnitQuerySet":
        """Everyone here sees how the company is built."""
        return self if person is not None and person.is_here else self.none()

    def open(self) -> "UnitQuerySet":
        return self.filter(closed_at=None)


class AudienceQuerySet(models.QuerySet["Audience"]):
    def visible_to(self, person: "Person | None") -> "AudienceQuerySet":
        """Audiences name no people; whoever is here may read what an audience is called."""
        return self if person is not None and person.is_here else self.none()


class AudienceMemberQuerySet(models.QuerySet["AudienceMember"]):
    def audiences_of(self, person: "Person") -> "models.QuerySet[Any]":
        """Ids of the audiences a person is in: a leg of the river."""
        return self.filter(person=person).values_list("audience_id", flat=True)


def languages_spoken() -> list[str]:
    """Codes of the languages somebody here speaks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code FROM (SELECT DISTINCT unnest(languages) AS code FROM people_person WHERE left_at IS NULL) l ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]


def skills_named(limit: int = 300) -> list[tuple[UUID, str]]:
    """Skills somebody has, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.id, k.name FROM people_skill k WHERE EXISTS (SELECT FROM people_personskill s WHERE s.skill_id = k.id)"
            " ORDER BY lower(k.name) LIMIT %s",
            [limit],
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]
