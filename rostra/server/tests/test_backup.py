import errno
import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from rostra.server import restore, tools
from rostra.server.backup import make_backup
from rostra.server.home import CHECKOUT, HomeRefused
from rostra.server.keys import load_keys, make_keys, rotate_key
from rostra.server.manifest import BackupRefused
from rostra.server.postgres.running import throwaway
from rostra.server.restore import restore_backup
from rostra.server.standing import serving

BODY = "Kahvia\nSET transaction_timeout = 0;\n"  # a line that is taken out of the head of a dump, not of people's words


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with throwaway(tmp_path_factory.mktemp("server")) as cluster:
        yield cluster.url


@pytest.fixture
def house(server: str, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A data folder and a database with something in each."""
    with new_database(server, "house") as url:
        home = tmp_path / "home"
        make_keys(home)
        (home / "files" / "pictures").mkdir(parents=True)
        (home / "files" / "pictures" / "ana.webp").write_bytes(os.urandom(5000))
        with psycopg.connect(url) as connection:
            connection.execute("create extension pg_trgm")
            connection.execute("create table entries (id int primary key, body text)")
            connection.execute("insert into entries select n, %s || n from generate_series(1, 500) n", [BODY])
            connection.execute("create index on entries using gin (body gin_trgm_ops)")
        yield home, url


class new_database:
    """An empty database that is dropped at the end."""

    def __init__(self, server: str, name: str) -> None:
        self.server, self.name = server, name

    def __enter__(self) -> str:
        self._run(f"create database {self.name}")
        return self.server.replace("/rostra?", f"/{self.name}?")

    def __exit__(self, *_: object) -> None:
        self._run(f"drop database {self.name} with (force)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement.encode())


def bodies(url: str) -> list[tuple[int, str]]:
    with psycopg.connect(url) as connection:
        return connection.execute("select id, body from entries order by id").fetchall()


def test_everything_comes_back_in_another_place(house: tuple[Path, str], server: str, tmp_path: Path) -> None:
    home, url = house
    made = make_backup(tmp_path / "backup", home=home, url=url)
    assert set(made.files) == {"database.dump", "files/pictures/ana.webp", "keys.json"}
    with new_database(server, "elsewhere") as other:
        restore_backup(tmp_path / "backup", home=tmp_path / "new home", url=other, replace=False)
        assert bodies(other) == bodies(url)
    new = tmp_path / "new home"
    assert (new / "files" / "pictures" / "ana.webp").read_bytes() == (
        home / "files" / "pictures" / "ana.webp"
    ).read_bytes()
    assert load_keys(new) == load_keys(home)


def test_a_backup_holds_keys_and_is_therefore_private(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    make_backup(tmp_path / "backup", home=home, url=url)
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "backup" / "keys.json").stat().st_mode) == 0o600


def test_a_backup_never_goes_into_a_folder_with_something_in_it(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    make_backup(tmp_path / "backup", home=home, url=url)
    with pytest.raises(BackupRefused, match="not empty"):
        make_backup(tmp_path / "backup", home=home, url=url)


def test_a_backup_that_fails_leaves_nothing(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    os.mkfifo(home / "files" / "broken")  # what cannot be copied
    with pytest.raises(BackupRefused, match="could not be written"):
        make_backup(tmp_path / "backup", home=home, url=url)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_restore_onto_something_is_refused_and_changes_nothing(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    make_backup(tmp_path / "backup", home=home, url=url)
    rotated = rotate_key("links", home=home)
    with psycopg.connect(url) as connection:
        connection.execute("delete from entries where id > 3")
    with pytest.raises(BackupRefused, match="--replace"):
        restore_backup(tmp_path / "backup", home=home, url=url, replace=False)
    assert len(bodies(url)) == 3
    assert load_keys(home) == rotated


def test_replace_brings_back_exactly_what_was(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    before = bodies(url)
    make_backup(tmp_path / "backup", home=home, url=url)
    (home / "files" / "later.webp").write_bytes(b"later")
    with psycopg.connect(url) as connection:
        connection.execute("delete from entries")
        connection.execute("create table later (id int)")
    restore_backup(tmp_path / "backup", home=home, url=url, replace=True)
    assert bodies(url) == before
    assert not (home / "files" / "later.webp").exists()
    with psycopg.connect(url) as connection:
        assert connection.execute("select to_regclass('later')").fetchone() == (None,)


def test_a_damaged_backup_is_refused_before_anything_is_touched(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    make_backup(tmp_path / "backup", home=home, url=url)
    dump = tmp_path / "backup" / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-100])
    with pytest.raises(BackupRefused, match=r"database\.dump is damaged"):
        restore_backup(tmp_path / "backup", home=home, url=url, replace=True)
    assert len(bodies(url)) == 500


def test_a_dump_that_breaks_half_way_leaves_the_database_as_it_was(house: tuple[Path, str], tmp_path: Path) -> None:
    """Checksums that agree with a broken dump: only the transaction protects."""
    home, url = house
    make_backup(tmp_path / "backup", home=home, url=url)
    dump = tmp_path / "backup" / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-3000])
    reseal(tmp_path / "backup", dump)
    with pytest.raises(BackupRefused, match="is as it was"):
        restore_backup(tmp_path / "backup", home=home, url=url, replace=True)
    assert len(bodies(url)) == 500
    assert (home / "files" / "pictures" / "ana.webp").exists()


def test_a_backup_of_a_newer_rostra_is_refused(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    make_backup(tmp_path / "backup", home=home, url=url)
    manifest = tmp_path / "backup" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"rostra": "99.0"}))
    with pytest.raises(BackupRefused, match="Update Rostra first"):
        restore_backup(tmp_path / "backup", home=home, url=url, replace=True)


def test_a_folder_that_is_no_backup_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="is no backup"):
        restore_backup(tmp_path, home=tmp_path, url="", replace=True)


def test_nothing_is_restored_under_a_running_server(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    make_backup(tmp_path / "backup", home=home, url=url)
    with serving(home), pytest.raises(HomeRefused, match="Stop that one first"):
        restore_backup(tmp_path / "backup", home=home, url=url, replace=True)


@pytest.mark.slow
def test_the_two_commands_carry_a_whole_house_over(tmp_path: Path) -> None:
    """From an embedded database with every table of Rostra into another one, by the commands people type."""
    first, second = tmp_path / "first", tmp_path / "second"
    rostra(first, "migrate")
    rostra(first, "backup", str(tmp_path / "backup"))
    rostra(second, "restore", str(tmp_path / "backup"))
    assert "No migrations to apply" in rostra(second, "migrate", "--verbosity=1")
    assert load_keys(second) == load_keys(first)


def rostra(home: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "ROSTRA_HOME": str(home)
    }
    done = subprocess.run(
        [sys.executable, "-m", "rostra", *arguments],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def reseal(folder: Path, dump: Path) -> None:
    found = json.loads((folder / "manifest.json").read_text())
    found["files"]["database.dump"] = [hashlib.sha256(dump.read_bytes()).hexdigest(), dump.stat().st_size]
    (folder / "manifest.json").write_text(json.dumps(found))


def test_a_picture_deleted_meanwhile_does_not_spoil_the_backup(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    (home / "files" / "gone.webp").symlink_to("nowhere")  # listed, and not there when it is read
    made = make_backup(tmp_path / "backup", home=home, url=url)
    assert "files/pictures/ana.webp" in made.files


def test_files_that_find_no_room_leave_everything_as_it_was(house: tuple[Path, str], tmp_path: Path) -> None:
    home, url = house
    make_backup(tmp_path / "backup", home=home, url=url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restore.shutil, "copytree", no_room)
        with pytest.raises(BackupRefused, match=r"No space left.*Nothing has changed"):
            restore_backup(tmp_path / "backup", home=home, url=url, replace=True)
    assert (home / "files" / "pictures" / "ana.webp").exists()
    assert len(bodies(url)) == 500


def test_a_new_dump_goes_into_an_older_server_beside_whose_programs_it_is_restored(
    house: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the machine of a PostgreSQL 15 its own pg_restore lies first, and cannot read what the wheel's 18 wrote."""
    home, url = house
    make_backup(tmp_path / "backup", home=home, url=url)
    before = bodies(url)
    newest, older = tools.newest_folder(), tmp_path / "15"
    older.mkdir()
    for name, does in (
        ("pg_dump", "echo 'pg_dump (PostgreSQL) 15.3'"),
        ("pg_restore", "echo unsupported version >&2; exit 1"),
        ("psql", f'exec "{newest}/psql" "$@"'),
    ):
        (older / name).write_text(f"#!/bin/sh\n{does}\n")
        (older / name).chmod(0o755)
    monkeypatch.setattr(tools, "_installed", lambda: [older])
    monkeypatch.setattr(restore, "tools_for", lambda url: replace(tools.tools_for(url), folder=older))
    restore_backup(tmp_path / "backup", home=home, url=url, replace=True)
    assert bodies(url) == before


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
