"""The one hand-written statement of the river: bounded legs, merged newest first.

A leg is what one source gave lately: everyone, or one of the reader's places (a community she is in and has not muted, an
audience, a person she follows speaking to followers). Reading every place of a person in 500 communities costs 18 ms, and
one plain query costs a newcomer 1,500 ms (docs/explanation/river.md); so of all places only the n latest active are read,
the i-th with limit n + 1 - i. If an entry of a place is among the newest n, fewer than n are newer, and every place
ranked before has one of those; so the place is among the first n, and the i-th has at most n + 1 - i among them.

That rests on knowing each place's newest entry below the cursor. Two ways to know it:

- *swift*: `last_active_at`, kept by the verbs, where it lies below the cursor; one look into the index where it does not.
  It may be higher than what is really shown (an entry's time ended). Where that matters, the rows say so: a row is `cut`
  when its leg may hold more below it, and a mark without an entry stands where the places left out begin. Rows up to the
  first of these are right; behind it nothing is claimed.
- *sure*: one look into the index for every place. Nothing to refill, 5 µs a place.

`river.py` reads swiftly, and refills surely from the row up to which it was right.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

Source = Literal["mine", "followed"]
Way = Literal["first", "swift", "sure"]  # the first page has no cursor: fewer conditions, and a plan that can be kept

SHOWN = "e.published_at IS NOT NULL AND e.deleted_at IS NULL AND e.removed_at IS NULL"
CURRENT = "(e.until IS NULL OR e.until > $2)"
BELOW = "AND (e.active_at, e.id) < ($3, $4)"
NEWEST = "ORDER BY e.active_at DESC, e.id DESC"
LAST_ID = "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid"


@dataclass(frozen=True)
class Places:
    """One kind of place. `holds` says what is in one; models/entry.py has an index of each. `kept` is its last activity."""

    kind: str
    table: str
    id: str
    where: str
    holds: str
    kept: str = ""


COMMUNITIES = Places(
    kind="c",
    table="communities_membership m JOIN communities_community c ON c.id = m.community_id",
    id="m.community_id",
    where="m.person_id = $1 AND m.left_at IS NULL AND NOT m.muted",
    holds="e.community_id = {place}",
    kept="c.last_active_at",
)
AUDIENCES = Places(
    kind="a",
    table="people_audiencemember m JOIN people_audience a ON a.id = m.audience_id",
    id="m.audience_id",
    where="m.person_id = $1",
    holds="e.audience_id = {place}",
    kept="a.last_active_at",
)
# What those she follows, and she herself, say to followers; what they say to everyone comes with everyone's leg.
SPEAKERS = Places(
    kind="f",
    table="(SELECT followed_id AS id FROM people_follow WHERE follower_id = $1 UNION ALL SELECT $1::uuid) s",
    id="s.id",
    where="true",
    holds="e.author_id = {place} AND e.to_followers",
)
FOLLOWED = Places(
    kind="w",
    table="people_follow o",
    id="o.followed_id",
    where="o.follower_id = $1",
    holds="e.author_id = {place} AND (e.to_everyone OR e.to_followers)",
)
READ: dict[Source, tuple[Places, ...]] = {"mine": (COMMUNITIES, AUDIENCES, SPEAKERS), "followed": (FOLLOWED,)}


def _newest_of(holds: str, way: Way, limit: str) -> str:
    """The newest of one place, or of everyone, below the cursor: one descent into its index and `limit` steps."""
    where = f"{holds} AND {SHOWN} AND {CURRENT} {'' if way == 'first' else BELOW}"
    return f"SELECT e.id, e.active_at FROM communities_entry e WHERE {where} {NEWEST} LIMIT {limit}"  # noqa: S608


def _known(places: Places, way: Way) -> str:
    """Each place with the key of its newest entry below the cursor: kept by the verbs, or looked up."""
    look = f"LATERAL ({_newest_of(places.holds.format(place=places.id), way, '1')}) look"
    looked = (
        f"SELECT '{places.kind}' AS kind, {places.id} AS place, look.active_at AS newest, look.id AS newest_id "  # noqa: S608
        f"FROM {places.table}, {look} WHERE {places.where}"
    )
    kept = (
        f"SELECT '{places.kind}' AS kind, {places.id} AS place, {places.kept} AS newest, {LAST_ID} AS newest_id "  # noqa: S608
        f"FROM {places.table} WHERE {places.where} AND {places.kept}"
    )
    if way == "sure" or not places.kept:
        return looked
    if way == "first":
        return f"{kept} IS NOT NULL"
    return f"{kept} < $3 UNION ALL {looked} AND {places.kept} >= $3"


def _leg(places: Places, way: Way, n: int) -> str:
    """Of each place of this kind, the i-th, its newest n + 1 - i; the last one a leg may give is `cut`."""
    newest = _newest_of(places.holds.format(place="p.place"), way, f"{n + 1} - p.i")
    return (
        f"SELECT leg.id, leg.active_at, leg.nth = {n + 1} - p.i AS cut, p.kind AS leg FROM places p, LATERAL ("  # noqa: S608
        f"SELECT x.id, x.active_at, row_number() OVER (ORDER BY x.active_at DESC, x.id DESC) AS nth FROM ({newest}) x"
        f") leg WHERE p.kind = '{places.kind}' AND p.i <= {n}"
    )


def _everyone(way: Way, n: int) -> str:
    newest = _newest_of("e.to_everyone", way, str(n))
    return f"SELECT x.id, x.active_at, false AS cut, 'e' AS leg FROM ({newest}) x"  # noqa: S608


# Not EXISTS: the planner turns that into a hash of all she ever thanked for, 7 ms for who thanks a lot. A LIMIT keeps it a look.
DETAILS = """
    e.kind, e.version, e.card_version, e.comments_count, e.thanks_count,
    e.author_id, p.name AS author_name, p.title AS author_title, p.photo_id AS author_photo,
    e.community_id, c.name AS community_name, c.slug AS community_slug, u.name AS audience_name, e.to_followers,
    (SELECT true FROM communities_reaction r WHERE r.person_id = $1 AND r.entry_id = e.id
     AND r.comment_id IS NULL AND r.kind = 'thanks' LIMIT 1) IS NOT NULL AS thanked,
    (SELECT true FROM communities_bookmark b WHERE b.person_id = $1 AND b.entry_id = e.id LIMIT 1) IS NOT NULL AS kept,
    (SELECT true FROM people_follow o WHERE o.follower_id = $1 AND o.followed_id = e.author_id LIMIT 1) IS NOT NULL AS followed
