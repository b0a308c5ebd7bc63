"""What stands around a community's river: figures of its head, who keeps it, what is much talked about."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from rostra.communities.models import Community, Membership

MONTH = timedelta(days=30)
COUNTED_UNITS_TO = 2000  # members; above, units are not counted at every look
LOOKED_AT = 2000  # newest entries that the month's writers are counted in
TALKED_IN = 500  # newest entries whose topics are counted
TOPICS = 6
KEEPERS = 5

_FIGURES = """
    SELECT
        CASE WHEN %(members)s > %(most)s THEN 0 ELSE (
            SELECT count(DISTINCT p.unit_id) FROM communities_membership m JOIN people_person p ON p.id = m.person_id
            WHERE m.community_id = %(community)s AND m.left_at IS NULL) END,
        (SELECT count(DISTINCT author_id) FROM (
            SELECT author_id, published_at FROM communities_entry
            WHERE community_id = %(community)s AND active_at > %(since)s
              AND published_at IS NOT NULL AND deleted_at IS NULL AND removed_at IS NULL
            ORDER BY active_at DESC LIMIT %(looked_at)s) AS lately
         WHERE published_at > %(since)s)
"""

_TALKED = """
    SELECT t.key, coalesce(nullif(mode() WITHIN GROUP (ORDER BY et.name), ''), t.key) AS name, count(*) AS times
    FROM (SELECT id FROM communities_entry
          WHERE community_id = %s AND published_at IS NOT NULL AND deleted_at IS NULL AND removed_at IS NULL
            AND (until IS NULL OR until > now())
          ORDER BY active_at DESC, id DESC LIMIT %s) AS lately
    JOIN communities_entrytopic et ON et.entry_id = lately.id
    JOIN communities_topic t ON t.id = et.topic_id
    GROUP BY t.key ORDER BY times DESC, t.key LIMIT %s
"""


@dataclass(frozen=True)
class Figures:
    """`units` its members come from (0: too many to count at every look); `writers` who wrote an entry in the last 30 days."""

    people: int
    units: int
    writers: int


@dataclass(frozen=True)
class Talked:
    key: str
    name: str
    times: int


def figures_of(community: Community) -> Figures:
    """One statement, bounded whatever the size."""
    words: dict[str, UUID | int | datetime] = {
        "community": community.id,
        "members": community.members_count,
        "most": COUNTED_UNITS_TO,
        "since": timezone.now() - MONTH,
        "looked_at": LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, words)
        units, writers = cursor.fetchone()
    return Figures(community.members_count, units, writers)


def much_talked_about(community: Community) -> list[Talked]:
    """Topics of its newest 500 entries. For who may read it."""
    with connection.cursor() as cursor:
        cursor.execute(_TALKED, [community.id, TALKED_IN, TOPICS])
        return [Talked(*row) for row in cursor.fetchall()]


def who_keeps(community: Community) -> list[Membership]:
    """Owners, then moderators, five at most. Empty: the administrators keep it."""
    keeping = Membership.objects.filter(community=community).keeping().in_order()
    return list(keeping.select_related("person", "person__unit")[:KEEPERS])
