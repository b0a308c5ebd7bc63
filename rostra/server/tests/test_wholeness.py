"""What is missing beside something that is full is never made anew in silence."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rostra.server.backup import make_backup
from rostra.server.doctor.database import look_at_database
from rostra.server.doctor.machine import look_at_machine
from rostra.server.home import HomeRefused
from rostra.server.keys import FILE, KeysUnusable, load_keys, make_keys, rotate_key
from rostra.server.migrated import NewerDatabase
from rostra.server.plan import Plan
from rostra.server.postgres.binaries import DatabaseUnusable
from rostra.server.postgres.running import database_url, throwaway
from rostra.server.restore import restore_backup
from rostra.server.standing import keep_kinds_apart
from rostra.server.tests.running_server import free_port
from rostra.server.tests.test_backup import new_database
from rostra.server.tests.test_command import rostra
from rostra.server.wholeness import need_whole_house, take_keys


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with throwaway(tmp_path_factory.mktemp("server")) as cluster:
        yield cluster.url


@pytest.fixture
def url(server: str) -> Iterator[str]:
    with new_database(server, "whole") as url:
        yield url


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def begun(home: Path, url: str) -> str:
    """A database that a house was begun in."""
    home.mkdir(mode=0o700)
    need_whole_house(home, url)
    return url


def contents(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir())


def test_a_new_house_gets_keys_and_goes_on_with_them(home: Path, begun: str) -> None:
    assert need_whole_house(home, begun) == load_keys(home)


def test_lost_keys_are_not_replaced_and_the_loss_and_the_ways_on_are_told(home: Path, begun: str) -> None:
    (home / FILE).unlink()
    with pytest.raises(KeysUnusable) as refused:
        need_whole_house(home, begun)
    for told in ("mail server", "outside accounts", "log-in", "backup", "rostra keys replace"):
        assert told in str(refused.value)
    assert contents(home) == []


def test_a_house_from_before_fingerprints_keeps_its_keys_and_refuses_to_make_others(home: Path, url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("create table django_migrations (id int, app text, name text)")
    home.mkdir(mode=0o700)
    with pytest.raises(KeysUnusable, match="used with other keys"):
        need_whole_house(home, url)
    kept = make_keys(home)
    assert need_whole_house(home, url) == kept


def test_a_second_machine_without_keys_is_told_to_copy_them(tmp_path: Path, begun: str) -> None:
    second = tmp_path / "second"
    for command in (["migrate"], ["serve"], ["worker"], ["setup", "--no-input"]):
        done = rostra(*command, home=second, DATABASE_URL=begun, ROSTRA_PORT=str(free_port()))
        assert done.returncode == 1
        assert "Copy keys.json from the machine that has it" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (second / FILE).exists()


def test_a_second_machine_with_the_same_keys_starts(home: Path, tmp_path: Path, begun: str) -> None:
    second = tmp_path / "second"
    second.mkdir(mode=0o700)
    shutil.copy2(home / FILE, second / FILE)
    assert need_whole_house(second, begun) == load_keys(home)


def test_the_keys_of_another_house_are_refused_until_they_are_accepted(home: Path, begun: str) -> None:
    (home / FILE).unlink()
    others = make_keys(home)
    with pytest.raises(KeysUnusable, match=r"sessions, tokens, links|links, sessions, tokens"):
        need_whole_house(home, begun)
    take_keys(home, begun, new=False)
    assert need_whole_house(home, begun) == others


def test_a_rotation_is_followed_and_the_file_from_before_it_is_refused(home: Path, tmp_path: Path, begun: str) -> None:
    shutil.copy2(home / FILE, tmp_path / "before")
    rotated = rotate_key("tokens", home=home)
    assert need_whole_house(home, begun) == rotated
    shutil.copy2(tmp_path / "before", home / FILE)
    with pytest.raises(KeysUnusable, match=r"\(tokens\) are not those"):
        need_whole_house(home, begun)


def test_new_keys_are_made_by_those_who_ask_for_them_and_the_old_file_stays(home: Path, begun: str) -> None:
    before = (home / FILE).read_text()
    done = rostra("keys", "replace", home=home, DATABASE_URL=begun)
    assert done.returncode == 0, done.stderr
    assert (home / FILE).read_text() != before
    assert [path.read_text() for path in home.glob("keys.json.replaced-*")] == [before]
    need_whole_house(home, begun)


@pytest.mark.parametrize("damage", ["empty", "half", "short key", "folder"])
def test_a_file_of_keys_that_is_damaged_is_refused_and_left_as_it_is(home: Path, begun: str, damage: str) -> None:
    path = home / FILE
    text = path.read_text()
    if damage == "folder":
        path.unlink()
        path.mkdir(mode=0o700)
    else:
        path.write_text(
            {"empty": "", "half": text[: len(text) // 2], "short key": re.sub(r"\w{9}=", "=", text)}[damage]
        )
    before = path.read_text() if path.is_file() else ""
    with pytest.raises(KeysUnusable):
        need_whole_house(home, begun)
    assert (path.read_text() if path.is_file() else "") == before


@pytest.mark.parametrize("left", [FILE, "files/one.webp"])
def test_an_empty_database_beside_a_full_home_is_another_database(home: Path, url: str, left: str) -> None:
    (home / left).parent.mkdir(parents=True, mode=0o700)
    if left == FILE:
        make_keys(home)
    else:
        (home / left).write_bytes(b"x")
    with pytest.raises(HomeRefused, match="DATABASE_URL"):
        need_whole_house(home, url)
    need_whole_house(home, url, new_database=True)
    need_whole_house(home, url)


@pytest.mark.parametrize("left", [FILE, "files/one.webp"])
def test_an_embedded_database_that_is_gone_is_not_made_anew(
    home: Path, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (home / left).parent.mkdir(parents=True, mode=0o700)
    (home / left).write_bytes(b"x")
    with pytest.raises(DatabaseUnusable, match="rostra restore DIR --replace"), database_url(home):
        pass
    assert not (home / "postgres" / "data").exists()
    with database_url(home, anew=True) as url:
        assert url


def test_a_database_folder_that_is_not_whole_is_told_and_left(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (home / "postgres" / "data").mkdir(parents=True, mode=0o700)
    with pytest.raises(DatabaseUnusable, match="is not whole"), database_url(home):
        pass
    assert contents(home / "postgres" / "data") == []


def test_a_folder_of_files_that_is_gone_stops_the_start(home: Path, begun: str) -> None:
    with psycopg.connect(begun) as connection:
        connection.execute("create table company_file (id int)")
        need_whole_house(home, begun)
        connection.execute("insert into company_file values (1)")
    with pytest.raises(HomeRefused, match="names 1 files"):
        need_whole_house(home, begun)
    (home / "files").mkdir()
    need_whole_house(home, begun)


def test_a_database_of_a_newer_rostra_is_refused(home: Path, begun: str) -> None:
    with psycopg.connect(begun) as connection:
        connection.execute("create table django_migrations (id int, app text, name text)")
        connection.execute(
            "insert into django_migrations values (1, 'company', '0001_initial'), (2, 'sites', '0099_x')"
        )
        need_whole_house(home, begun)
        connection.execute("insert into django_migrations values (3, 'company', '0099_from_the_future')")
    with pytest.raises(NewerDatabase, match=r"company\.0099_from_the_future"):
        need_whole_house(home, begun)


def test_a_demo_is_not_begun_where_a_house_has_lost_its_mark(home: Path, begun: str) -> None:
    with pytest.raises(HomeRefused, match="not marked as a demo"):
        keep_kinds_apart(home, demo=True)


def test_a_backup_without_keys_is_restored_and_starts_when_the_right_ones_are_put_there(
    home: Path, begun: str, server: str, tmp_path: Path
) -> None:
    (home / FILE).rename(tmp_path / "kept")
    make_backup(tmp_path / "backup", home=home, url=begun)
    second = tmp_path / "second"
    with new_database(server, "other") as other:
        done = rostra("restore", str(tmp_path / "backup"), home=second, DATABASE_URL=other)
        assert done.returncode == 0, done.stderr
        assert "holds no keys" in done.stdout
        with pytest.raises(KeysUnusable):
            need_whole_house(second, other)
        make_keys(second)
        with pytest.raises(KeysUnusable):
            need_whole_house(second, other)
        shutil.copy2(tmp_path / "kept", second / FILE)
        need_whole_house(second, other)


def test_a_backup_with_keys_goes_onto_a_database_that_was_only_begun(
    home: Path, begun: str, server: str, tmp_path: Path
) -> None:
    make_backup(tmp_path / "backup", home=home, url=begun)
    second = tmp_path / "second"
    second.mkdir(mode=0o700)
    with new_database(server, "other") as other:
        need_whole_house(second, other)
        restore_backup(tmp_path / "backup", home=second, url=other, replace=False)
        assert need_whole_house(second, other) == load_keys(home)


def test_the_doctor_never_advises_to_make_keys_anew_beside_a_full_house(home: Path, begun: str) -> None:
    (home / FILE).unlink()
    (home / "postgres" / "data").mkdir(parents=True)
    plan = Plan(home=home, port=free_port())
    found = [each for each in [*look_at_machine(plan), *look_at_database(plan, begun, serving=False)] if not each.well]
    cures = [each.cure for each in found if "keys" in each.what and not each.mild]
    assert len(cures) == 2
    assert all("Copy keys.json" in cure and "backup" in cure for cure in cures)
    assert not (home / FILE).exists()


def test_a_check_by_a_file_of_terms_makes_no_keys(home: Path, tmp_path: Path) -> None:
    terms, words = tmp_path / "terms", tmp_path / "words"
    terms.write_text("Project Aurora\n")
    words.write_text("Project Aurora begins.")
    with words.open() as text:
        assert rostra("check", "--terms", str(terms), home=home, stdin=text).returncode == 0
    assert not (home / FILE).exists()
