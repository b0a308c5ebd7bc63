import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import IO

import psycopg
import pytest

from rostra import cli
from rostra.server.catalogues import compile_catalogues
from rostra.server.home import CHECKOUT
from rostra.server.migrated import fingerprint, is_current
from rostra.server.plan import BadSetting, plan_from
from rostra.server.postgres.running import database_url, throwaway
from rostra.server.standing import HomeRefused, keep_kinds_apart
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