"""
JOINS = """
    LEFT JOIN people_person p ON p.id = e.author_id
    LEFT JOIN communities_community c ON c.id = e.community_id
    LEFT JOIN people_audience u ON u.id = e.audience_id
"""


@cache
def statement(source: Source, n: int, way: Way) -> str:
    """SQL; $1 is the reader, $2 now and, but for the first page, $3 and $4 moment and id of the cursor.

    Rows: id, active_at, cut, leg, then `DETAILS`; a row without a kind is the mark where places left out begin.
    """
    legs = [_leg(places, way, n) for places in READ[source]]
    if source == "mine":
        legs.append(_everyone(way, n))
    if any(places.kept for places in READ[source]) and way != "sure":
        legs.append(
            f"SELECT {LAST_ID} AS id, p.newest AS active_at, true AS cut, NULL AS leg FROM places p WHERE p.i = {n + 1}"  # noqa: S608
        )
    return f"""
        WITH places AS MATERIALIZED (
            SELECT kind, place, newest, row_number() OVER (ORDER BY newest DESC, newest_id DESC) AS i
            FROM ({" UNION ALL ".join(_known(places, way) for places in READ[source])}) known
            ORDER BY newest DESC, newest_id DESC LIMIT {n + 1}
        )
        SELECT f.id, f.active_at, f.cut, f.leg, {DETAILS}
        FROM (SELECT * FROM ({" UNION ALL ".join(legs)}) found ORDER BY active_at DESC, id DESC LIMIT {n}) f
        LEFT JOIN communities_entry e ON e.id = f.id AND f.leg IS NOT NULL {JOINS}
        ORDER BY f.active_at DESC, f.id DESC
    """  # noqa: S608 - built from the constants above only


@cache
def one_statement() -> str:
    """The same columns for given ids ($2, an array; $1 is the reader). Order and the right to see are the caller's."""
    return f"""
        SELECT e.id, e.active_at, false AS cut, '' AS leg, {DETAILS}
        FROM communities_entry e {JOINS} WHERE e.id = ANY($2)
    """  # noqa: S608 - constants only
