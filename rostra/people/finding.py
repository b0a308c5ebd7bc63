"""The text people are found by, and the search itself: beginnings of words first, then words that are nearly right.

`find_text` is " " and the words of name, title, unit, place (if everyone may see it) and skills, lower case, unaccented and
parted by single spaces, so that `LIKE '% ber%'` is "a word begins with ber". One SQL expression writes it for one person
and for a hundred thousand; `plain_words` does the same to what is asked for.
"""

import re
import unicodedata
from uuid import UUID

from django.db import connection, transaction

from rostra.people.sorting import PLAIN_LETTERS

MOST_WORDS = 6
NEAR = "0.5"  # pg_trgm word similarity: "virtanan" and "vitranen" still find Virtanen
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
    letters = unicodedata.normalize("NFKD", text[:200])
    bare = "".join(PLAIN_LETTERS.get(sign, sign) for sign in letters if not unicodedata.combining(sign)).lower()
    bare = "".join(PLAIN_LETTERS.get(sign, sign) for sign in bare)
    return [word for word in _SIGNS.split(bare) if word][:MOST_WORDS]


# Each leg gives ids, best first. `p.name` begins with what was typed; every word begins a word; every word is nearly there.
_WHO = "p.left_at IS NULL"
_BY_NAME = "SELECT p.id FROM people_person p WHERE {who} AND p.find_text LIKE %s ORDER BY p.sort_key, p.id LIMIT %s"


def find_people(text: str, *, limit: int = 20) -> list[UUID]:
    """Ids of people here, best first: names that begin so, then words that begin so, then what is spelled nearly so."""
    words = plain_words(text)
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNINGS.format(words=" AND ".join(["p.find_text LIKE %s"] * len(words))), [
            *(f"% {word}%" for word in words), CANDIDATES, f" {' '.join(words)}%", f"% {words[0]}%", limit,
        ])  # fmt: skip
        found = [row[0] for row in cursor.fetchall()]
    longest = max(words, key=len)
    if len(found) < limit and len(longest) >= 4:
        found += _nearly(words, limit=limit - len(found), but=found)
    return found


CANDIDATES = 400
_BEGINNINGS = """
    SELECT id FROM (
        SELECT p.id, p.name, p.find_text, p.sort_key FROM people_person p
        WHERE p.left_at IS NULL AND {words} LIMIT %s
    ) some
    ORDER BY (find_text LIKE %s) DESC, (lower(unaccent(' ' || name)) LIKE %s) DESC, sort_key, id LIMIT %s
"""
_NEARLY = """
    SELECT p.id FROM people_person p
    WHERE p.left_at IS NULL AND {near} AND p.id <> ALL(%s)
    ORDER BY {score} DESC, p.sort_key, p.id LIMIT %s
"""


def _nearly(words: list[str], *, limit: int, but: list[UUID]) -> list[UUID]:
    """People whose words are close to each of these; short words must begin a word as they stand."""
    near = [word for word in words if len(word) >= 4]
    exact = [word for word in words if len(word) < 4]
    conditions = ["%s <%% p.find_text"] * len(near) + ["p.find_text LIKE %s"] * len(exact)
    score = " + ".join(["word_similarity(%s, p.find_text)"] * len(near))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {NEAR}")
        cursor.execute(
            _NEARLY.format(near=" AND ".join(conditions), score=score),
            [*near, *(f"% {word}%" for word in exact), but, *near, limit],
        )
        return [row[0] for row in cursor.fetchall()]
