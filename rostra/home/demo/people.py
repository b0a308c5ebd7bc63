"""Makes Aamuvalle's units and people."""

import random

from django.utils import timezone

from rostra.accounts.models import Grant, User
from rostra.home.demo.house import CAFE_PLACES, PLAYERS, SKILLS, UNITS
from rostra.home.demo.names import address, staff
from rostra.home.demo.talk import KNOWN, LATELY
from rostra.people.finding import refresh_find_text
from rostra.people.models import Person, PersonSkill, Skill, Unit
from rostra.people.sorting import sort_key

PEOPLE = 204


def make_units() -> dict[str, Unit]:
    """The tree, parents first."""
    made: dict[str, Unit] = {}
    for name, (parent, *_rest) in UNITS.items():
        above = made.get(parent)
        unit = Unit(name=name, parent=above)
        unit.path = [*(above.path if above else []), unit.id]
        unit.save()
        made[name] = unit
    return made


def make_people(units: dict[str, Unit], dice: random.Random) -> dict[str, Person]:
    """Everybody with a log-in nobody can type a password for; the players with their grants. By name."""
    names = staff(_authors(), PEOPLE)
    users = {name: User(email=address(name), password="!") for name in names}  # noqa: S106 - no password opens it
    User.objects.bulk_create(users.values())
    people = {name: _person(name, number, users[name], units, dice) for number, name in enumerate(names, 1)}
    _give_leads(people, units)
    skills = {each.name: each for each in Skill.objects.bulk_create([Skill(name=name) for name in SKILLS])}
    held = {name: dice.sample(SKILLS, dice.randrange(0, 4)) for name in names}
    Person.objects.bulk_create(people.values())
    rows = [PersonSkill(person=people[name], skill=skills[skill]) for name, some in held.items() for skill in some]
    PersonSkill.objects.bulk_create(rows)
    refresh_find_text([person.id for person in people.values()])
    grants = [Grant(user=users[name], kind=kind) for name, player in PLAYERS.items() for kind in player[4]]
    Grant.objects.bulk_create(grants)
    return people


def _authors() -> list[str]:
    """The players first, then everyone who says something in the hand-written talk."""
    spoken = [name for told in LATELY for name in (told.by, *(said.by for said in told.said))]
    return list(dict.fromkeys([*PLAYERS, *KNOWN, *spoken]))


def _person(name: str, number: int, user: User, units: dict[str, Unit], dice: random.Random) -> Person:
    unit, title, place, language = _post(name, dice)
    return Person(
        user=user,
        name=name,
        sort_key=sort_key(name, "fi"),
        email=user.email,
        number=f"A{1000 + number}",
        title=title,
        unit=units[unit],
        place=place,
        phone=f"+358 40 555 {dice.randrange(1000, 9999)}" if dice.random() < 0.5 else "",
        language=language,
        languages=["en"] if language == "en" else [language, "en"],
        came_at=timezone.now(),
    )


def _post(name: str, dice: random.Random) -> tuple[str, str, str, str]:
    """Unit, title, place, language."""
    if name in PLAYERS:
        unit, title, place, language, _grants, _sentence = PLAYERS[name]
        return unit, title, place, language
    if name in KNOWN:
        unit, title, place = KNOWN[name]
    else:
        unit = dice.choices(list(UNITS)[1:], weights=[each[2] for each in list(UNITS.values())[1:]])[0]
        title, place = dice.choice(UNITS[unit][3]), dice.choice(CAFE_PLACES.get(unit, (UNITS[unit][1],)))
    spanish = place in {"Valencia", "Bilbao", "Madrid", "Sevilla"}
    return unit, title, place, "es" if spanish else "fi"


def _give_leads(people: dict[str, Person], units: dict[str, Unit]) -> None:
    """The first of each unit leads it, and answers to the managing director."""
    head: dict[object, Person] = {}
    for person in people.values():
        head.setdefault(person.unit_id, person)
    top = people["Elina Koskela"]
    top.title, top.unit, top.place = "Managing director", units["Aamuvalle"], "Turku"
    for person in people.values():
        person.lead = None if person is top else (top if head[person.unit_id] is person else head[person.unit_id])
