"""What a rule means: one SQL condition over people, for counting, resolving and asking about one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from rostra.kit.errors import Refused

# Key of a rule -> SQL over `p`. Lists of one key are alternatives, keys must all hold.
CONDITIONS = {
    "units": "p.unit_id IN (SELECT u.id FROM people_unit u WHERE u.path && %s::uuid[])",
    "places": "p.place = ANY(%s::text[])",
    "languages": "p.languages && %s::text[]",
    "skills": "EXISTS (SELECT FROM people_personskill s WHERE s.person_id = p.id AND s.skill_id = ANY(%s::uuid[]))",
    "people": "p.id = ANY(%s::uuid[])",
}
_IDS = frozenset({"units", "skills", "people"})
MOST = 2000  # of one list

Rule = Mapping[str, Sequence[str]]


def checked_rule(rule: Mapping[str, Any]) -> dict[str, list[str]]:
    """The rule as it is kept: known keys, lists of texts, ids that are ids, nothing empty. Raises `Refused`."""
    kept: dict[str, list[str]] = {}
    for key, values in rule.items():
        if key not in CONDITIONS or not isinstance(values, Sequence) or isinstance(values, str) or len(values) > MOST:
            raise Refused(_("This audience cannot be read. Nothing has changed: choose its people again."))
        try:
            plain = [str(UUID(str(value))) if key in _IDS else str(value) for value in values]
        except ValueError as error:
            raise Refused(_("This audience cannot be read. Nothing has changed: choose its people again.")) from error
        if plain:
            kept[key] = sorted(set(plain))
    return kept


def _condition(rule: Rule) -> tuple[str, list[list[str]]]:
    keys = [key for key in CONDITIONS if rule.get(key)]
    if not keys:
        return "false", []
    return " AND ".join(CONDITIONS[key] for key in keys), [list(rule[key]) for key in keys]


def count_people(rule: Rule) -> int:
    """How many people here a rule means now."""
    condition, lists = _condition(rule)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM people_person p WHERE p.left_at IS NULL AND {condition}", lists)  # noqa: S608 - our own
        return int(cursor.fetchone()[0])


def resolve_rows(audience: UUID, rule: Rule) -> tuple[int, int]:
    """Make the audience's rows what the rule means; returns how many came and how many went."""
    condition, lists = _condition(rule)
    means = f"SELECT p.id FROM people_person p WHERE p.left_at IS NULL AND {condition}"  # noqa: S608 - our own
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM people_audiencemember m WHERE m.audience_id = %s AND m.person_id NOT IN ({means})",  # noqa: S608 - our own
            [audience, *lists],
        )
        went = cursor.rowcount
        cursor.execute(
            f"INSERT INTO people_audiencemember (audience_id, person_id) SELECT %s::uuid, found.id FROM ({means}) found"  # noqa: S608 - our own
            " ON CONFLICT DO NOTHING",
            [audience, *lists],
        )
        return cursor.rowcount, went
