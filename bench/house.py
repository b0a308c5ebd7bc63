"""A house for benchmarks, made by COPY: people, communities, memberships, entries, skewed as life is.

Sizes by default: 100,000 people, 3,000 communities, 1,000,000 entries. Community k holds entries in proportion to
1 / k ** 0.8, people are in 16 communities on average (the large ones far more often), talk grows over two years with office
hours, one person (`HEAVY`) is in 500 communities and one (`NEWCOMER`) in none. Follows, audiences, comments and thanks are
there too, so that every leg of the river has something to read. The same seed makes the same house.
"""

import io
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from rostra.accounts.models import Session, User
from rostra.accounts.models.session import SessionStore
from rostra.company.models import Company

PASSWORD = "!bench"  # nobody logs in by it: sessions are made directly
HEAVY, NEWCOMER = 0, 1  # numbers of two people
WORDS = """
the roast this morning was four seconds faster than last week and the cup is brighter we changed the burrs on Friday
who has seen the new dock plan please come by the lab bring a spoon two containers wait in Valencia until the strike
is over thank you all for the help with the winter blend our customers noticed it and asked for more of the Huila
""".split()
TITLES = ("Roaster", "Barista", "Green buyer", "Café manager", "Driver", "Quality lab", "Sales", "Finance", "Designer")
FIRST = """
Aino Eero Charo Iñaki Wanjiru Hạnh Yuki Amara Lucía Onni Siiri Paavo Noor Kaisa Bo Dara Chen Kim
""".split()
LAST = """
Virtanen Korhonen Benítez Etxeberria Kamau Nguyễn Tanabe Okonkwo Ferrer Rautio Haddad Holopainen Berg Díaz Li
""".split()


@dataclass(frozen=True)
class Size:
    people: int = 100_000
    communities: int = 3_000
    entries: int = 1_000_000
    audiences: int = 200
    sessions: int = 2_000
    heavy: int = 500


SMALL = Size(people=2_000, communities=300, entries=10_000, audiences=20, sessions=200, heavy=200)
GROWN_FROM = Size(people=100_000, communities=3_000, entries=10_000)  # all but the entries as large as the whole


def number_of(kind: int, n: int) -> UUID:
    """Ids that can be told apart and sort by number: kind in the high bits."""
    return UUID(int=(kind << 112) | n | (7 << 76) | (2 << 62))


def person(n: int) -> UUID:
    return number_of(1, n)


