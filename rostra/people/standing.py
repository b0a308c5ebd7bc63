"""Who is asking, read in one statement: session, log-in, person and grants."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from rostra.accounts.models import User
from rostra.kit.hot import hot_cursor
from rostra.people.models import Person


def _columns(model: type[Model], alias: str) -> tuple[list[str], str]:
    fields = model._meta.concrete_fields
    return [field.attname for field in fields], ", ".join(f'{alias}."{field.column}"' for field in fields)


_USER, _USER_SQL = _columns(User, "u")
_PERSON, _PERSON_SQL = _columns(Person, "p")

# A leaver's session ends with the next request: `is_active` and `left_at` are read every time.
_SQL = f"""
    SELECT s.session_data, s.seen_at,
           ARRAY(SELECT g.kind FROM accounts_grant g WHERE g.user_id = u.id),
           {_USER_SQL}, {_PERSON_SQL}
    FROM accounts_session s
    JOIN accounts_user u ON u.id = s.user_id AND u.is_active
    LEFT JOIN people_person p ON p.user_id = u.id AND p.left_at IS NULL
    WHERE s.session_key = $1 AND s.expire_date > now()
"""  # noqa: S608 - column names of our own models


@dataclass(frozen=True)
class Standing:
    """`person` is None for a log-in without one. `session_data` is Django's encoded session."""

    user: User
    person: Person | None
    grants: frozenset[str]
    session_data: str
    seen_at: datetime


def standing_of(session_key: str) -> Standing | None:
    """None: no such session, it ended, or its user may no longer log in."""
    with hot_cursor() as cursor:
        cursor.execute(_SQL, [session_key])
        row = cursor.fetchone()
    if row is None:
        return None
    user_values = row[3 : 3 + len(_USER)]
    person_values: tuple[Any, ...] = row[3 + len(_USER) :]
    user = User.from_db("default", _USER, user_values)
    person = Person.from_db("default", _PERSON, person_values) if person_values[0] is not None else None
    if person is not None:
        person.user = user
    return Standing(user, person, frozenset(row[2]), row[0], row[1])
