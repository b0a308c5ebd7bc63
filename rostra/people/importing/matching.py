"""Who in the list is who in the house: by employee number, else by e-mail. What cannot be told stays out, with a reason."""

import json

from django.db import connection

from rostra.people.models import ImportRun

# Each takes lines out and notes why. {left_out}: SELECT line, reason, words of the lines to take out.
_TAKE_OUT = """
    WITH found AS ({found}),
    gone AS (UPDATE import_row r SET out = true FROM found f WHERE r.line = f.line AND NOT r.out RETURNING r.line, r.name)
    INSERT INTO people_importnote (run_id, line, left_out, reason, words, text)
    SELECT %s, f.line, true, f.reason, f.words, g.name FROM found f JOIN gone g ON g.line = f.line
"""
_NUMBER_TWICE = """
    SELECT line, 'number_twice' AS reason, jsonb_build_object('number', number, 'line', first) AS words FROM (
        SELECT line, number, first_value(line) OVER (PARTITION BY number ORDER BY line) AS first
        FROM import_row WHERE number <> '' AND NOT out) d WHERE line <> first"""
_EMAIL_TWICE = """
    SELECT line, 'email_twice' AS reason, jsonb_build_object('email', email, 'line', first) AS words FROM (
        SELECT line, email, first_value(line) OVER (PARTITION BY email ORDER BY line) AS first
        FROM import_row WHERE email <> '' AND NOT out) d WHERE line <> first"""
_PERSON_TWICE = """
    SELECT line, 'person_twice' AS reason, jsonb_build_object('line', first) AS words FROM (
        SELECT line, first_value(line) OVER (PARTITION BY was ORDER BY number = '', line) AS first
        FROM import_row WHERE was IS NOT NULL AND NOT out) d WHERE line <> first"""
_BY_NUMBER = """
    UPDATE import_row r SET was = p.id FROM people_person p
    WHERE NOT r.out AND r.number <> '' AND p.number = r.number"""
_BY_EMAIL = """
    UPDATE import_row r SET was = p.id FROM people_person p
    WHERE NOT r.out AND r.was IS NULL AND r.email <> '' AND lower(p.email) = r.email AND p.email <> ''
    AND (p.number IS NULL OR r.number = '' OR (%s AND p.left_at IS NOT NULL))"""
_HAS_LEFT = """
    SELECT r.line, 'has_left' AS reason, jsonb_build_object('name', p.name) AS words
    FROM import_row r JOIN people_person p ON p.id = r.was OR (r.was IS NULL AND lower(p.email) = r.email AND p.email <> '')
    WHERE NOT r.out AND p.left_at IS NOT NULL"""
# She who holds the address keeps it, unless her own line in the list gives her another one.
_EMAIL_TAKEN = """
    SELECT r.line, 'email_taken' AS reason, jsonb_build_object('email', r.email, 'name', p.name) AS words
    FROM import_row r JOIN people_person p ON lower(p.email) = r.email AND p.email <> ''
    LEFT JOIN import_row h ON h.was = p.id AND NOT h.out
    WHERE NOT r.out AND r.email <> '' AND p.id IS DISTINCT FROM r.was
    AND (r.was IS NULL OR h.line IS NULL OR h.email IN ('', r.email) OR 'email' = ANY(p.edited))"""


def _take_out(run: ImportRun, found: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_OUT.format(found=found), [run.id])
        return int(cursor.rowcount)


def match(run: ImportRun, *, returning: bool) -> None:
    """Fill `was`. Those who left stay out unless `returning` (they may be welcomed back, also under a new number)."""
    with connection.cursor() as cursor:
        _take_out(run, _NUMBER_TWICE)
        _take_out(run, _EMAIL_TWICE)
        cursor.execute(_BY_NUMBER)
        cursor.execute(_BY_EMAIL, [returning])
        _take_out(run, _PERSON_TWICE)
        if not returning:
            _take_out(run, _HAS_LEFT)
        while _take_out(run, _EMAIL_TAKEN):  # who stays out keeps her address, which may take out the next
            pass
        cursor.execute("UPDATE import_row SET id = was WHERE was IS NOT NULL")
        cursor.execute("CREATE INDEX ON import_row (id)")
        cursor.execute("ANALYZE import_row")


# The manager by number, else by e-mail, in the list or in the house; else by name, if only one person here has it.
_LEADS = """
    UPDATE import_row r SET lead_id = found.id FROM (
        SELECT r.line, coalesce(
            (SELECT l.id FROM import_row l WHERE l.number = r.lead AND NOT l.out),
            (SELECT p.id FROM people_person p WHERE p.number = r.lead AND p.left_at IS NULL),
            (SELECT l.id FROM import_row l WHERE l.email = lower(r.lead) AND NOT l.out),
            (SELECT p.id FROM people_person p WHERE lower(p.email) = lower(r.lead) AND p.email <> '' AND p.left_at IS NULL),
            (SELECT min(n.id::text)::uuid FROM import_name n WHERE n.name = lower(r.lead) HAVING count(*) = 1)
        ) AS id FROM import_row r WHERE r.lead <> '' AND NOT r.out) found
    WHERE found.line = r.line"""
_NAMES = """
    CREATE TEMP TABLE import_name AS
    SELECT lower(name) AS name, id FROM import_row WHERE NOT out
    UNION
    SELECT lower(p.name), p.id FROM people_person p WHERE p.left_at IS NULL
    AND NOT EXISTS (SELECT FROM import_row r WHERE r.id = p.id AND NOT r.out)"""
_LEAD_NOTES = """
    INSERT INTO people_importnote (run_id, line, left_out, reason, words, text)
    SELECT %s, r.line, false, CASE
        WHEN r.lead_id = r.id THEN 'lead_self'
        WHEN (SELECT count(*) FROM import_name n WHERE n.name = lower(r.lead)) > 1 THEN 'lead_twice'
        ELSE 'lead_unknown' END, jsonb_build_object('lead', r.lead), r.name
    FROM import_row r WHERE NOT r.out AND r.lead <> '' AND (r.lead_id IS NULL OR r.lead_id = r.id)"""


def match_leads(run: ImportRun) -> None:
    """Fill `lead_id`. A manager nobody knows, or herself, stays empty and is told."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_name")
        cursor.execute(_NAMES)
        cursor.execute("CREATE INDEX ON import_name (name)")
        cursor.execute("ANALYZE import_name")
        cursor.execute(_LEADS)
        cursor.execute(_LEAD_NOTES, [run.id])
        cursor.execute("UPDATE import_row SET lead_id = NULL WHERE lead_id = id")
        cursor.execute("DROP TABLE import_name")


def note_circle(run: ImportRun, *, lines: list[tuple[int, str]], circle: str) -> None:
    """Tell every line of a circle of managers, by the names that make it."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO people_importnote (run_id, line, left_out, reason, words, text) VALUES (%s, %s, false, %s, %s::jsonb, %s)",
            [(run.id, line, "circle", json.dumps({"circle": circle}), name) for line, name in lines],
        )
