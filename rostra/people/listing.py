"""One page of the directory: found by words, or in the order of names."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from rostra.kit.errors import Refused
from rostra.people.finding import Within, find_people
from rostra.people.models import Person
from rostra.people.queries import PersonQuerySet

PAGE = 30
FOUND = 50


@dataclass(frozen=True)
class Page:
    """`after` is the id of the last row when there are more. A search gives the best `FOUND` and `more` when there are others."""

    people: list[Person]
    after: UUID | None = None
    more: bool = False


def page_of_people(
    viewer: Person | None, *, words: str = "", within: Within = Within(), following: bool = False,  # noqa: B008 - frozen
    after: UUID | None = None, size: int = PAGE,
) -> Page:  # fmt: skip
    """People here whom `viewer` may see. Raises `Refused` for a place in the list that nobody gave out."""
    rows = Person.objects.visible_to(viewer).here().select_related("unit")
    if viewer is not None:
        rows = rows.with_following_of(viewer)
    if words:
        found = find_people(words, limit=FOUND + 1, within=within)
        return Page(rows.in_turn(found[:FOUND]), more=len(found) > FOUND)
    if within.unit:
        rows = rows.below(within.unit)
    if within.place:
        rows = rows.at_place(within.place)
    if following and viewer is not None:
        rows = rows.followed_by(viewer)
    if after is not None:
        rows = _below(rows, after)
    people = list(rows.in_order()[: size + 1])
    return Page(people[:size], people[size - 1].id if len(people) > size else None)


def _below(rows: PersonQuerySet, after: UUID) -> PersonQuerySet:
    place = Person.objects.filter(id=after).values_list("sort_key", "id").first()
    if place is None:
        raise Refused(_("This link to a page does not lead anywhere. Go back to the start of the list."))
    return rows.after(*place)
