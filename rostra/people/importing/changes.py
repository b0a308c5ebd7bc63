"""What the list changes of whom, field by field, by one comparison that the dry run shows and the run writes."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

# field -> (what the person has, what the list gives, when the list says nothing of it)
_TOLD = "true"
COMPARED: dict[str, tuple[str, str, str]] = {
    "name": ("p.name", "r.name", _TOLD),
    "email": ("p.email", "r.email", "r.email <> ''"),
    "number": ("coalesce(p.number, '')", "r.number", "r.number <> ''"),
    "title": ("p.title", "r.title", _TOLD),
    "place": ("p.place", "r.place", _TOLD),
    "phone": ("p.phone", "r.phone", _TOLD),
    "unit": ("p.unit_id", "r.unit_id", _TOLD),
    "lead": ("p.lead_id", "r.lead_id", "(r.lead = '' OR r.lead_id IS NOT NULL)"),
    "languages": ("p.languages", "r.languages", _TOLD),
    "skills": (
        "coalesce(k.names, '{}')",
        "(SELECT coalesce(array_agg(lower(s) ORDER BY lower(s)), '{}') FROM unnest(r.skills) s)",
        _TOLD,
    ),
}
_COLUMNS = {"lead": {"lead_number", "lead_email", "lead_name"}, "name": {"name", "first", "last"}}


def told_fields(columns: Collection[str]) -> list[str]:
    """The fields of a person the file speaks of. A column that is not there changes nothing."""
    has = set(columns)
    return [
        name
        for name in COMPARED
        if name in has or has & _COLUMNS.get(name, set()) or (name == "unit" and any(c.startswith("unit") for c in has))
    ]


def compare(fields: list[str]) -> None:
    """Fill the table `import_change` (line, id, returned, fields text[]) for people the house has."""
    checks = ", ".join(
        f"CASE WHEN {told} AND NOT '{name}' = ANY(p.edited) AND {mine} IS DISTINCT FROM {listed} THEN '{name}' END"
        for name, (mine, listed, told) in COMPARED.items()
        if name in fields
    )
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_change")
        cursor.execute(f"""
            CREATE TEMP TABLE import_change AS
            SELECT r.line, r.id, p.left_at IS NOT NULL AS returned,
                   array_remove(ARRAY[{checks}]::text[], NULL) AS fields
            FROM import_row r JOIN people_person p ON p.id = r.was
            LEFT JOIN (SELECT s.person_id, array_agg(lower(k.name) ORDER BY lower(k.name)) AS names
                       FROM people_personskill s JOIN people_skill k ON k.id = s.skill_id GROUP BY 1) k ON k.person_id = p.id
            WHERE NOT r.out""")  # noqa: S608 - our own expressions
        cursor.execute("CREATE INDEX ON import_change (id)")
        cursor.execute("ANALYZE import_change")


def count_changes() -> dict[str, Any]:
    """{"lines", "new", "changed", "unchanged", "returned", "left_out", "fields": {field: people}}."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE NOT out AND was IS NULL), count(*) FILTER (WHERE NOT out) FROM import_row"
        )
        new, good = cursor.fetchone()
        cursor.execute("""SELECT count(*) FILTER (WHERE returned), count(*) FILTER (WHERE NOT returned AND fields <> '{}'),
            count(*) FILTER (WHERE NOT returned AND fields = '{}') FROM import_change""")
        returned, changed, unchanged = cursor.fetchone()
        cursor.execute("SELECT f, count(*) FROM import_change, unnest(fields) f GROUP BY 1 ORDER BY 2 DESC, 1")
        fields = dict(cursor.fetchall())
    return {
        "good": good,
        "new": new,
        "changed": changed,
        "unchanged": unchanged,
        "returned": returned,
        "fields": fields,
    }


@dataclass(frozen=True)
class Before:
    """SQL texts that show a field to a person, before (`p`) and after (`r`)."""

    mine: str
    listed: str


_SHOWN = {
    "unit": Before("(SELECT name FROM people_unit WHERE id = p.unit_id)", "r.unit[cardinality(r.unit)]"),
    "lead": Before(
        "(SELECT name FROM people_person WHERE id = p.lead_id)",
        "coalesce((SELECT name FROM import_row l WHERE l.id = r.lead_id AND NOT l.out),"
        " (SELECT name FROM people_person WHERE id = r.lead_id))",
    ),
    "languages": Before("array_to_string(p.languages, ', ')", "array_to_string(r.languages, ', ')"),
    "skills": Before(
        "(SELECT string_agg(k.name, ', ' ORDER BY k.name) FROM people_personskill s JOIN people_skill k ON k.id = s.skill_id"
        " WHERE s.person_id = p.id)",
        "array_to_string(r.skills, ', ')",
    ),
}


def show_changes(fields: list[str], *, most: int) -> list[dict[str, Any]]:
    """The first people who change: [{"line", "id", "name", "fields": [{"field", "before", "after"}]}]."""
    pairs = []
    for name in fields:
        shown = _SHOWN.get(name, Before(COMPARED[name][0], COMPARED[name][1]))
        pairs.append(f"'{name}', jsonb_build_array({shown.mine}, {shown.listed})")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.line, c.id, p.name, c.fields, jsonb_build_object({', '.join(pairs)})"  # noqa: S608 - our own
            " FROM import_change c JOIN import_row r ON r.line = c.line AND NOT r.out JOIN people_person p ON p.id = c.id"
            " WHERE c.fields <> '{}' ORDER BY c.line LIMIT %s",
            [most],
        )
        rows = cursor.fetchall()
    return [
        {"line": line, "id": str(id), "name": name, "fields": [_shown(field, pairs[field]) for field in changed]}
        for line, id, name, changed, pairs in ((*row[:4], _loaded(row[4])) for row in rows)
    ]


def _loaded(value: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return loaded


def _shown(field: str, pair: list[Any]) -> dict[str, str]:
    return {"field": field, "before": pair[0] or "", "after": pair[1] or ""}


_MISSING = """
    FROM people_person p WHERE p.left_at IS NULL AND p.id IS DISTINCT FROM %s::uuid
    AND NOT EXISTS (SELECT FROM import_row r WHERE r.was = p.id)
    AND NOT EXISTS (SELECT FROM import_row r WHERE r.out AND (r.number = p.number OR (r.email = lower(p.email) AND r.email <> '')))
    AND NOT EXISTS (SELECT FROM import_mark m WHERE m.mark = lower(p.number) OR (m.mark = lower(p.email) AND p.email <> ''))"""


def missing_people(but: UUID | None) -> list[tuple[UUID, str]]:
    """People here whom no line names, not even a broken one; `but` is who brings the list in, who stays."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT p.id, p.name {_MISSING} ORDER BY p.sort_key, p.id", [but])
        return [(row[0], row[1]) for row in cursor.fetchall()]
