"""What the tests of the processes need: a server in a process of its own, its children by name, and questions to it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from rostra.server.home import CHECKOUT

PATIENCE = 20.0


class RunningServer:
    """`small_server` on a data folder; `log` collects what all starts have said."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.log = home.with_name(f"{home.name}.log")
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        return [sys.executable, "-m", "rostra.server.tests.small_server", str(self.home), str(self.port)]

    def environment(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ROSTRA_LOG")}

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), cwd=CHECKOUT, env=self.environment(), stdout=log, stderr=log
            )

    def announced(self, *, patience: float = PATIENCE) -> None:
        """Wait until it says where it is; fail with its log when it ends before."""

        def said() -> bool:
            assert self.process
            assert self.process.poll() is None, f"The server ended; its log:\n{self.log.read_text()[-3000:]}"
            return '"Rostra is at' in self.log.read_text()

        until(said, what="the server says where it is", patience=patience)

    def ready(self) -> None:
        until(self.says_ready, what=f"the server answers; its log:\n{self.log.read_text()[-3000:]}")

    def says_ready(self) -> bool:
        try:
            return self.count() >= 0
        except (OSError, http.client.HTTPException):
            return False

    def count(self) -> int:
        return int(urllib.request.urlopen(self.url, timeout=5).read())

    def post(self, body: str) -> bool:
        """Whether it was answered with success."""
        try:
            urllib.request.urlopen(urllib.request.Request(self.url, data=body.encode()), timeout=5).read()
        except (OSError, http.client.HTTPException):
            return False
        return True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def database_url(self) -> str:
        return f"postgresql://rostra@/rostra?host={self.home}/postgres/run"

    def processes(self) -> dict[str, list[psutil.Process]]:
        """The living children by kind: postmaster, master, workers, jobs."""
        found: dict[str, list[psutil.Process]] = {"postmaster": [], "master": [], "workers": [], "jobs": []}
        assert self.process
        for child in psutil.Process(self.process.pid).children():
            try:
                command = " ".join(child.cmdline())
            except psutil.NoSuchProcess:
                continue
            if "postgres -D" in command:
                found["postmaster"].append(child)
            elif "granian" in command:
                found["master"].append(child)
                found["workers"] += child.children()
            elif "small_worker" in command or command.endswith("rostra worker"):
                found["jobs"].append(child)
        return found

    def everyone(self) -> list[psutil.Process]:
        assert self.process
        top = psutil.Process(self.process.pid)
        return [top, *top.children(recursive=True)]

    def end(self, number: int = signal.SIGTERM) -> int:
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(30)


@contextmanager
def server(home: Path) -> Iterator[RunningServer]:
    """A started server with its tables; nothing of it is left at the end."""
    running = RunningServer(home)
    running.start()
    everyone: list[psutil.Process] = []
    try:
        running.announced()
        subprocess.run([sys.executable, "-c", TABLES, running.database_url], check=True)
        running.ready()
        until(lambda: bool(running.processes()["jobs"]), what="the job worker runs")
        yield running
    finally:
        if running.process and running.process.poll() is None:
            everyone = running.everyone()
            running.end()
        for process in everyone:
            if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                process.kill()


TABLES = """
import psycopg, sys
with psycopg.connect(sys.argv[1]) as connection:
    connection.execute("create table posts (body text primary key)")
    connection.execute("create table beats (pid int)")
"""


def until(true: Callable[[], bool], *, what: str, patience: float = PATIENCE) -> None:
    """Wait until `true()`; fail with `what` was waited for."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, f"Waited {patience:.0f} s in vain until {what}"
        time.sleep(0.05)


def gone(processes: list[psutil.Process]) -> bool:
    """Whether none of them lives (a zombie that init has yet to reap does not)."""
    return not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in processes)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def events(log: Path) -> list[dict[str, object]]:
    """The lines of a log; each must be one JSON object."""
    return [json.loads(line) for line in log.read_text().splitlines()]
