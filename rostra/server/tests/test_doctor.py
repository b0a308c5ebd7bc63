import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rostra.server.doctor.database import connections_needed, look_at_database
from rostra.server.doctor.examination import examine, report
from rostra.server.doctor.finding import Finding
from rostra.server.doctor.machine import look_at_machine
from rostra.server.keys import make_keys
from rostra.server.plan import Plan
from rostra.server.postgres.running import throwaway
from rostra.server.standing import serving
from rostra.server.tests.running_server import free_port
from rostra.server.wholeness import take_keys


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    home = tmp_path / "home"
    make_keys(home)
    return Plan(home=home, port=free_port())


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with throwaway(tmp_path_factory.mktemp("server")) as cluster:
        yield cluster.url


@pytest.fixture
def lived_in(plan: Plan, url: str) -> Plan:
    """The same, and the database knows its keys."""
    take_keys(plan.home, url, new=False)
    return plan


def wrong(findings: Iterator[Finding]) -> list[str]:
    return [finding.what for finding in findings if not finding.well]


def test_a_sound_machine_has_nothing_to_mend(plan: Plan) -> None:
    assert wrong(look_at_machine(plan)) == []


def test_a_data_folder_open_to_others_is_found(plan: Plan) -> None:
    plan.home.chmod(0o755)
    found = [finding for finding in look_at_machine(plan) if not finding.well]
    assert [finding.cure for finding in found] == [f"Others can look into it. Run: chmod 700 {plan.home}"]


def test_keys_open_to_others_are_found(plan: Plan) -> None:
    (plan.home / "keys.json").chmod(0o644)
    assert wrong(look_at_machine(plan)) == ["The keys cannot be used"]


def test_a_missing_data_folder_is_found(plan: Plan, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    assert wrong(look_at_machine(replace(plan, home=nowhere))) == [f"There is no data folder {nowhere}"]


def test_a_taken_port_is_found(plan: Plan) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", plan.port))
        taken.listen()
        assert wrong(look_at_machine(plan)) == [f"Port {plan.port} is taken"]


def test_a_server_that_runs_without_serving_its_port_is_found(plan: Plan) -> None:
    with serving(plan.home):
        assert wrong(look_at_machine(plan)) == [f"Rostra runs, but nobody serves port {plan.port}"]


def test_a_sound_database_has_nothing_to_mend(lived_in: Plan, url: str) -> None:
    assert wrong(look_at_database(lived_in, url, serving=False)) == []


def test_a_database_that_does_not_answer_is_found_with_its_cure(plan: Plan) -> None:
    nobody = f"postgresql://rostra@127.0.0.1:{free_port()}/rostra"
    (found,) = look_at_database(plan, nobody, serving=False)
    assert found.what.startswith("The database does not answer")
    assert "DATABASE_URL" in found.cure


def test_more_connections_than_the_database_allows_are_found(lived_in: Plan, url: str) -> None:
    greedy = replace(lived_in, workers=16, threads=8)
    assert wrong(look_at_database(greedy, url, serving=False)) == [
        f"{connections_needed(greedy)} connections wanted of 40"
    ]


def test_a_standard_plan_fits_the_embedded_database_with_air(plan: Plan) -> None:
    assert connections_needed(replace(plan, public=True)) <= 30


def test_the_exit_code_says_whether_something_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(iter([Finding("a"), Finding("b", "do this", mild=True)])) == 0
    assert "All is well." in capsys.readouterr().out
    assert report(iter([Finding("a"), Finding("c", "do that")])) == 1
    assert "do that" in capsys.readouterr().out


@pytest.mark.skipif(os.geteuid() == 0, reason="root can write everywhere")
def test_a_data_folder_that_cannot_be_written_is_found(plan: Plan) -> None:
    plan.home.chmod(0o500)
    assert any("cannot be written" in what for what in wrong(look_at_machine(plan)))
    plan.home.chmod(0o700)


def test_a_data_folder_of_another_account_is_found_and_nothing_is_left_in_it(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(plan.home.iterdir())
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert wrong(examine(plan.home)) == ["The data folder is not ours"]
    assert sorted(plan.home.iterdir()) == before


def test_an_interface_that_is_not_of_this_machine_is_found(plan: Plan) -> None:
    assert wrong(look_at_machine(replace(plan, host="203.0.113.7"))) == [
        f"Port {plan.port} on 203.0.113.7 cannot be listened on: Cannot assign requested address"
    ]
