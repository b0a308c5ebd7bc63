"""The order of names, made anew when the company speaks another language."""

from uuid import UUID

from django.db import connection, transaction

from rostra.kit.job_queue import defer
from rostra.people.models import Person
from rostra.people.sorting import sort_key

BATCH = 2000
_WRITE = """
    UPDATE people_person p SET sort_key = fresh.key
    FROM unnest(%s::uuid[], %s::text[]) AS fresh(id, key) WHERE fresh.id = p.id
"""


def resort_everyone(*, language: str) -> int:
    """Every name by the alphabet of `language`, some at a time, each lot held while it is written. Returns how many moved."""
    moved, last = 0, UUID(int=0)
    while True:
        with transaction.atomic():
            some = Person.objects.filter(id__gt=last).order_by("id").select_for_update(of=("self",))
            rows = list(some.values_list("id", "name", "sort_key")[:BATCH])
            fresh = {id: key for id, name, before in rows if (key := sort_key(name, language)) != before}
            if fresh:
                with connection.cursor() as cursor:
                    cursor.execute(_WRITE, [list(fresh), list(fresh.values())])
            moved += len(fresh)
        if len(rows) < BATCH:
            return moved
        last = rows[-1][0]


def order_changed() -> None:
    """Have everyone sorted anew once the caller's transaction is committed; one run for all that waits by then."""
    defer("people.resort")
