"""The verbs of one person: add, change, edit oneself, leave, come back."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.company.current import current_company
from rostra.kit.errors import Refused, allow
from rostra.ledger.facts import record
from rostra.people import rules
from rostra.people.access import end_access_of
from rostra.people.actions.audiences import people_changed
from rostra.people.facts import PersonAdded, PersonChanged, PersonLeft, PersonWelcomedBack
from rostra.people.finding import refresh_find_text
from rostra.people.granted import actor_of, allow_keeping_people
from rostra.people.models import Person, PersonSkill, Skill
from rostra.people.queries import ids_above
from rostra.people.sorting import sort_key

# What the company's list says of somebody, and what she herself may write.
LISTED = frozenset({"name", "email", "number", "title", "unit", "lead", "place", "phone", "languages", "skills"})
OWN = frozenset(
    {"about", "title", "phone", "place", "languages", "skills", "sees_phone", "sees_place", "sees_number", "language",
     "zone", "theme"}
)  # fmt: skip
# Of what she writes herself, an import leaves alone what it would bring too.
KEPT_FROM_IMPORTS = OWN & LISTED
MOST_LEAVING = 200  # at once, by hand; more are a list's
_FOUND_BY = frozenset({"name", "title", "unit", "place", "skills", "sees_place"})


def add_person(*, by: Person | None, name: str, email: str = "", number: str | None = None, **more: Any) -> Person:
    """Somebody of the company, without a log-in yet. `more` are fields of `LISTED`. Raises `Refused`, `Forbidden`."""
    allow_keeping_people(by)
    person = Person(sees_number=Person.Sees.NOBODY)
    changes = {"name": name, "email": email, "number": number, **more}
    with transaction.atomic():
        _set(person, _checked(person, changes))
        person.save(force_insert=True)
        _set_skills(person, changes.get("skills"))
        refresh_find_text([person.id])
        record(PersonAdded(person=person.id, unit=person.unit_id), by=actor_of(by))
        people_changed()
    person.refresh_from_db(fields=["find_text"])
    return person


def change_person(*, by: Person | None, person: Person, **changes: Any) -> list[str]:
    """Change fields of `LISTED` for somebody. Returns those that changed; none of them records nothing."""
    allow_keeping_people(by)
    return _change(by, person, changes)


def edit_profile(*, by: Person, person: Person, **changes: Any) -> list[str]:
    """Her own fields, `OWN`. What the company's list would bring is hers from now on: imports leave it alone."""
    allow(rules.can_edit_profile(by, person))
    unknown = changes.keys() - OWN
    if unknown:
        raise TypeError(f"not hers to edit: {sorted(unknown)}")
    return _change(by, person, changes, own=True)


def _change(by: Person | None, person: Person, changes: dict[str, Any], *, own: bool = False) -> list[str]:
    with transaction.atomic():
        person.refresh_from_db(from_queryset=Person.objects.select_for_update(of=("self",)))
        fields = _set(person, _checked(person, changes))
        if "skills" in changes and _set_skills(person, changes["skills"]):
            fields.append("skills")
        if not fields:
            return []
        if own:
            person.edited = sorted({*person.edited, *(KEPT_FROM_IMPORTS & set(fields))})
        person.save()
        if _FOUND_BY & set(fields):
            refresh_find_text([person.id])
        record(PersonChanged(person=person.id, fields=sorted(fields)), by=actor_of(by))
        people_changed()
    return sorted(fields)


