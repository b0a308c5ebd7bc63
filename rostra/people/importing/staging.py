"""The list in a temporary table, where PostgreSQL compares it with the people it has: memory stays flat for any length."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from rostra.kit.ids import new_id
from rostra.people.importing.records import Broken
from rostra.people.importing.rows import Row
from rostra.people.models import ImportNote, ImportRun
from rostra.people.sorting import sort_key

BATCH = 5_000

# `id` is the person's, fresh until one is found in the database; `was` is that one. `out` are lines that do not come in.
_TABLES = """
    DROP TABLE IF EXISTS import_row, import_mark, import_unit, import_change, import_graph;
    CREATE TEMP TABLE import_row (
        line int, id uuid, was uuid, out boolean DEFAULT false, number text, email text, name text, sort_key text, title text,
        place text, phone text, unit text[], unit_id uuid, lead text, lead_id uuid, languages text[], skills text[]
    );
    CREATE TEMP TABLE import_mark (mark text);
    CREATE TEMP TABLE import_unit (path text[], id uuid);
"""
_COPY = """COPY import_row (line, id, number, email, name, sort_key, title, place, phone, unit, lead, languages, skills)
    FROM STDIN"""
_MARKS = re.compile(r"[^\s,;|\t\"'<>()]+")


def make_tables() -> None:
    with connection.cursor() as cursor:
        for statement in filter(str.strip, _TABLES.split(";")):
            cursor.execute(statement)


def drop_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_row, import_mark, import_unit, import_change, import_graph")


def stage(run: ImportRun, rows: Iterable[Row | Broken], *, language: str) -> Iterator[int]:
    """Copy rows into the table and notes against the run; yields the last line of each batch, for progress."""
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        good = [item for item in batch if isinstance(item, Row)]
        broken = [item for item in batch if isinstance(item, Broken)]
        _copy_rows(good, language)
        _copy_marks(broken)
        ImportNote.objects.bulk_create([*_notes(run, broken), *_remarks(run, good)])
        yield (batch[-1].line if isinstance(batch[-1], Row) else batch[-1].number)


def _copy_rows(rows: list[Row], language: str) -> None:
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            copy.write_row((
                row.line, new_id(), row.number, row.email, row.name, sort_key(row.name, language), row.title, row.place,
                row.phone, list(row.unit), row.lead, list(row.languages), list(row.skills),
            ))  # fmt: skip


def _copy_marks(broken: list[Broken]) -> None:
    """Whatever in a broken line may be a number or an address, so that nobody counts as missing for a broken line."""
    with connection.cursor() as cursor, cursor.copy("COPY import_mark (mark) FROM STDIN") as copy:
        for line in broken:
            for mark in set(_MARKS.findall(line.text.lower())[:100]):
                copy.write_row((mark,))


def _notes(run: ImportRun, broken: list[Broken]) -> Iterator[ImportNote]:
    for line in broken:
        yield ImportNote(
            run=run, line=line.number, left_out=True, reason=line.reason, words=line.words, text=line.text[:500]
        )


def _remarks(run: ImportRun, rows: list[Row]) -> Iterator[ImportNote]:
    for row in rows:
        for reason, words in row.remarks:
            yield ImportNote(run=run, line=row.line, left_out=False, reason=reason, words=words, text=row.name)


def index_rows() -> None:
    """Once all are in: what the comparisons look up."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX ON import_row (number)")
        cursor.execute("CREATE INDEX ON import_row (email)")
        cursor.execute("ANALYZE import_row")
