"""My communities in the rail, and what is new in each: one statement, cheap also for who is in hundreds."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from rostra.kit.hot import hot_cursor
from rostra.kit.marks import tile
from rostra.kit.paths import path_to
from rostra.people.models import Person

SHOWN = 8
MOST = 100  # counted no further: it says "99+"

# Her rows by `membership_of`, their communities by key, then for the few shown at most 100 steps into `leg_community`.
_SQL = """
    SELECT c.id, c.name, c.slug,
           CASE WHEN m.muted OR c.last_active_at IS NULL OR c.last_active_at <= seen.last THEN 0 ELSE (
               SELECT count(*) FROM (
                   SELECT 1 FROM communities_entry e
                   WHERE e.community_id = c.id AND e.published_at IS NOT NULL AND e.deleted_at IS NULL AND e.removed_at IS NULL
                     AND e.active_at > seen.last AND (e.until IS NULL OR e.until > now())
                   ORDER BY e.active_at DESC LIMIT $2) AS fresh) END
    FROM communities_membership m
    JOIN communities_community c ON c.id = m.community_id AND c.closed_at IS NULL
    CROSS JOIN LATERAL (SELECT greatest(coalesce(m.seen_at, m.at), $3::timestamptz) AS last) seen
    WHERE m.person_id = $1 AND m.left_at IS NULL
    ORDER BY m.muted, c.last_active_at DESC NULLS LAST, c.id DESC LIMIT $4
"""


@dataclass(frozen=True)
class MyPlace:
    """A line of the rail. `count` is what is new there, 0 to 100 (more than 99); of a muted one always 0."""

    name: str
    url: str
    tile: SafeString
    count: int
    current: bool


def my_places(person: Person, *, since: datetime | None = None, current_path: str = "") -> list[MyPlace]:
    """The eight of hers in which something happened last, muted ones behind.

    New is what moved after she looked into it, and after `since`: when she was here before this visit.
    """
    with hot_cursor() as cursor:
        cursor.execute(_SQL, [person.id, MOST, since, SHOWN])
        rows = cursor.fetchall()
    return [_place(name, path_to("community", slug), fresh, current_path) for _id, name, slug, fresh in rows]


def _place(name: str, url: str, fresh: int, current_path: str) -> MyPlace:
    current = current_path.startswith(url)
    return MyPlace(name, url, tile(name), 0 if current else fresh, current)
