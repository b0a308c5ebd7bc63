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

from functools import cache
from typing import Literal

Source = Literal["mine", "followed"]

SHOWN = "e.published_at IS NOT NULL AND e.deleted_at IS NULL AND e.removed_at IS NULL"
CURRENT = "(e.until IS NULL OR e.until > $2)"
BELOW = "(e.active_at, e.id) < ($3, $4)"
NEWEST = "ORDER BY e.active_at DESC, e.id DESC"
LAST_ID = "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid"

_COMMUNITY = "e.community_id = {place}"
_AUDIENCE = "e.audience_id = {place} AND e.audience_id IS NOT NULL"
_FOLLOWERS = "e.author_id = {place} AND e.to_followers"
_WIDE = "e.author_id = {place} AND (e.to_everyone OR e.to_followers)"
# What a place of each kind holds; each has an index of the same condition (models/entry.py).
HOLDS = {"c": _COMMUNITY, "a": _AUDIENCE, "f": _FOLLOWERS, "w": _WIDE}


def _look(kind: str, place: str) -> str:
    """Key of the newest below the cursor: what is really shown, one descent into the index."""
    return (
        f"LATERAL (SELECT e.active_at AS newest, e.id AS newest_id FROM communities_entry e "  # noqa: S608
        f"WHERE {HOLDS[kind].format(place=place)} AND {SHOWN} AND {CURRENT} AND {BELOW} {NEWEST} LIMIT 1) look"
    )


def _places_kept(kind: str, table: str, place: str, kept: str, where: str) -> str:
    """Swift: by the moment the verbs keep, by a look only where that lies above the cursor."""
    by_moment = (
        f"SELECT '{kind}' AS kind, {place} AS place, {kept} AS newest, {LAST_ID} AS newest_id "  # noqa: S608
        f"FROM {table} WHERE {where} AND {kept} < $3"
    )
    by_look = (
        f"SELECT '{kind}', {place}, look.newest, look.newest_id FROM {table}, {_look(kind, place)} "  # noqa: S608
        f"WHERE {where} AND {kept} >= $3"
    )
    return f"{by_moment} UNION ALL {by_look}"


def _places_looked(kind: str, table: str, place: str, where: str) -> str:
    return (
        f"SELECT '{kind}' AS kind, {place} AS place, look.newest, look.newest_id "  # noqa: S608
        f"FROM {table}, {_look(kind, place)} WHERE {where}"
    )


_MY_COMMUNITIES = (
    "communities_membership m JOIN communities_community c ON c.id = m.community_id",
    "m.person_id = $1 AND m.left_at IS NULL AND NOT m.muted",
)
_MY_AUDIENCES = (
    "people_audiencemember m JOIN people_audience a ON a.id = m.audience_id",
    "m.person_id = $1",
)
_MY_PEOPLE = ("people_follow o", "o.follower_id = $1")
_MYSELF = ("(SELECT $1::uuid AS id) me", "true")


def _places(source: Source, *, sure: bool) -> str:
    if source == "followed":
        return _places_looked("w", _MY_PEOPLE[0], "o.followed_id", _MY_PEOPLE[1])
    followed = _places_looked("f", _MY_PEOPLE[0], "o.followed_id", _MY_PEOPLE[1])
    myself = _places_looked("f", _MYSELF[0], "me.id", _MYSELF[1])
    if sure:
        communities = _places_looked("c", _MY_COMMUNITIES[0], "m.community_id", _MY_COMMUNITIES[1])
        audiences = _places_looked("a", _MY_AUDIENCES[0], "m.audience_id", _MY_AUDIENCES[1])
    else:
        communities = _places_kept("c", _MY_COMMUNITIES[0], "m.community_id", "c.last_active_at", _MY_COMMUNITIES[1])
        audiences = _places_kept("a", _MY_AUDIENCES[0], "m.audience_id", "a.last_active_at", _MY_AUDIENCES[1])
    return " UNION ALL ".join((communities, audiences, followed, myself))


def _leg(kind: str, n: int) -> str:
    """Of each place of this kind, its newest below the cursor; the last one a leg may give is `cut`."""
    return (
        f"SELECT leg.id, leg.active_at, leg.nth = {n + 1} - p.i AS cut, p.kind AS leg FROM places p, LATERAL ("  # noqa: S608
        f"SELECT x.id, x.active_at, row_number() OVER (ORDER BY x.active_at DESC, x.id DESC) AS nth FROM ("
        f"SELECT e.id, e.active_at FROM communities_entry e "
        f"WHERE {HOLDS[kind].format(place='p.place')} AND {SHOWN} AND {CURRENT} AND {BELOW} {NEWEST} LIMIT {n + 1} - p.i"
        f") x) leg WHERE p.kind = '{kind}' AND p.i <= {n}"
    )


def _everyone(n: int) -> str:
    return (
        f"SELECT x.id, x.active_at, false AS cut, 'e' AS leg FROM (SELECT e.id, e.active_at FROM communities_entry e "  # noqa: S608
        f"WHERE e.to_everyone AND {SHOWN} AND {CURRENT} AND {BELOW} {NEWEST} LIMIT {n}) x"
    )


DETAILS = """
    e.kind, e.version, e.card_version, e.comments_count, e.thanks_count,
    e.author_id, p.name AS author_name, p.title AS author_title, p.photo_id AS author_photo,
    e.community_id, c.name AS community_name, c.slug AS community_slug, u.name AS audience_name, e.to_followers,
    EXISTS (SELECT 1 FROM communities_reaction r WHERE r.person_id = $1 AND r.entry_id = e.id
            AND r.comment_id IS NULL AND r.kind = 'thanks') AS thanked,
    EXISTS (SELECT 1 FROM communities_bookmark b WHERE b.person_id = $1 AND b.entry_id = e.id) AS kept,
    EXISTS (SELECT 1 FROM people_follow o WHERE o.follower_id = $1 AND o.followed_id = e.author_id) AS followed
"""
JOINS = """
    LEFT JOIN people_person p ON p.id = e.author_id
    LEFT JOIN communities_community c ON c.id = e.community_id
    LEFT JOIN people_audience u ON u.id = e.audience_id
"""


@cache
def statement(source: Source, n: int, *, sure: bool) -> str:
    """SQL; $1 is the reader, $2 now, $3 and $4 moment and id of the cursor (all of time for the first page).

    Rows: id, active_at, cut, leg, then `DETAILS`; a row without a kind is the mark where places left out begin.
    """
    kinds = ("w",) if source == "followed" else ("c", "a", "f")
    legs = [_leg(kind, n) for kind in kinds]
    if source == "mine":
        legs.append(_everyone(n))
    # Rightness needs no mark where every place was looked at.
    mark = f"SELECT {LAST_ID} AS id, p.newest AS active_at, true AS cut, NULL AS leg FROM places p WHERE p.i = {n + 1}"  # noqa: S608
    found = " UNION ALL ".join(legs if sure or source == "followed" else [*legs, mark])
    return f"""
        WITH places AS MATERIALIZED (
            SELECT kind, place, newest, row_number() OVER (ORDER BY newest DESC, newest_id DESC) AS i
            FROM ({_places(source, sure=sure)}) known ORDER BY newest DESC, newest_id DESC LIMIT {n + 1}
        )
        SELECT f.id, f.active_at, f.cut, f.leg, {DETAILS}
        FROM (SELECT * FROM ({found}) found ORDER BY active_at DESC, id DESC LIMIT {n}) f
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
