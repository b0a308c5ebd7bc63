"""How many stories wait to be told: on every page with a rail, so one hand-written statement.

Tested to count what `queries.open_stories` gives, whose ORM costs ten times as much to build.
"""

from rostra.kit.hot import hot_cursor
from rostra.people.models import Person

_OPEN = """
    SELECT count(*) FROM advocacy_story s
    JOIN communities_entry e ON e.id = s.entry_id AND e.kind = 'story'
        AND e.published_at IS NOT NULL AND e.deleted_at IS NULL AND e.removed_at IS NULL
    LEFT JOIN communities_community c ON c.id = e.community_id
    WHERE c.access IS DISTINCT FROM 'secret'
      AND s.ended_at IS NULL AND (s.opens_at IS NULL OR s.opens_at <= now()) AND (e.until IS NULL OR e.until > now())
      AND (e.to_everyone OR c.access = 'open' OR (e.community_id IS NULL AND e.author_id = $1)
        OR EXISTS (SELECT 1 FROM communities_membership m
                   WHERE m.community_id = e.community_id AND m.person_id = $1 AND m.left_at IS NULL)
        OR EXISTS (SELECT 1 FROM people_audiencemember a WHERE a.audience_id = e.audience_id AND a.person_id = $1)
        OR (e.to_followers AND EXISTS (SELECT 1 FROM people_follow f
                                       WHERE f.followed_id = e.author_id AND f.follower_id = $1)))
"""


def open_count(person: Person) -> int:
    """Stories she may tell now."""
    with hot_cursor() as cursor:
        cursor.execute(_OPEN, [person.id])
        found: int = cursor.fetchone()[0]
    return found
