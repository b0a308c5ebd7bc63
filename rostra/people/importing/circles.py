"""Circles of managers: found over everyone, the house as it would be after the list, and left out before it is written."""

from array import array
from collections.abc import Iterator

from django.db import connection

from rostra.people.importing.matching import note_circle
from rostra.people.models import ImportRun

# Everyone here after the list came in, numbered from 0, with the number of her manager.
_GRAPH = """
    CREATE TEMP TABLE import_graph AS
    SELECT id, lead, (row_number() OVER ()) - 1 AS n FROM (
        SELECT r.id, CASE WHEN r.lead <> '' AND r.lead_id IS NULL THEN p.lead_id
                          WHEN 'lead' = ANY(p.edited) THEN p.lead_id ELSE r.lead_id END AS lead
        FROM import_row r LEFT JOIN people_person p ON p.id = r.was WHERE NOT r.out
        UNION ALL
        SELECT p.id, p.lead_id FROM people_person p
        WHERE p.left_at IS NULL AND NOT EXISTS (SELECT FROM import_row r WHERE r.id = p.id AND NOT r.out)) everyone"""
_EDGES = "SELECT g.n, l.n FROM import_graph g JOIN import_graph l ON l.id = g.lead ORDER BY g.n"
_WHO = """
    SELECT coalesce(r.name, p.name), r.line, r.id FROM unnest(%s::bigint[]) WITH ORDINALITY AS at(n, turn)
    JOIN import_graph g ON g.n = at.n LEFT JOIN import_row r ON r.id = g.id AND NOT r.out
    LEFT JOIN people_person p ON p.id = g.id ORDER BY at.turn"""


def leave_out_circles(run: ImportRun) -> int:
    """Unset the managers that would form circles; returns how many circles there were.

    Who had a manager before keeps that one; if this closes a circle again, the second round leaves them without.
    """
    total = 0
    for keeping in (True, False):
        circles = list(_circles())
        total += len(circles)
        for circle in circles:
            _unset(run, circle, keeping)
        if not circles:
            break
    return total


def _circles() -> Iterator[list[int]]:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_graph")
        cursor.execute(_GRAPH)
        cursor.execute("CREATE INDEX ON import_graph (id)")
        cursor.execute("ANALYZE import_graph")
        cursor.execute("SELECT count(*) FROM import_graph")
        lead = array("l", [-1]) * cursor.fetchone()[0]
        cursor.execute(_EDGES)
        while batch := cursor.fetchmany(5_000):
            for person, above in batch:
                lead[person] = above
    yield from circles_in(lead)


def circles_in(lead: "array[int]") -> Iterator[list[int]]:
    """Circles of a graph in which `lead[i]` is the one above i, or -1. Each circle once, in its order. Takes O(n)."""
    seen_in = array("l", [-1]) * len(lead)  # the walk that first came here
    for start in range(len(lead)):
        at = start
        while at != -1 and seen_in[at] == -1:
            seen_in[at] = start
            at = lead[at]
        if at != -1 and seen_in[at] == start:
            circle, following = [at], lead[at]
            while following != at:
                circle.append(following)
                following = lead[following]
            yield circle


def _unset(run: ImportRun, circle: list[int], keeping: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WHO, [circle])
        members = cursor.fetchall()
        ids = [member[2] for member in members if member[2] is not None]
        # `lead` unmatched and not empty means: leave what was. Emptied altogether it means: nobody.
        text = "lead" if keeping else "''"
        cursor.execute(f"UPDATE import_row SET lead_id = NULL, lead = {text} WHERE id = ANY(%s) AND NOT out", [ids])  # noqa: S608
    names = [member[0] for member in members]
    shown = [*names[:12], "…"] if len(names) > 12 else [*names, names[0]]
    note_circle(run, lines=[(line, name) for name, line, _id in members if line is not None], circle=" → ".join(shown))
