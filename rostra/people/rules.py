"""Who may do what with people. Pure: no queries."""

from collections.abc import Collection

from rostra.people.models import Person

# Field -> who it is for, as the person chose. Fields that are not named here are for everyone.
CHOSEN = {"phone": "sees_phone", "place": "sees_place", "number": "sees_number"}


def can_view(viewer: Person | None, person: Person) -> bool:
    """All people of the company see one another; those who left stay as the authors of what they said."""
    return viewer is not None and viewer.is_here


def can_see_field(viewer: Person | None, person: Person, field: str) -> bool:
    """Whether `viewer` may read this field of a person: as the person chose, hers always. `person.unit_id` is compared."""
    if viewer is None or not viewer.is_here:
        return False
    if viewer.id == person.id or field not in CHOSEN:
        return True
    chosen = getattr(person, CHOSEN[field])
    if chosen == Person.Sees.UNIT:
        return person.unit_id is not None and viewer.unit_id == person.unit_id
    return bool(chosen == Person.Sees.EVERYONE)


def can_follow(follower: Person, followed: Person) -> bool:
    return follower.is_here and followed.is_here and follower.id != followed.id


def can_edit_profile(by: Person, person: Person) -> bool:
    """Only her own: what others know of her comes from the company's list."""
    return by.is_here and by.id == person.id


def can_keep_people(grants: Collection[str]) -> bool:
    """Add, change, mark as left, import. `grants` are those of who asks."""
    return "administrator" in grants


def can_keep_audiences(grants: Collection[str]) -> bool:
    return "administrator" in grants or "communicator" in grants
