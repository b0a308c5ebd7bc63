"""Writing what the list changes: whole sets at a time, the same rows the verbs for one person leave."""

from uuid import UUID

from django.db import connection
from django.utils import timezone

from rostra.kit.ids import new_id
from rostra.people.finding import find_text_sql, refresh_find_text_where
from rostra.people.importing.units import UnitPlan
from rostra.people.models import Skill, Unit

# Column of the person and what the list gives for it.
_SET = {
    "name": ("name", "r.name"),
    "email": ("email", "r.email"),
    "number": ("number", "r.number"),
    "title": ("title", "r.title"),
    "place": ("place", "r.place"),
    "phone": ("phone", "r.phone"),
    "unit": ("unit_id", "r.unit_id"),
    "lead": ("lead_id", "r.lead_id"),
    "languages": ("languages", "r.languages"),
}
_INSERT = f"""
    INSERT INTO people_person (id, name, sort_key, find_text, email, number, title, unit_id, lead_id, place, phone, languages,
        about, sees_phone, sees_place, sees_number, edited, zone, language, theme, at)
    SELECT r.id, r.name, r.sort_key, {find_text_sql(
        name="r.name", title="r.title", unit="u.name", place="r.place",
        skills="(SELECT string_agg(k.name, ' ' ORDER BY k.name) FROM unnest(r.skills) s "
               "JOIN people_skill k ON lower(k.name) = lower(s))",
    )}, r.email, nullif(r.number, ''), r.title, r.unit_id, r.lead_id, r.place, r.phone, r.languages,
        '', 'everyone', 'everyone', 'nobody', '{{}}', '', '', '', now()
    FROM import_row r LEFT JOIN people_unit u ON u.id = r.unit_id
    WHERE NOT r.out AND r.was IS NULL ORDER BY r.line
"""  # noqa: S608 - our own expressions  # fmt: skip


def write_units(plan: UnitPlan) -> None:
    Unit.objects.bulk_create(
        [Unit(id=node.id, name=node.names[-1], parent_id=node.ids[-2] if len(node.ids) > 1 else None, path=node.ids)
         for node in plan.made], batch_size=1000,
    )  # fmt: skip
    for node in plan.moved:
        Unit.objects.filter(id=node.id).update(parent=node.ids[-2] if len(node.ids) > 1 else None, path=node.ids)
    Unit.objects.filter(id__in=[node.id for node in plan.opened]).update(closed_at=None)


def write_people(fields: list[str]) -> None:
    """New people, changed ones, their skills and the text they are found by. `fields` are those the file speaks of."""
    with connection.cursor() as cursor:
        if "skills" in fields:
            _write_skill_names()
        cursor.execute(_INSERT)
        # An address may pass from one person to another within one list, so first all that change let go of theirs.
        cursor.execute(
            "UPDATE people_person p SET email = '' FROM import_change c WHERE c.id = p.id AND 'email' = ANY(c.fields)"
        )
        cursor.execute(_update(fields))
        if "skills" in fields:
            _write_skills()
    refresh_find_text_where("q.id IN (SELECT id FROM import_change WHERE fields <> '{}' OR returned)")


def _update(fields: list[str]) -> str:
    told = [(name, *_SET[name]) for name in fields if name in _SET]
    if "name" in fields:
        told.append(("name", "sort_key", "r.sort_key"))
    sets = ", ".join(f"{column} = CASE WHEN '{name}' = ANY(c.fields) THEN {listed} ELSE p.{column} END"
                     for name, column, listed in told)  # fmt: skip
    return (
        f"UPDATE people_person p SET {sets}, left_at = NULL FROM import_change c"  # noqa: S608 - our own
        " JOIN import_row r ON r.id = c.id AND NOT r.out WHERE c.id = p.id AND (c.fields <> '{}' OR c.returned)"
    )


def _write_skill_names() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(s) FROM import_row r, unnest(r.skills) s WHERE NOT r.out"
            " AND NOT EXISTS (SELECT FROM people_skill k WHERE lower(k.name) = lower(s)) GROUP BY lower(s) ORDER BY 1"
        )
        names = [row[0] for row in cursor.fetchall()]
    Skill.objects.bulk_create([Skill(id=new_id(), name=name) for name in names], batch_size=5000, ignore_conflicts=True)


def _write_skills() -> None:
    listed = """SELECT r.id AS person, k.id AS skill FROM import_row r CROSS JOIN unnest(r.skills) s
        JOIN people_skill k ON lower(k.name) = lower(s) LEFT JOIN import_change c ON c.id = r.id
        WHERE NOT r.out AND (r.was IS NULL OR 'skills' = ANY(c.fields))"""
    with connection.cursor() as cursor:
        cursor.execute(f"""
            DELETE FROM people_personskill s USING import_change c
            WHERE s.person_id = c.id AND 'skills' = ANY(c.fields)
            AND (s.person_id, s.skill_id) NOT IN (SELECT person, skill FROM ({listed}) l)""")  # noqa: S608 - our own
        cursor.execute(f"INSERT INTO people_personskill (person_id, skill_id) {listed} ON CONFLICT DO NOTHING")


def write_leavers(leavers: list[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET left_at = %s WHERE id = ANY(%s)", [timezone.now(), leavers])


def freshen_plans() -> None:
    """Tell PostgreSQL what its tables look like now, so that the next page is planned well."""
    with connection.cursor() as cursor:
        for table in ("people_person", "people_unit", "people_skill", "people_personskill"):
            cursor.execute(f"ANALYZE {table}")
