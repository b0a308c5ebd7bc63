"""People over the API. The house mounts `router`; each answer holds only what the caller may see."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from rostra.people import rules
from rostra.people.finding import Within
from rostra.people.listing import page_of_people
from rostra.people.models import Person

router = Router(tags=["people"])


class UnitOut(Schema):
    id: UUID
    name: str


class PersonOut(Schema):
    """`phone`, `place` and `number` are null where the person chose that the caller does not see them."""

    id: UUID
    name: str
    title: str
    email: str
    unit: UnitOut | None
    lead_id: UUID | None
    place: str | None
    phone: str | None
    number: str | None
    languages: list[str]
    about: str
    here: bool


class PeopleOut(Schema):
    """`after` goes into the next question; null at the end. A search gives the best 50 and no `after`."""

    people: list[PersonOut]
    after: UUID | None


class Asked(Schema):
    """`q` finds by name, title, skill, unit and place, typos forgiven; without it the list is in the order of names."""

    q: str = ""
    unit: UUID | None = None
    place: str = ""
    after: UUID | None = None


def _viewer(request: HttpRequest) -> Person | None:
    return getattr(request, "person", None)


def _out(viewer: Person | None, person: Person) -> PersonOut:
    def chosen(field: str) -> str | None:
        return getattr(person, field) if rules.can_see_field(viewer, person, field) else None

    return PersonOut(
        id=person.id, name=person.name, title=person.title, email=person.email,
        unit=UnitOut(id=person.unit.id, name=person.unit.name) if person.unit else None, lead_id=person.lead_id,
        place=chosen("place"), phone=chosen("phone"), number=chosen("number"), languages=person.languages,
        about=person.about, here=person.is_here,
    )  # fmt: skip


@router.get("/people", response=PeopleOut, summary="People, by words or in the order of names")
def people(request: HttpRequest, asked: Query[Asked]) -> PeopleOut:
    viewer = _viewer(request)
    words = " ".join(asked.q.replace("\0", " ").split())[:100]
    page = page_of_people(
        viewer, words=words, within=Within(asked.unit, asked.place.replace("\0", "")[:120]), after=asked.after
    )
    return PeopleOut(people=[_out(viewer, person) for person in page.people], after=page.after)


@router.get("/people/me", response=PersonOut, summary="Whoever asks")
def me(request: HttpRequest) -> PersonOut:
    viewer = _viewer(request)
    rows = Person.objects.visible_to(viewer).select_related("unit")
    return _out(viewer, rows.or_404(viewer.id if viewer else UUID(int=0)))


@router.get("/people/{person_id}", response=PersonOut, summary="One person")
def person(request: HttpRequest, person_id: UUID) -> PersonOut:
    viewer = _viewer(request)
    return _out(viewer, Person.objects.visible_to(viewer).select_related("unit").or_404(person_id))
