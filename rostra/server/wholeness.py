"""Whether data folder and database belong together and neither has lost a part, asked before anything is made or served.

What is missing is made only in a house that is new in every part. Beside anything that is full, making it anew would hide
the loss: new keys cannot read what the old ones sealed, an empty database shows the first page again. The database
remembers the fingerprints of the keys it was used with, so that the keys of another house are noticed too, and a second
machine that came without any. The table is made here and not by a migration: it must be there before the first one.
"""

import hashlib
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg

from rostra.server.home import FILES, HomeRefused, holds_files
from rostra.server.keys import FILE, Keys, KeysUnusable, make_keys, read_keys, replace_keys
from rostra.server.migrated import need_no_newer
from rostra.server.tools import server_major

TABLE = "rostra_keys"
LOCK = 0x526F6B657973  # "Rokeys": several machines may start at once on an empty database
CREATE = b"""create table rostra_keys (
    purpose text, fingerprint text, seen_at timestamptz not null default clock_timestamp(), primary key (purpose, fingerprint)
)"""
NEWEST = b"select distinct on (purpose) purpose, fingerprint from rostra_keys order by purpose, seen_at desc"

LOST = (
    "Going on without the right ones would lose the password of the mail server, the tokens of the outside accounts people have "
    "connected, everybody's log-in, and links in mails that are out. Nothing is lost yet. Copy keys.json from the machine that has "
    "it (every machine on one database has the same), or put back the one of your last backup (mode 0600). "
)
EMPTY = (
    "Correct DATABASE_URL, or bring the database back (rostra restore DIR --replace). To begin with an empty one beside these "
    "files and keys: rostra migrate --new-database"
)
ANEW = "When there is none any more: rostra keys replace makes new ones, and says what must be entered again."

Connection = psycopg.Connection[tuple[Any, ...]]


def need_whole_house(home: Path, url: str, *, new_database: bool = False) -> Keys:
    """The keys, made when the house is new. `new_database` knowingly begins with an empty one beside what `home` holds.

    Raises `KeysUnusable`, `HomeRefused`, `NewerDatabase`, and `DatabaseUnusable` when the database does not answer.
    """
    server_major(url)  # a sentence when nobody answers there
    with psycopg.connect(url, connect_timeout=5) as connection:
        connection.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        return _need_whole(home, connection, new_database=new_database)


def _need_whole(home: Path, connection: Connection, *, new_database: bool) -> Keys:
    begun, path = is_begun(connection), home / FILE
    if not begun and not new_database and (path.exists() or holds_files(home)):
        raise HomeRefused(
            f"The database is empty, but {home} is not: it was used with another one. Nothing is lost yet. {EMPTY}"
        )
    if not path.exists():
        if begun:
            raise KeysUnusable(f"There is no {path}, and the database was used with other keys. {LOST}{ANEW}")
        make_keys(home)
    keys = read_keys(path)
    need_known_keys(connection, keys, path)
    need_files(connection, home)
    if os.environ.get("ROSTRA_MODE") != "dev":  # who writes the code goes back and forth
        need_no_newer(connection)
    remember(connection, keys)
    return keys


def take_keys(home: Path, url: str, *, new: bool) -> Keys:
    """Knowingly go on with the keys of `home`, or with `new` ones: the database forgets all others. Raises `KeysUnusable`."""
    server_major(url)
    with psycopg.connect(url, connect_timeout=5) as connection:
        keys = replace_keys(home) if new else read_keys(home / FILE)
        remember(connection, keys, alone=True)
    return keys


def is_begun(connection: Connection) -> bool:
    """Whether this database was ever used by a Rostra."""
    return any(_there(connection, name) for name in (TABLE, "django_migrations"))


def need_known_keys(connection: Connection, keys: Keys, path: Path) -> None:
    """Raise `KeysUnusable` unless the newest key of each purpose that the database was used with is among `keys`."""
    known: dict[str, str] = dict(connection.execute(NEWEST).fetchall()) if _there(connection, TABLE) else {}
    held = fingerprints(keys)
    strange = [purpose for purpose, newest in known.items() if newest not in held.get(purpose, [])]
    if strange:
        raise KeysUnusable(
            f"The keys in {path} ({', '.join(strange)}) are not those this database was last used with: they are of another "
            f"house, or older than a rotation. {LOST}"
            "When these are all there is: rostra keys accept takes them, rostra keys replace makes new ones."
        )


def need_files(connection: Connection, home: Path) -> None:
    """Raise `HomeRefused` when the database names files and the folder for them is gone."""
    if (home / FILES).is_dir() or not _there(connection, "company_file"):
        return
    row = connection.execute("select count(*) from company_file").fetchone()
    if row and row[0]:
        raise HomeRefused(
            f"The database names {row[0]} files, and there is no folder {home / FILES}. Nothing is served, so that nothing is "
            f"scattered. Mount it, or put it back from your last backup. To go on without them: mkdir -m 700 {home / FILES}"
        )


def remember(connection: Connection, keys: Keys, *, alone: bool = False) -> None:
    """Write down the fingerprints of `keys`, `alone` in place of all others."""
    if alone and _there(connection, TABLE):
        connection.execute(b"delete from rostra_keys")
    if not _there(connection, TABLE):
        connection.execute(CREATE)
    seen = {tuple(row) for row in connection.execute(b"select purpose, fingerprint from rostra_keys")}
    for purpose, held in fingerprints(keys).items():
        for fingerprint in reversed(held):  # the newest last: it is the one to know
            if (purpose, fingerprint) not in seen:
                connection.execute(b"insert into rostra_keys values (%s, %s)", [purpose, fingerprint])


def fingerprints(keys: Keys) -> dict[str, list[str]]:
    """One a key, newest first. A key is 32 random bytes: nothing of it can be had from its hash."""
    return {
        purpose: [hashlib.sha256(f"rostra {purpose} {key}".encode()).hexdigest()[:24] for key in held]
        for purpose, held in asdict(keys).items()
    }


def _there(connection: Connection, table: str) -> bool:
    row = connection.execute("select to_regclass(%s)", [table]).fetchone()
    return row is not None and row[0] is not None
