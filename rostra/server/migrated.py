"""Whether the database is known to be of this version, without starting Django for it.

After migrating, a fingerprint of the code's migrations and the count of applied ones are left as a comment on Django's
own table. It stands in the database it speaks of, and a restore leaves it out, so it cannot outlive what it says.
"""

import hashlib
from importlib.metadata import distributions
from pathlib import Path

import psycopg
from psycopg import sql

from rostra.server.home import CHECKOUT

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


def mark_current(url: str) -> None:
    """Say in the database that this code has migrated it."""
    with psycopg.connect(url) as connection:
        row = connection.execute(KNOWN).fetchone()
        said = sql.Literal(f"{fingerprint()} {row[1] if row else 0}")
        connection.execute(sql.SQL("comment on table django_migrations is {}").format(said))
