"""The text people are found by, and the search itself: beginnings of words first, then words that are nearly right.

`find_text` is " " and the words of name, title, unit, place (if everyone may see it) and skills, lower case, unaccented and
parted by single spaces, so that `LIKE '% ber%'` is "a word begins with ber". One SQL expression writes it for one person
and for a hundred thousand; `plain_words` does the same to what is asked for.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from rostra.kit.normalizing import normalize
from rostra.people.sorting import PLAIN_LETTERS

MOST_WORDS = 6
LONG = 4  # signs a word needs before a misspelling of it is guessed at
# pg_trgm word similarity, and how many are ranked: "virtanan" finds Virtanen at the first, "vitranen" and "garsia" at the second.
NEAR = ((0.6, 400), (0.35, 2000))
_SIGNS = re.compile(r"[\W_]+")


def find_text_sql(*, name: str, title: str, unit: str, place: str, skills: str) -> str:
    """SQL of the text, from SQL expressions of its parts."""
    words = f"concat_ws(' ', {name}, {title}, {unit}, {place}, {skills})"
    return f"' ' || trim(regexp_replace(lower(unaccent({words})), '[^[:alnum:]]+', ' ', 'g'))"


_REFRESH = f"""
    UPDATE people_person p SET find_text = fresh.words
    FROM (
        SELECT q.id, {find_text_sql(
            name="q.name", title="q.title", unit="u.name",
            place="CASE WHEN q.sees_place = 'everyone' THEN q.place END",
            skills="(SELECT string_agg(k.name, ' ' ORDER BY k.name) FROM people_personskill s "
                   "JOIN people_skill k ON k.id = s.skill_id WHERE s.person_id = q.id)",
        )} AS words
        FROM people_person q LEFT JOIN people_unit u ON u.id = q.unit_id
        WHERE {{which}}
    ) fresh
    WHERE fresh.id = p.id AND fresh.words <> p.find_text
"""  # noqa: S608 - our own expressions  # fmt: skip


def refresh_find_text(people: list[UUID]) -> None:
    """Write the text anew for these people; for everyone in a unit see `refresh_unit`."""
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH.format(which="q.id = ANY(%s)"), [people])


def refresh_find_text_where(condition: str) -> None:
    """The bulk way: `condition` is SQL over `q`, a person. Ours only, never a person's words."""
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH.format(which=condition))


def plain_words(text: str) -> list[str]:
    """What was typed, as words of `find_text`: "Äijälä-Berg, roast" is ["aijala", "berg", "roast"]."""
    letters = normalize("NFKD", text[:200])
    bare = "".join(PLAIN_LETTERS.get(sign, sign) for sign in letters if not unicodedata.combining(sign)).lower()
    bare = "".join(PLAIN_LETTERS.get(sign, sign) for sign in bare)
    return [word for word in _SIGNS.split(bare) if word][:MOST_WORDS]


CANDIDATES = 400  # of words that begin so, ranked; more than a page shows, fewer than would take long
_UNIT = "p.unit_id IN (SELECT u.id FROM people_unit u WHERE u.path @> ARRAY[%s::uuid])"
_PLACE = "p.place = %s AND p.sees_place = 'everyone'"
# Best first: the name begins with all that was typed, a word of the name begins with its first word, any word does.
_BEGINNINGS = """
    SELECT id FROM (
        SELECT p.id, p.name, p.find_text, p.sort_key FROM people_person p WHERE p.left_at IS NULL AND {conditions} LIMIT %s
    ) few
    ORDER BY (find_text LIKE %s) DESC, (lower(unaccent(' ' || name)) LIKE %s) DESC, sort_key, id LIMIT %s
"""
_LEAVERS = """
    SELECT p.id FROM people_person p WHERE p.left_at IS NOT NULL AND {conditions} ORDER BY p.sort_key, p.id LIMIT %s
"""
_NEARLY = """
    SELECT id FROM (
        SELECT p.id, p.find_text, p.sort_key FROM people_person p
        WHERE p.left_at IS NULL AND {conditions} AND p.id <> ALL(%s::uuid[]) LIMIT %s
    ) few
    ORDER BY {score} DESC, sort_key, id LIMIT %s
"""


@dataclass(frozen=True)
class Within:
    """Where to look: a unit with all below it, a place; empty is everywhere."""

    unit: UUID | None = None
    place: str = ""

    def conditions(self) -> tuple[list[str], list[Any]]:
        wanted: list[tuple[str, Any]] = [(_UNIT, self.unit)] if self.unit else []
        wanted += [(_PLACE, self.place)] if self.place else []
        return [sql for sql, _value in wanted], [value for _sql, value in wanted]


def find_people(text: str, *, limit: int = 20, within: Within = Within()) -> list[UUID]:
    """Ids of people here, best first: names that begin so, words that begin so, then what is spelled nearly so."""
    words = plain_words(text)
    if not words:
        return []
    where, values = within.conditions()
    conditions = " AND ".join([*["p.find_text LIKE %s"] * len(words), *where])
    with connection.cursor() as cursor:
        cursor.execute(
            _BEGINNINGS.format(conditions=conditions),
            [*(f"% {word}%" for word in words), *values, CANDIDATES, f" {' '.join(words)}%", f"% {words[0]}%", limit],
        )
        found = [row[0] for row in cursor.fetchall()]
    if len(found) < limit and any(len(word) >= LONG for word in words):
        found += _nearly(words, limit - len(found), found, within)
    return found


def find_leavers(text: str, *, limit: int = 20) -> list[UUID]:
    """People who left, by words that begin so: for those who keep the list, never for the directory."""
    words = plain_words(text)
    if not words:
        return []
    conditions = " AND ".join(["p.find_text LIKE %s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(_LEAVERS.format(conditions=conditions), [*(f"% {word}%" for word in words), limit])
        return [row[0] for row in cursor.fetchall()]


def _nearly(words: list[str], limit: int, but: list[UUID], within: Within) -> list[UUID]:
    """People whose words are close to each of these; a word too short to be misspelled must begin one as it stands."""
    near = [word for word in words if len(word) >= LONG]
    exact = [f"% {word}%" for word in words if len(word) < LONG]
    where, values = within.conditions()
    conditions = " AND ".join(["%s <%% p.find_text"] * len(near) + ["p.find_text LIKE %s"] * len(exact) + where)
    score = " + ".join(["word_similarity(%s, find_text)"] * len(near))
    statement = _NEARLY.format(conditions=conditions, score=score)
    with transaction.atomic(), connection.cursor() as cursor:
        # Left to itself the planner reads the table until the limit is full, weighing every text on the way.
        cursor.execute("SET LOCAL enable_seqscan = off")
        for threshold, ranked in NEAR:
            cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {threshold}")
            cursor.execute(statement, [*near, *exact, *values, but, ranked, *near, limit])
            if found := [row[0] for row in cursor.fetchall()]:
                return found
    return []
