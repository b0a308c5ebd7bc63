import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import IO

import psycopg
import pytest

from rostra import cli
from rostra.config.env import Env
from rostra.server.catalogues import compile_catalogues
from rostra.server.environment import BadSetting
from rostra.server.home import CHECKOUT, HomeRefused
from rostra.server.migrated import fingerprint, is_current
from rostra.server.plan import plan_from
from rostra.server.postgres.running import database_url, throwaway
from rostra.server.standing import keep_kinds_apart
from rostra.server.tests.running_server import free_port
from rostra.server.version import VERSION


def rostra(
    *arguments: str, home: Path, stdin: IO[str] | None = None, **environment: str
) -> "subprocess.CompletedProcess[str]":
    known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "rostra", *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False, stdin=stdin,
        env=known | {"ROSTRA_HOME": str(home)} | environment,
    )  # fmt: skip


def test_an_unknown_command_is_refused_with_the_way_to_help(tmp_path: Path) -> None:
    done = rostra("sevre", home=tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip() == "rostra: there is no command 'sevre'. Run: rostra --help"


def test_help_names_every_command(tmp_path: Path) -> None:
    text = rostra("--help", home=tmp_path).stdout
    assert all(f"  {command}" in text for command in [*cli.VERBS, *cli.DJANGO])


def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    done = rostra("serve", home=tmp_path, ROSTRA_PORT="eighty")
    assert done.returncode == 1
    assert "ROSTRA_PORT is 'eighty'" in done.stderr
    with pytest.raises(BadSetting, match="ROSTRA_MODE"):
        plan_from({"ROSTRA_MODE": "production"})


def test_arguments_reach_the_management_command_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(cli, "run_django", lambda arguments: ran.append(list(arguments)) or 0)
    for arguments in (
        ["import", "people", "a b.csv", "--dry-run"],
        ["check", "--json"],
        ["setup", "--name", "Kahvila"],
    ):
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        assert left.value.code == 0
    assert ran == [
        ["import_people", "a b.csv", "--dry-run"],
        ["check_text", "--json"],
        ["setup_company", "--name", "Kahvila"],
    ]


def test_a_management_command_gets_a_database_and_leaves_none_running(tmp_path: Path) -> None:
    done = rostra("django", "inspectdb", "no_such_table", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "keys.json").exists()
    assert not (tmp_path / "postgres" / "data" / "postmaster.pid").exists()


@pytest.mark.parametrize("option", [["--terms", "{}"], ["--terms={}"]])
def test_a_check_by_a_file_of_terms_starts_no_database(tmp_path: Path, option: list[str]) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("Project Aurora\n")
    words = tmp_path / "words"
    words.write_text("Project Aurora begins on Monday.")
    with words.open() as text:
        done = rostra("check", *(each.format(terms) for each in option), home=tmp_path / "home", stdin=text)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("line 1, stop: Not public")
    assert not (tmp_path / "home" / "postgres").exists()


def test_a_checkout_collects_its_static_files_without_keys_or_database(tmp_path: Path) -> None:
    """What `bin/lib.sh` does before anything was ever started here."""
    said = rostra("django", "collectstatic", "--no-input", "--dry-run", home=tmp_path / "home", ROSTRA_MODE="serve")
    assert (said.returncode, said.stderr) == (0, "")
    assert not (tmp_path / "home").exists()


def test_demo_and_real_data_never_share_a_folder(tmp_path: Path) -> None:
    keep_kinds_apart(tmp_path, demo=True)
    keep_kinds_apart(tmp_path, demo=True)
    with pytest.raises(HomeRefused, match="the demo company"):
        keep_kinds_apart(tmp_path, demo=False)


def test_the_version_is_the_one_that_is_published() -> None:
    assert tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_catalogues_are_compiled_once_and_again_when_they_change(tmp_path: Path) -> None:
    source = tmp_path / "people" / "locale" / "fi" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "People"\nmsgstr "Ihmiset"\n'
    )
    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo")]
    assert b"Ihmiset" in source.with_suffix(".mo").read_bytes()
    assert compile_catalogues(tmp_path) == []
    os.utime(source, (2**31, 2**31))
    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo")]


@pytest.mark.slow
def test_a_second_migration_is_skipped_until_something_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert rostra("migrate", home=tmp_path).returncode == 0
    with database_url(tmp_path) as url:
        assert is_current(url)
        with psycopg.connect(url) as connection:
            connection.execute("delete from django_migrations where id = (select max(id) from django_migrations)")
        assert not is_current(url)


def test_new_code_is_not_taken_for_migrated(tmp_path: Path) -> None:
    (tmp_path / "people" / "migrations").mkdir(parents=True)
    before = fingerprint(tmp_path)
    (tmp_path / "people" / "migrations" / "0002_more.py").write_text("operations = []\n")
    assert fingerprint(tmp_path) != before


