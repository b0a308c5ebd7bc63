"""`rostra backup DIR`: database, files and keys in one new folder, whole or not at all."""

import contextlib
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from rostra.server import keys
from rostra.server.home import FILES
from rostra.server.manifest import BackupRefused, Manifest, describe
from rostra.server.tools import server_major, tools_for
from rostra.server.version import VERSION

DATABASE = "database.dump"


def make_backup(folder: Path, *, home: Path, url: str) -> Manifest:
    """Write a backup while Rostra may be serving. Raises `BackupRefused`, `DatabaseUnusable`.

    The database comes first, as of one moment; a file it names was written before that and is copied after.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupRefused(f"{folder} is there already and not empty. Name a new folder.")
    draft = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(mode=0o700, parents=True)
        _dump(draft / DATABASE, url=url)
        if (home / FILES).is_dir():
            shutil.copytree(home / FILES, draft / FILES, copy_function=_copy_if_there)
        if (home / keys.FILE).exists():
            shutil.copyfile(home / keys.FILE, draft / keys.FILE)
            (draft / keys.FILE).chmod(0o600)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(VERSION, server_major(url), made_at, _kind(home), describe(draft))
        manifest.write(draft)
        _flush(draft)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except OSError as error:
        raise BackupRefused(f"The backup could not be written: {error}. Nothing was left behind.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _dump(target: Path, *, url: str) -> None:
    tools = tools_for(url)
    options = ("--format=custom", "--no-owner", "--no-privileges", "--no-comments", f"--file={target}")
    command = tools.command("pg_dump", *options)
    done = subprocess.run(command, env=dict(tools.environment), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BackupRefused(f"pg_dump failed, and no backup was made: {done.stderr.strip()}")


def _copy_if_there(source: str, target: str) -> None:
    """A picture may be deleted while Rostra goes on serving: that is no reason to have no backup."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(source, target)


def _kind(home: Path) -> str:
    mark = home / "kind"
    return mark.read_text().strip() if mark.exists() else "real"


def _flush(folder: Path) -> None:
    """A backup that is announced must survive a power cut."""
    for path in [*folder.rglob("*"), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
