"""Units become communities, and their people are put into them: bulk verbs, one statement whatever the number."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from rostra.communities import naming
from rostra.communities.actions.lapsing import forget_lapsed_of
from rostra.communities.facts.gathering import UnitsGathered
from rostra.communities.models import Community
from rostra.communities.queries_gather import plain
from rostra.ledger.facts import Actor, record

# Whoever has a row, also one who left, is let be. A secret community takes nobody in by itself.
# Communities are held first, in one order, as by every verb: an insert that then counted would hold the membership first.
_HOLD_TO_BRING = """
    SELECT c.id FROM communities_community c
    WHERE c.closed_at IS NULL AND c.access <> 'secret' AND EXISTS (
        SELECT 1 FROM people_person p
        WHERE p.unit_id = c.unit_id AND p.left_at IS NULL {some} AND NOT EXISTS (
            SELECT 1 FROM communities_membership m WHERE m.person_id = p.id AND m.community_id = c.id))
    ORDER BY c.id FOR NO KEY UPDATE
"""

_BRING = """
    WITH came AS (
        INSERT INTO communities_membership (person_id, community_id, level, muted, seen_at, at, removed_because)
        SELECT p.id, c.id, 'member', false, now(), now(), ''
        FROM people_person p
        JOIN communities_community c ON c.unit_id = p.unit_id AND c.closed_at IS NULL AND c.access <> 'secret'
        WHERE p.left_at IS NULL {some}
        ON CONFLICT (person_id, community_id) DO NOTHING
        RETURNING community_id
    ), counted AS (SELECT community_id, count(*) AS n FROM came GROUP BY community_id)
    UPDATE communities_community c SET members_count = c.members_count + counted.n
    FROM counted WHERE c.id = counted.community_id
    RETURNING counted.n
"""

_HOLD_TO_LET_GO = """
    SELECT c.id FROM communities_community c
    WHERE c.id IN (SELECT m.community_id FROM communities_membership m WHERE m.left_at IS NULL AND m.person_id = ANY(%s::uuid[]))
    ORDER BY c.id FOR NO KEY UPDATE
"""

# A leaver's rows go, so that the unit she may come back to can take her in; rows of what she left herself stay.
_LET_GO = """
    WITH gone AS (
        DELETE FROM communities_membership m USING people_person p
        WHERE p.id = m.person_id AND p.left_at IS NOT NULL AND m.left_at IS NULL AND m.person_id = ANY(%s::uuid[])
        RETURNING m.community_id
    ), counted AS (SELECT community_id, count(*) AS n FROM gone GROUP BY community_id)
    UPDATE communities_community c SET members_count = greatest(0, c.members_count - counted.n)
    FROM counted WHERE c.id = counted.community_id
    RETURNING c.id
"""

# A secret community nobody keeps any more is kept by its eldest moderator, else its eldest member: no administrator sees it.
_NAME_HEIRS = """
    UPDATE communities_membership SET level = 'owner' WHERE id IN (
        SELECT DISTINCT ON (m.community_id) m.id
        FROM communities_membership m JOIN communities_community c ON c.id = m.community_id AND c.access = 'secret'
        WHERE m.left_at IS NULL AND m.community_id = ANY(%s::uuid[]) AND NOT EXISTS (
            SELECT 1 FROM communities_membership o
            WHERE o.community_id = m.community_id AND o.left_at IS NULL AND o.level = 'owner')
        ORDER BY m.community_id, (m.level = 'moderator') DESC, m.at, m.id)
"""


@transaction.atomic
def gather_units(*, units: Sequence[Mapping[str, Any]], by: Actor) -> UnitsGathered:
    """Make the communities of new units ({"id", "name", "parent", "access"}) and put the units' people in. Nobody is told.

    A unit's own people only: those of the units below have a community of their own. Access "none" makes none. Twice changes
    nothing: a unit with a community keeps it as its people have it by now.
    """
    wanted = {UUID(str(unit["id"])): unit for unit in units if unit["access"] in {"open", "closed"}}
    have = set(Community.objects.filter(unit__in=list(wanted)).values_list("unit_id", flat=True))
    names = {unit_id: str(unit["name"]) for unit_id, unit in wanted.items()}
    fresh = [unit for unit_id, unit in wanted.items() if unit_id not in have]
    parents = {str(unit["id"]): str(unit["name"]) for unit in units} | {str(key): name for key, name in names.items()}
    Community.objects.bulk_create(_named(fresh, parents), batch_size=1000)
    done = UnitsGathered(communities=len(fresh), people=bring_people())
    if done.communities or done.people:
        record(done, by=by)
    return done


def _named(units: Sequence[Mapping[str, Any]], parents: Mapping[str, str]) -> list[Community]:
    """Two units of one name are told apart by the unit above, then by a number."""
    open_ones = Community.objects.exclude(access=Community.Access.SECRET)
    names = {name.lower() for name in open_ones.values_list("name", flat=True)}
    slugs = set(Community.objects.values_list("slug", flat=True)) | naming.TAKEN_BY_PAGES
    made = []
    for unit in units:
        name = _free_name(str(unit["name"]), parents.get(str(unit.get("parent")), ""), names)
        slug = next(each for each in naming.numbered(naming.slug_of(name)) if each not in slugs)
        names.add(name.lower())
        slugs.add(slug)
        made.append(
            Community(name=name, slug=slug, access=unit["access"], unit_id=UUID(str(unit["id"])), find_text=plain(name))
        )
    return made


def _free_name(name: str, parent: str, taken: set[str]) -> str:
    room = naming.LONGEST - 6
    name = " ".join(name.split())[:room]
    if name.lower() not in taken:
        return name
    below = f"{name} ({parent})" if parent and len(f"{name} ({parent})") <= room else name
    if below.lower() not in taken:
        return below
    number = 2
    while f"{below} {number}".lower() in taken:
        number += 1
    return f"{below} {number}"


@transaction.atomic
def bring_people(people: Sequence[UUID] | None = None) -> int:
    """Put people into the communities of their units: these, or everyone. Returns how many memberships that made.

    Who changed unit joins the new one's community and stays in the old one's: leaving is hers to do.
    """
    some = "" if people is None else "AND p.id = ANY(%s::uuid[])"
    with connection.cursor() as cursor:
        chosen = [] if people is None else [list(people)]
        cursor.execute(_HOLD_TO_BRING.format(some=some), chosen)
        cursor.execute(_BRING.format(some=some), chosen)
        return sum(row[0] for row in cursor.fetchall())


@transaction.atomic
def let_go(*, people: Sequence[UUID]) -> None:
    """They left the company: out of every community, which keeps what they said. Those who came back meanwhile are let be."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_TO_LET_GO, [list(people)])
        cursor.execute(_LET_GO, [list(people)])
        left_behind = [row[0] for row in cursor.fetchall()]
        cursor.execute(_NAME_HEIRS, [left_behind])
    forget_lapsed_of(people)