def _checked(person: Person, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes as they are kept, without skills. Raises `Refused` for what cannot stand."""
    kept = {field: value for field, value in changes.items() if field != "skills"}
    if "name" in kept:
        kept["name"] = " ".join(str(kept["name"]).split())
        if not kept["name"]:
            raise Refused(_("A person has a name. Nothing has changed."), fields={"name": _("A person has a name.")})
    if "email" in kept:
        kept["email"] = str(kept["email"]).strip().lower()
        _refuse_if_taken(person, "email", kept["email"])
    if "number" in kept:
        kept["number"] = (str(kept["number"]).strip() if kept["number"] else "") or None
        _refuse_if_taken(person, "number", kept["number"])
    if kept.get("lead") is not None and person.id in {kept["lead"].id, *ids_above(kept["lead"])}:
        raise Refused(
            _(
                "The managers would form a circle. Nothing has changed: choose somebody who does not report to this person."
            )
        )
    return kept


def _refuse_if_taken(person: Person, field: str, value: str | None) -> None:
    if not value:
        return
    lookup = "email__iexact" if field == "email" else field
    holder = Person.objects.exclude(id=person.id).filter(**{lookup: value}).first()
    if holder is not None:
        message = _("%(value)s belongs to %(name)s. Nothing has changed.") % {"value": value, "name": holder.name}
        raise Refused(message, fields={field: message})


def _set(person: Person, changes: dict[str, Any]) -> list[str]:
    """Set on the instance; returns the fields that differ."""
    changed = [field for field, value in changes.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, changes[field])
    if "name" in changed:
        person.sort_key = sort_key(person.name, current_company().language)
    return changed


def _set_skills(person: Person, names: Iterable[str] | None) -> bool:
    """Make her skills these, by name without case. True when something changed."""
    if names is None:
        return False
    wanted = {name.strip().lower(): name.strip() for name in names if name.strip()}
    has = {row.skill.name.lower(): row for row in PersonSkill.objects.filter(person=person).select_related("skill")}
    gone = [row.id for name, row in has.items() if name not in wanted]
    fresh = [name for lower, name in wanted.items() if lower not in has]
    PersonSkill.objects.filter(id__in=gone).delete()
    PersonSkill.objects.bulk_create([PersonSkill(person=person, skill=skill_named(name)) for name in fresh])
    return bool(gone or fresh)


def skill_named(name: str) -> Skill:
    """The skill of this name, made if nobody has it yet."""
    Skill.objects.bulk_create([Skill(name=name)], ignore_conflicts=True)
    return Skill.objects.get(name__iexact=name)


def mark_left(*, by: Person | None, person: Person) -> None:
    """She left the company: her access ends at once, what she said stays. Twice changes nothing."""
    if by is not None and by.id == person.id:
        raise Refused(_("You cannot mark yourself as left. Ask another administrator. Nothing has changed."))
    mark_many_left(by=by, people=[person.id])
    person.refresh_from_db(fields=["left_at"])


def mark_many_left(*, by: Person | None, people: Collection[UUID]) -> list[UUID]:
    """All of them or none. Whoever asks stays, and who left before is passed over. Returns who left now."""
    allow_keeping_people(by)
    if len(people) > MOST_LEAVING:
        raise Refused(_("That is more than can be marked at once. Bring in a list instead. Nothing has changed."))
    with transaction.atomic():
        rows = Person.objects.filter(id__in={*people} - {by.id if by else None}, left_at=None)
        left = list(rows.select_for_update(of=("self",)).order_by("id").values_list("id", flat=True))
        if left:
            Person.objects.filter(id__in=left).update(left_at=timezone.now())
            end_access_of(left, by=by.user if by else None)
            for each in left:
                record(PersonLeft(person=each), by=actor_of(by))
            people_changed()
    return left


def welcome_back(*, by: Person | None, person: Person) -> None:
    """She is here again. To log in she needs a new invitation; communities she had left stay left."""
    allow_keeping_people(by)
    with transaction.atomic():
        if not Person.objects.filter(id=person.id).exclude(left_at=None).update(left_at=None):
            return
        person.refresh_from_db(fields=["left_at"])
        record(PersonWelcomedBack(person=person.id), by=actor_of(by))
        people_changed()


def welcome_many_back(*, by: Person | None, people: Collection[UUID]) -> int:
    """What `mark_many_left` did, undone as far as it can be: they are here again, their log-ins stay closed."""
    with transaction.atomic():
        rows = list(Person.objects.filter(id__in=list(people)).exclude(left_at=None).order_by("id"))
        for person in rows:
            welcome_back(by=by, person=person)
    return len(rows)
