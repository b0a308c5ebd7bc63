"""People for the search page."""

from collections.abc import Sequence

from django.urls import reverse

from rostra.kit.places import SearchHit
from rostra.people.finding import find_people
from rostra.people.models import Person


def search_people(person: Person, words: str, limit: int) -> Sequence[SearchHit]:
    people = Person.objects.visible_to(person).select_related("unit").in_turn(find_people(words, limit=limit))
    return [SearchHit(each.name, line_of(each), reverse("person", args=[each.id]), icon="user") for each in people]


def line_of(person: Person) -> str:
    """Title and unit in one line: "Roaster, Quality lab"."""
    return ", ".join(part for part in (person.title, person.unit.name if person.unit else "") if part)
