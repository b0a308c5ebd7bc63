"""What still answers while the database is away: a real process, a port nobody listens on, and one that never says a word."""

import os
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from rostra.server.home import CHECKOUT
from rostra.server.keys import make_keys
from rostra.server.plan import granian_command
from rostra.server.postgres.running import throwaway
from rostra.server.tests.running_server import free_port, until

SOON = 6.0  # seconds: less than the ten that the pool waits for a connection, enough for a busy machine
EARLY = {
    "rostra.config.wsgi:application": ["/healthz", "/kit.css", "/brand.css"],
    "rostra.config.public_wsgi:application": ["/healthz", "/robots.txt", "/oauth-client-metadata.json"],
}


class Process:
    """One granian of the house, asked over its port."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str, *, host: str = "127.0.0.1", method: str = "GET") -> tuple[int, str]:
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Host": host}, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=SOON) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def listens(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def process(target: str, url: str, home: Path) -> Iterator[Process]:
    make_keys(home)
    served = Process(free_port())
    environment = {**os.environ, "DATABASE_URL": url, "ROSTRA_HOME": str(home), "ROSTRA_MODE": "test",
                   "ROSTRA_URL": "https://rostra.example.com", "ROSTRA_PUBLIC_URL": "https://go.example.com"}  # fmt: skip
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = granian_command(target, host="127.0.0.1", port=served.port, workers=1, threads=4)
    running = subprocess.Popen(command, env=environment, cwd=CHECKOUT)
    try:
        until(served.listens, what="the process listens", patience=60)
        yield served
    finally:
        everyone = psutil.Process(running.pid).children(recursive=True)
        running.terminate()
        try:
            running.wait(15)
        except subprocess.TimeoutExpired:
            running.kill()
        for each in everyone:
            if each.is_running():
                each.kill()


@contextmanager
def nobody() -> Iterator[str]:
    yield f"postgresql://rostra@127.0.0.1:{free_port()}/rostra"


@contextmanager
def silent() -> Iterator[str]:
    """It takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        yield f"postgresql://rostra@127.0.0.1:{listening.getsockname()[1]}/rostra"


@pytest.mark.parametrize("database", [nobody, silent])
@pytest.mark.parametrize("target", EARLY)
def test_what_needs_no_database_answers_without_one_however_many_wait_for_it(tmp_path, target, database):
    with database() as url, process(target, url, tmp_path) as served, ThreadPoolExecutor(12) as visitors:
        waiting = [visitors.submit(served.ask, "/s/abcd1234", host="rostra.example.com") for _ in range(12)]
        for path in EARLY[target]:
            assert served.ask(path)[0] == 200
        assert served.ask("/healthz", host="10.1.2.3:8000") == (200, "alive\n")
        assert served.ask("/healthz", host="no name at all") == (200, "alive\n")
        assert served.ask("/healthz", method="POST")[0] == 405
        assert served.ask("/readyz") == (503, "not ready: database\n")
        assert {each.result()[0] for each in waiting} == {503}


def test_a_database_that_stops_freezes_and_comes_back_is_told_by_one_probe_and_not_by_the_other(tmp_path):
    with (
        throwaway(tmp_path / "server") as cluster,
        process("rostra.config.wsgi:application", cluster.url, tmp_path / "home") as served,
    ):
        until(lambda: served.ask("/readyz") == (503, "not ready: migrations\n"), what="it asks the database")

        everyone = [psutil.Process(cluster.process.pid), *psutil.Process(cluster.process.pid).children(recursive=True)]
        for each in everyone:
            each.send_signal(signal.SIGSTOP)
        assert served.ask("/readyz") == (503, "not ready: database\n")
        assert served.ask("/healthz") == (200, "alive\n")
        for each in everyone:
            each.send_signal(signal.SIGCONT)
        until(lambda: served.ask("/readyz") == (503, "not ready: migrations\n"), what="it has thawed")

        cluster.stop()
        until(lambda: served.ask("/readyz") == (503, "not ready: database\n"), what="it has stopped")
        assert served.ask("/healthz") == (200, "alive\n")
        cluster.start(output=subprocess.DEVNULL)
        cluster.wait_ready()
        until(lambda: served.ask("/readyz") == (503, "not ready: migrations\n"), what="it is back")