def test_an_empty_database_is_not_taken_for_migrated(tmp_path: Path) -> None:
    with throwaway(tmp_path) as cluster:
        assert not is_current(cluster.url)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROSTRA_URL", "rostra.example.com"),
        ("ROSTRA_URL", "https://example.com/rostra"),
        ("ROSTRA_PUBLIC_URL", "https://go.example.com:port"),
        ("ROSTRA_TRUSTED_PROXIES", "127.0.0.1,the proxy"),
        ("ROSTRA_HTTP_ALLOWED", "intranet"),
        ("ROSTRA_PUBLIC_PORT", "70000"),
        ("ROSTRA_WEB_THREADS", "0"),
        ("ROSTRA_POOL_SIZE", "many"),
        ("ROSTRA_LOG", "xml"),
        ("ROSTRA_LOG_ADDRESS", "half"),
        ("ROSTRA_PACES", "posts=often"),
        ("ROSTRA_PACES", "sneezes=3/60"),
    ],
)
def test_a_setting_that_cannot_be_used_stops_the_start_by_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        plan_from({name: value})


@pytest.mark.parametrize(
    "said",
    [
        "mysql://x:hush@y/z",
        "postgresql://x:hush@sh@h/z",
        "postgresql://x:hush/sh@h/z",
        "postgresql://x:hush#@h",
        "hush",
    ],
)
def test_a_database_that_cannot_be_read_is_told_without_its_password(tmp_path: Path, said: str) -> None:
    for command in ("migrate", "doctor"):
        done = rostra(command, home=tmp_path / "home", DATABASE_URL=said)
        assert done.returncode == 1
        assert "DATABASE_URL cannot be read" in done.stdout + done.stderr
        assert "hush" not in done.stdout + done.stderr


def test_a_backup_of_no_house_is_refused(tmp_path: Path) -> None:
    done = rostra("backup", str(tmp_path / "kept"), home=tmp_path / "forgotten")
    assert done.returncode == 1
    assert "There is nothing to back up" in done.stderr
    assert not (tmp_path / "forgotten").exists()
    assert not (tmp_path / "kept").exists()


def test_a_refused_restore_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "no-backup").mkdir()
    done = rostra("restore", str(tmp_path / "no-backup"), home=tmp_path / "home")
    assert done.returncode == 1
    assert done.stderr.startswith("rostra: ")
    assert not (tmp_path / "home").exists()


def test_one_port_cannot_be_inside_and_outside() -> None:
    ports = {"ROSTRA_PORT": "9000", "ROSTRA_PUBLIC_PORT": "9000"}
    with pytest.raises(BadSetting, match="ROSTRA_PORT and ROSTRA_PUBLIC_PORT are both 9000"):
        plan_from(ports | {"ROSTRA_PUBLIC_URL": "https://go.example.com"})
    assert plan_from(ports).port == 9000


def test_the_pool_is_as_large_as_said_else_one_connection_a_thread() -> None:
    assert plan_from({"ROSTRA_WEB_THREADS": "6"}).pool_size("web") == 6
    assert plan_from({"ROSTRA_POOL_SIZE": "3"}).pool_size("web") == 3


def test_a_setting_left_empty_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ROSTRA_MODE", "ROSTRA_PORT", "ROSTRA_POOL_SIZE", "ROSTRA_HOME", "ROSTRA_URL"):
        monkeypatch.setenv(name, "")
    found = Env()
    assert (found.mode, found.port, found.url) == ("serve", 8000, "http://localhost:8000")
    assert found.home == CHECKOUT / ".data"


def test_a_command_of_another_account_is_refused_before_it_leaves_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup by root would make files that the account of the service cannot use afterwards."""
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    monkeypatch.setenv("ROSTRA_HOME", str(tmp_path))
    with pytest.raises(SystemExit) as left:
        cli.main(["migrate"])
    assert f"{tmp_path} belongs to" in str(left.value.code)
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_cannot_be_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = rostra("migrate", home=tmp_path / "file" / "home")
    assert done.returncode == 1
    assert done.stderr.startswith("rostra: The data folder")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [("migrate",), ("setup", "--no-input"), ("backup", "there")])
def test_a_database_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    nobody = f"postgresql://rostra@127.0.0.1:{free_port()}/rostra"
    done = rostra(*command, home=tmp_path, DATABASE_URL=nobody)
    assert done.returncode == 1
    assert "The database does" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_sees_the_folder_and_the_umask_of_its_caller(tmp_path: Path) -> None:
    told = subprocess.run(
        ["bash", "-c", f'umask 027; . "{CHECKOUT}/bin/lib.sh"; as_called; pwd; umask'],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert told.split() == [str(tmp_path), "0027"]


def test_the_command_works_through_a_link_as_on_a_path(tmp_path: Path) -> None:
    (tmp_path / "rostra").symlink_to(CHECKOUT / "bin" / "rostra")
    done = subprocess.run([tmp_path / "rostra", "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage: rostra")
