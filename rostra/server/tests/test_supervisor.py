import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import psycopg
import pytest

from rostra.server import program
from rostra.server.home import CHECKOUT
from rostra.server.journal import Journal
from rostra.server.ports import PortTaken, need_free_port
from rostra.server.postgres.running import open_lock, take
from rostra.server.program import Program
from rostra.server.tests.running_server import RunningServer, events, gone, server, until

BACK = 10.0  # seconds within which the service is back: a promise, not a measurement


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningServer]:
    with server(tmp_path / "home") as running:
        yield running


def test_a_stop_leaves_no_process_no_port_and_no_lock(running: RunningServer) -> None:
    everyone = running.everyone()
    assert len(everyone) > 8
    assert running.end() == 0
    assert gone(everyone)
    assert not socket_taken(running.port)
    assert not (running.home / "postgres" / "data" / "postmaster.pid").exists()
    assert "database system is shut down" in running.log.read_text()
    assert (running.home / "serve.lock").read_text() == ""


def test_ctrl_c_stops_it_as_sigterm_does(running: RunningServer) -> None:
    everyone = running.everyone()
    assert running.end(signal.SIGINT) == 0
    assert gone(everyone)


def test_the_log_is_one_stream_of_json_lines_that_name_their_process(running: RunningServer) -> None:
    running.processes()["jobs"][0].kill()
    until(lambda: "worker ended (SIGKILL)" in running.log.read_text(), what="the log tells of the kill")
    running.end()
    said = events(running.log)
    assert {"rostra", "postgres", "worker"} <= {str(line["process"]) for line in said}
    assert all({"timestamp", "level", "event"} <= line.keys() for line in said)


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["workers", "master", "jobs", "postmaster"])
def test_whatever_is_killed_is_back_and_every_acknowledged_post_is_kept_once(
    running: RunningServer, victim: str
) -> None:
    before = running.everyone()
    acknowledged, back = keep_posting(running, lambda: running.processes()[victim][0].kill())
    assert back < BACK
    assert_all_kept(running, acknowledged)
    until(lambda: bool(running.processes()[victim]), what=f"there is a new one of {victim}")
    if victim == "master":
        old = [p for p in before if p in running.everyone()]
        assert not any("granian" in " ".join(p.cmdline()) for p in old), "a worker of the killed master still serves"
    assert not running.end()


@pytest.mark.slow
def test_a_killed_supervisor_leaves_nothing_and_a_new_one_serves_within_ten_seconds(running: RunningServer) -> None:
    before = running.everyone()

    def kill_and_start() -> None:
        assert running.process
        running.process.kill()
        running.process.wait()
        running.start()

    acknowledged, back = keep_posting(running, kill_and_start)
    assert back < BACK
    assert_all_kept(running, acknowledged)
    until(lambda: gone(before), what="nothing of the killed server is left")


def test_a_second_server_on_the_same_data_is_refused_with_a_sentence(running: RunningServer) -> None:
    second = run_small(running.home, running.port + 1)
    assert second.returncode == 1
    assert "already serves" in second.stderr
    assert running.says_ready()


def test_a_port_in_use_is_refused_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = run_small(tmp_path / "home", taken.getsockname()[1])
    assert refused.returncode == 1
    assert "ROSTRA_PORT" in refused.stderr
    assert not (tmp_path / "home" / "postgres").exists()


def keep_posting(running: RunningServer, strike: Callable[[], None], *, posts: int = 400) -> tuple[list[str], float]:
    """Post from four threads, strike in the middle; returns what was acknowledged, and seconds until the last failure."""
    acknowledged: list[str] = []
    struck: list[float] = []
    failed: list[float] = []

    def post(number: int) -> None:
        if number == posts // 2:
            struck.append(time.monotonic())
            strike()
        body = f"post {number}"
        for _ in range(200):  # a client that tries again with the same key
            if running.post(body):
                acknowledged.append(body)
                return
            failed.append(time.monotonic())
            time.sleep(0.05)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(post, range(posts)))
    running.ready()
    return acknowledged, max(failed, default=struck[0]) - struck[0]


def assert_all_kept(running: RunningServer, acknowledged: list[str]) -> None:
    with psycopg.connect(running.database_url) as connection:
        kept = [row[0] for row in connection.execute("select body from posts")]
    assert len(acknowledged) == 400
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))


def run_small(home: Path, port: int) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "rostra.server.tests.small_server", str(home), str(port)]
    return subprocess.run(
        command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=30, check=False
    )


def socket_taken(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_an_interface_of_another_machine_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PortTaken, match=r"cannot listen on 203\.0\.113\.7.*ROSTRA_HOST"):
        need_free_port("203.0.113.7", 8000, setting="ROSTRA_PORT")


def test_a_start_that_waits_for_a_command_says_so_and_can_be_stopped(tmp_path: Path) -> None:
    running = RunningServer(tmp_path / "home")
    (running.home / "postgres").mkdir(mode=0o700, parents=True)
    with open_lock(running.home / "postgres" / "owner") as command:
        assert take(command)
        running.start()
        assert running.process
        try:
            until(lambda: "Waiting for a command" in running.log.read_text(), what="it says what it waits for")
            assert running.end() == 0
        finally:
            running.process.kill()
    assert '"Rostra has stopped"' in running.log.read_text()


def test_nohup_keeps_it_when_the_terminal_closes(tmp_path: Path) -> None:
    done = subprocess.run(
        ["nohup", sys.executable, "-c", HANGS_UP, str(tmp_path)], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.stdout.split() == ["0"], done.stderr


HANGS_UP = """
import os, signal, sys
from pathlib import Path
from rostra.server.journal import Journal
from rostra.server.plan import Plan
from rostra.server.supervisor import Supervisor

class Short(Supervisor):
    def _start(self, held): os.kill(os.getpid(), signal.SIGHUP)
    def _keep(self): print(self.stop_asked)

Short(Plan(home=Path(sys.argv[1]), web=False), Journal(open(os.devnull, "w")), commands={}).run()
"""


def test_programs_that_do_not_stop_are_waited_for_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "end_group", lambda leader: None)
    stuck = Program("stuck", [], {}, Journal(form="text"), process=Stuck())
    stuck.terminate()
    stuck._asked -= stuck.grace  # as long as another one took
    stuck.stop()
    assert Stuck.waited == [0.1]


class Stuck:
    """A process that does not end."""

    pid = 0
    waited: ClassVar[list[float]] = []

    def poll(self) -> None:
        return None

    def terminate(self) -> None:
        pass

    def wait(self, patience: float) -> None:
        self.waited.append(patience)
        raise subprocess.TimeoutExpired("stuck", patience)