class House:
    """Fills an empty, migrated database. `say` hears what is being done."""

    def __init__(self, size: Size, *, say: Callable[[str], None] = print) -> None:
        self.size, self.say = size, say
        self.chance = random.Random(20260514)
        self.now = timezone.now().replace(microsecond=0) - timedelta(minutes=5)

    def build(self) -> None:
        started = time.monotonic()
        Company.objects.update_or_create(id=1, defaults=COMPANY)
        for step in (self.people, self.gatherings, self.entries, self.answers, self.thanks, self.counts, self.sessions):
            self.say(f"{time.monotonic() - started:6.1f} s  {step.__name__}")
            step()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        self.say(f"{time.monotonic() - started:6.1f} s  done")

    def copy(self, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Rows as text, in blocks, so that a million of them need little memory."""
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as target:
            block = io.StringIO()
            for row in rows:
                block.write("\t".join("\\N" if value is None else str(value) for value in row) + "\n")
                if block.tell() > 1 << 20:
                    target.write(block.getvalue())
                    block = io.StringIO()
            target.write(block.getvalue())

    def people(self) -> None:
        size, at = self.size, self.now - timedelta(days=700)
        users = ((number_of(2, n), PASSWORD, f"p{n}@bench.example", True, at) for n in range(size.people))
        self.copy("accounts_user", "id, password, email, is_active, joined_at", users)

        def rows() -> Iterable[tuple[object, ...]]:
            for n in range(size.people):
                name = f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]} {n}"
                title = TITLES[n % len(TITLES)]
                yield (person(n), number_of(2, n), name, f"{name.lower()}", f" {name.lower()} {title.lower()}",
                       f"p{n}@bench.example", title, "", "", "{}", "", "everyone", "everyone", "nobody", "{}", "", "en", "", at, at, at)  # fmt: skip

        self.copy(
            "people_person",
            "id, user_id, name, sort_key, find_text, email, title, place, phone, languages, about, sees_phone, sees_place,"
            " sees_number, edited, zone, language, theme, river_seen_at, came_at, at",
            rows(),
        )
        self.copy("people_follow", "follower_id, followed_id, at", self._follows(at))

    def _follows(self, at: datetime) -> Iterable[tuple[object, ...]]:
        """Six on average, a few follow hundreds; who is followed is skewed too. The newcomer follows nobody."""
        for n in range(self.size.people):
            if n == NEWCOMER:
                continue
            count = 300 if n == HEAVY else min(int(self.chance.paretovariate(1.3) * 2), 300)
            liked = {int(self.size.people * self.chance.random() ** 3) for _each in range(count)} - {n}
            yield from ((person(n), person(each), at) for each in liked)

    def gatherings(self) -> None:
        size, at = self.size, self.now - timedelta(days=700)
        access = lambda k: "secret" if k % 20 == 19 else "closed" if k % 5 == 4 else "open"  # noqa: E731
        self.copy(
            "communities_community",
            "id, name, slug, find_text, about, manners, access, language, at, members_count, entries_count",
            ((number_of(3, k), f"Community {k}", f"community-{k}", f"community {k}", "", "", access(k), "en", at, 0, 0)
             for k in range(size.communities)),
        )  # fmt: skip
        self.copy(
            "people_audience",
            "id, name, rule, at",
            ((number_of(4, k), f"Audience {k}", "{}", at) for k in range(size.audiences)),
        )
        self.copy(
            "communities_membership",
            "person_id, community_id, level, muted, at, removed_because",
            self._memberships(at),
        )
        self.copy("people_audiencemember", "audience_id, person_id", self._audiences())

    def _memberships(self, at: datetime) -> Iterable[tuple[object, ...]]:
        """The larger a community, the more often one is in it: numbers by the cube of chance. Every tenth is muted."""
        for n in range(self.size.people):
            count = 0 if n == NEWCOMER else self.size.heavy if n == HEAVY else int(self.chance.lognormvariate(2.6, 0.6))
            count, mine = min(count, self.size.communities // 2), set()
            while len(mine) < count:
                mine.add(int(self.size.communities * self.chance.random() ** 2.2))
            yield from (
                (person(n), number_of(3, k), "member", "t" if k % 10 == 9 else "f", at, "") for k in sorted(mine)
            )

    def _audiences(self) -> Iterable[tuple[object, ...]]:
        for n in range(self.size.people):
            if n != NEWCOMER:
                for k in {self.chance.randrange(self.size.audiences) for _each in range(3)}:
                    yield number_of(4, k), person(n)

    def entries(self) -> None:
        """94 % in communities, 2 % to everyone, 2 % to audiences, 2 % to followers. Two years, three times as busy at the end."""
        size, columns = (
            self.size,
            (
                "id, kind, author_id, to_everyone, to_followers, community_id, audience_id, title, body, language, version,"
                " card_version, published_at, active_at, until, deleted_at, comments_count, thanks_count"
            ),
        )
        weights = [1 / (k + 1) ** 0.8 for k in range(size.communities)]
        places = self.chance.choices(range(size.communities), weights, k=size.entries)

        texts = [self._words() for _each in range(3_000)]  # a million different ones would take minutes

        def rows() -> Iterable[tuple[object, ...]]:
            chance = self.chance
            for n in range(size.entries):
                age = 730 * 86400 * (1 - ((n + 1) / size.entries) ** 0.6)
                published = self.now - timedelta(seconds=age)
                # never two at one moment: "now" for all that would move later would be a thousand equal ones
                active = published + min(
                    timedelta(seconds=chance.expovariate(1 / 20_000)), (self.now - published) * chance.random()
                )
                where = n % 50
                comments = int(chance.paretovariate(1.1)) - 1 if active > published else 0
                yield (
                    number_of(5, n), "post", person(int(size.people * chance.random() ** 1.5)),
                    "t" if where == 0 else "f", "t" if where == 1 else "f",
                    number_of(3, places[n]) if where > 2 else None,
                    number_of(4, chance.randrange(size.audiences)) if where == 2 else None,
                    "", chance.choice(texts), "en", 1, 1, published, active,
                    published + timedelta(days=14) if n % 211 == 0 else None,
                    published if n % 97 == 0 else None,
                    min(comments, 40), min(int(chance.paretovariate(0.9)) - 1, 400),
                )  # fmt: skip

        self.copy("communities_entry", columns, rows())

    def _words(self) -> str:
        count = min(int(self.chance.lognormvariate(3.3, 0.8)) + 3, 400)
        start = self.chance.randrange(len(WORDS))
        words = [WORDS[(start + each * 7) % len(WORDS)] for each in range(count)]
        return " ".join(words).capitalize() + "."

    def answers(self) -> None:
        """One comment at least where the counter says so: the newest answer of a card."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO communities_comment (id, entry_id, author_id, body, at, version, thanks_count)"
                " SELECT overlay(e.id::text placing '0006' from 1 for 4)::uuid, e.id, e.author_id,"
                " 'Thank you, we saw the same here and will try it on Monday.', e.active_at, 1, 0"
                " FROM communities_entry e WHERE e.comments_count > 0"
            )

    def thanks(self) -> None:
        """Rows for the newest tenth: enough that looking for one's own is looking among many."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO communities_reaction (entry_id, person_id, kind, at)"
                " SELECT DISTINCT e.id, p.person_id, 'thanks', e.active_at FROM (SELECT * FROM communities_entry"
                " WHERE thanks_count > 0 AND community_id IS NOT NULL ORDER BY active_at DESC LIMIT %s) e, LATERAL"
                " (SELECT m.person_id FROM communities_membership m WHERE m.community_id = e.community_id"
                "  OFFSET hashtext(e.id::text) & 31 LIMIT least(e.thanks_count, 10)) p",
                [self.size.entries // 10],
            )

    def counts(self) -> None:
        """What the verbs keep."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE communities_community c SET entries_count = n, last_active_at = latest FROM (SELECT community_id,"
                " count(*) n, max(active_at) latest FROM communities_entry WHERE deleted_at IS NULL GROUP BY 1) e"
                " WHERE e.community_id = c.id"
            )
            cursor.execute(
                "UPDATE people_audience a SET last_active_at = latest FROM (SELECT audience_id, max(active_at) latest"
                " FROM communities_entry WHERE deleted_at IS NULL GROUP BY 1) e WHERE e.audience_id = a.id"
            )
            cursor.execute(
                "UPDATE communities_community c SET members_count = n FROM (SELECT community_id, count(*) n"
                " FROM communities_membership GROUP BY 1) m WHERE m.community_id = c.id"
            )

    def sessions(self) -> None:
        """Signed in without a log-in: the rows and hashes Django would make. Keys are bench0000…"""
        store, at = SessionStore(), self.now
        rows = []
        for n in range(self.size.sessions):
            user = User(id=number_of(2, n), password=PASSWORD)
            data = {
                SESSION_KEY: str(user.id),
                BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }
            end = datetime(2100, 1, 1, tzinfo=UTC)
            rows.append(
                Session(session_key=session_key(n), session_data=store.encode(data), expire_date=end, user=user)
            )
        Session.objects.bulk_create(rows, batch_size=500)
        Session.objects.update(created_at=at, seen_at=at)


def session_key(n: int) -> str:
    return f"bench{n:027d}"


COMPANY = {
    "name": "Aamuvalle Oy",
    "nameplate": "Aamuvalle",
    "languages": ["en", "fi", "es"],
    "language": "en",
    "set_up_at": datetime(2024, 1, 1, tzinfo=UTC),
}
