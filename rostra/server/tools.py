"""PostgreSQL's client programs, matched to the server they speak to, with no password on a command line."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from rostra.server.postgres.binaries import DatabaseUnusable, packaged_binaries


@dataclass(frozen=True, slots=True)
class Tools:
    """The folder of `pg_dump`, `pg_restore` and `psql`, and how they reach the database."""

    folder: Path
    address: str
    environment: Mapping[str, str]

    def command(self, program: str, *options: str) -> list[str]:
        """The arguments of one program that connects."""
        return [str(self.folder / program), *options, f"--dbname={self.address}"]


def tools_for(url: str) -> Tools:
    """Programs at least as new as the server at `url`. Those of the machine come first: they can speak TLS, the
    wheel's cannot; but over the private socket the wheel's own are taken. Raises `DatabaseUnusable`."""
    parts = conninfo_to_dict(url)
    password = parts.pop("password", None)
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"} | (
        {"PGPASSWORD": str(password)} if password else {}
    )
    address = make_conninfo("", **parts)
    major = server_major(url)
    local = str(parts.get("host") or "").startswith("/")
    folders = [packaged_binaries().folder, *_installed()] if local else [*_installed(), packaged_binaries().folder]
    for folder in folders:
        if (_major(folder) or 0) >= major:
            return Tools(folder, address, environment)
    raise DatabaseUnusable(
        f"The database is PostgreSQL {major}, and no pg_dump of that version is here. Install postgresql-client-{major}."
    )


def newest_folder() -> Path:
    """The newest programs here: an older `pg_restore` cannot read what a newer `pg_dump` wrote, whatever server it is for."""
    return max([packaged_binaries().folder, *_installed()], key=lambda folder: _major(folder) or 0)


def server_major(url: str) -> int:
    """The major version of the server at `url`. Raises `DatabaseUnusable`."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            return connection.info.server_version // 10000
    except psycopg.OperationalError as error:
        raise unanswered(error) from error


def unanswered(error: Exception) -> DatabaseUnusable:
    """In a line, with what to do."""
    said = " ".join(str(error).split())
    return DatabaseUnusable(
        f"The database does not answer: {said.rstrip('.')}. Start that PostgreSQL, or correct DATABASE_URL."
    )


def _installed() -> list[Path]:
    found = shutil.which("pg_dump")
    debian = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdecimal()]
    newest_first = sorted(debian, key=lambda path: int(path.parent.name), reverse=True)
    return [*newest_first, *([Path(found).resolve().parent] if found else [])]


def _major(folder: Path) -> int | None:
    program = folder / "pg_dump"
    if not program.exists():
        return None
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)(?:\.\d+|devel|beta\d+|rc\d+)", said)
    return int(found[1]) if found else None
