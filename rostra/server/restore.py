"""`rostra restore DIR`: the database in one transaction, then files and keys; a failure leaves what was there."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import IO

import psycopg

from rostra.server import keys, wholeness
from rostra.server.backup import DATABASE
from rostra.server.home import FILES, make_home
from rostra.server.manifest import BackupRefused, Manifest, read_whole
from rostra.server.standing import serving
from rostra.server.tools import newest_folder, server_major, tools_for
from rostra.server.version import VERSION

UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"


def read_backup(folder: Path) -> Manifest:
    """What a backup holds, every file of it looked at. Raises `BackupRefused` for a damaged one and one of a newer Rostra."""
    folder = folder.absolute()
    try:
        manifest = read_whole(folder)
    except OSError as error:
        raise BackupRefused(f"{folder} cannot be read: {error}. Nothing has changed.") from error
    if _order(manifest.rostra) > _order(VERSION):
        raise BackupRefused(
            f"The backup was made by Rostra {manifest.rostra}, and this is {VERSION}. Update Rostra first."
        )
    return manifest


def restore_backup(folder: Path, *, home: Path, url: str, replace: bool, manifest: Manifest | None = None) -> Manifest:
    """Bring back a backup; `manifest` is that of `read_backup`, when it was read already.

    Raises `BackupRefused`, `DatabaseUnusable`, and `HomeRefused` while someone serves `home`.
    """
    folder = folder.absolute()
    manifest = manifest or read_backup(folder)
    with serving(make_home(home)):
        if not replace:
            _need_empty(home, url)
        _bring_files(folder, home)
        _load(folder / DATABASE, url=url, replace=replace)
        _swap_in(folder, home)
        (home / "kind").write_text(f"{manifest.kind}\n")
    return manifest


def _bring_files(folder: Path, home: Path) -> None:
    """Beside those that are there, before anything is changed: the disk may be too small for both."""
    shutil.rmtree(home / "files.new", ignore_errors=True)
    try:
        if (folder / FILES).is_dir():
            shutil.copytree(folder / FILES, home / "files.new")
    except OSError as error:
        shutil.rmtree(home / "files.new", ignore_errors=True)
        raise BackupRefused(f"The files could not be brought in: {error}. Nothing has changed.") from error


def _need_empty(home: Path, url: str) -> None:
    server_major(url)  # a sentence when nobody answers there
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "select count(*) from pg_tables where schemaname = 'public' and tablename <> %s", [wholeness.TABLE]
        ).fetchone()
    if found and found[0]:
        raise BackupRefused(
            "The database is not empty. Restore into a new ROSTRA_HOME, or say --replace and lose what is there."
        )
    if (home / FILES).is_dir() and any((home / FILES).iterdir()):
        raise BackupRefused(
            f"{home / FILES} is not empty. Restore into a new ROSTRA_HOME, or say --replace and lose it."
        )


def _load(dump: Path, *, url: str, replace: bool) -> None:
    """As SQL through psql, so that everything is one transaction and a newer dump goes into an older server."""
    tools = tools_for(url)
    reading = [str(newest_folder() / "pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(dump)]
    writing = tools.command(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"
    )
    environment = dict(tools.environment)
    with (
        subprocess.Popen(writing, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as psql,
        subprocess.Popen(reading, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as source,
    ):
        if psql.stdin is None or source.stdout is None or psql.stderr is None or source.stderr is None:
            raise BackupRefused("The programs of PostgreSQL could not be started.")
        try:
            begin = "DROP OWNED BY CURRENT_USER CASCADE" if replace else f"DROP TABLE IF EXISTS {wholeness.TABLE}"
            psql.stdin.write(f"SET client_min_messages = warning;\n{begin};\n".encode())
            _pass_on(source.stdout, psql.stdin)
            if source.wait() != 0:
                psql.kill()  # before the end of its input, so that it cannot commit a part
            psql.stdin.close()
        except BrokenPipeError:
            source.kill()
        said = (source.stderr.read() + psql.stderr.read()).decode(errors="replace").strip()
    if psql.returncode != 0 or source.returncode != 0:
        raise BackupRefused(f"The database could not be restored, and is as it was: {said or 'psql was ended'}")


def _pass_on(source: IO[bytes], target: IO[bytes]) -> None:
    in_settings = True
    for line in source:
        in_settings = in_settings and not line.startswith((b"CREATE", b"COPY"))
        if not (in_settings and line == UNKNOWN_BEFORE_17):
            target.write(line)


def _swap_in(folder: Path, home: Path) -> None:
    shutil.rmtree(home / "files.old", ignore_errors=True)
    if (home / FILES).exists():
        (home / FILES).rename(home / "files.old")
    if (home / "files.new").exists():
        (home / "files.new").rename(home / FILES)
    if (folder / keys.FILE).exists():
        draft = home / f"{keys.FILE}.new"
        shutil.copyfile(folder / keys.FILE, draft)
        draft.chmod(0o600)
        os.replace(draft, home / keys.FILE)
    shutil.rmtree(home / "files.old", ignore_errors=True)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
