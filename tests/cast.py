"""The one cast of people for all tests, in one company of three units, built once a session.

ana administrator, bo author, chen member, dara stranger, eve who left, hugo HR, kim communicator. Bo and Chen are in the
roastery, Dara in the cafés, Hugo, Ana and Kim in the office. All log in with the same password; none is in a community yet.
"""

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from rostra.accounts.models import Grant, User
from rostra.company.models import Company
from rostra.people.models import Person, Unit

PASSWORD = "correct horse battery"


@cache
def _password() -> str:
    """Hashed once a process, for hashing is meant to be slow."""
    return make_password(PASSWORD)


@dataclass(frozen=True)
class Cast:
    company: Company
    roastery: Unit
    cafes: Unit
    office: Unit
    ana: Person
    bo: Person
    chen: Person
    dara: Person
    eve: Person
    hugo: Person
    kim: Person

    @property
    def everyone(self) -> dict[str, Person]:
        return {name: getattr(self, name) for name in ("ana", "bo", "chen", "dara", "eve", "hugo", "kim")}


def assemble() -> Cast:
    company, _made = Company.objects.update_or_create(
        id=1,
        defaults={
            "name": "Aamuvalle Oy",
            "nameplate": "Aamuvalle",
            "languages": ["en", "fi", "es"],
            "language": "en",
            "employer_names": ["Aamuvalle"],
            "set_up_at": timezone.now(),
            "mail_from": "rostra@aamuvalle.example",
        },
    )
    units = {}
    for name in ("Roastery", "Cafés", "Office"):
        unit = Unit.objects.create(name=name)
        unit.path = [unit.id]
        unit.save()
        units[name] = unit

    def come(name: str, title: str, unit: str, *grants: str) -> Person:
        email = f"{name.split()[0].lower()}@aamuvalle.example"
        user = User.objects.create(email=email, password=_password())
        for kind in grants:
            Grant.objects.create(user=user, kind=kind)
        return Person.objects.create(
            user=user,
            name=name,
            sort_key=name.lower(),
            find_text=f"{name} {title} {unit}".lower(),
            email=email,
            title=title,
            unit=units[unit],
            place="Turku",
            language="en",
            came_at=timezone.now(),
        )

    cast = Cast(
        company,
        units["Roastery"],
        units["Cafés"],
        units["Office"],
        ana=come("Ana Aalto", "Administrator", "Office", Grant.Kind.ADMINISTRATOR),
        bo=come("Bo Berg", "Roaster", "Roastery"),
        chen=come("Chen Li", "Head roaster", "Roastery"),
        dara=come("Dara Díaz", "Barista", "Cafés"),
        eve=come("Eve Eskola", "Barista", "Cafés"),
        hugo=come("Hugo Hill", "HR partner", "Office", Grant.Kind.HR),
        kim=come("Kim Koski", "Communications", "Office", Grant.Kind.COMMUNICATOR),
    )
    Person.objects.filter(id=cast.eve.id).update(left_at=timezone.now())
    User.objects.filter(id=cast.eve.user_id).update(is_active=False)
    cast.eve.refresh_from_db()
    return cast
