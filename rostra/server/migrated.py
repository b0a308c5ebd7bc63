"""Whether the database is known to be of this version, without starting Django for it.

After migrating, a fingerprint of the code's migrations and the count of applied ones are left as a comment on Django's
own table. It stands in the database it speaks of, and a restore leaves it out, so it cannot outlive what it says.
"""

import hashlib
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from rostra.server.home import CHECKOUT
from rostra.server.version import VERSION

KNOWN = "select obj_description('django_migrations'::regclass), count(*) from django_migrations"


def fingerprint(below: Path = CHECKOUT / "rostra") -> str:
    """Of every migration of the rooms, and of the versions of all packages, which bring their own."""
    found = hashlib.sha256()
    for path in sorted(below.glob("*/migrations/*.py")):
        found.update(path.relative_to(below).as_posix().encode() + path.read_bytes())
    for known in sorted(f"{package.name} {package.version}" for package in distributions()):
        found.update(known.encode())
    return found.hexdigest()[:32]


def is_current(url: str) -> bool:
    """Whether `mark_current` was called for this very code and nothing was migrated since."""
    try:
        with psycopg.connect(url) as connection:
            if connection.execute("select to_regclass('django_migrations')").fetchone() == (None,):
                return False
            row = connection.execute(KNOWN).fetchone()
    except psycopg.Error:
        return False
    return row is not None and row[0] == f"{fingerprint()} {row[1]}"


class NewerDatabase(Exception):
    """The database was migrated by a newer Rostra than this one. The message says what to do."""


def need_no_newer(connection: psycopg.Connection[Any], *, below: Path = CHECKOUT / "rostra") -> None:
    """Raise `NewerDatabase` when a migration of a room was applied that this code does not have.

    Django goes on in silence, and the older code would write into tables it does not know. A squashed migration names those
    it replaces, so a name in any file of the room is known.
    """
    if connection.execute("select to_regclass('django_migrations')").fetchone() == (None,):
        return
    rooms = {path.parents[1].name for path in below.glob("*/migrations/*.py")}
    texts = {room: "".join(path.read_text() for path in below.glob(f"{room}/migrations/*.py")) for room in rooms}
    for app, name in connection.execute("select app, name from django_migrations order by id"):
        if app in rooms and not (below / app / "migrations" / f"{name}.py").exists() and f'"{name}"' not in texts[app]:
            raise NewerDatabase(
                f"The database is of a newer Rostra than this one ({VERSION} knows no migration {app}.{name}). Nothing was "
                "changed. Update Rostra, or restore the backup you made before the update: rostra restore DIR --replace"
            )


def mark_current(url: str) -> None:
    """Say in the database that this code has migrated it."""
    with psycopg.connect(url) as connection:
        row = connection.execute(KNOWN).fetchone()
        said = sql.Literal(f"{fingerprint()} {row[1] if row else 0}")
        connection.execute(sql.SQL("comment on table django_migrations is {}").format(said))
