"""One supervised program: started, watched, started again when it ends, stopped with all its children."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rostra.server.home import CHECKOUT
from rostra.server.journal import Journal
from rostra.server.postgres.identity import Identity

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between an end and the next start; it doubles each time
STEADY = 20.0  # seconds after which a start counts as a success


@dataclass
class Program:
    """A command kept alive. It leads a process group of its own, so that its children can be ended with it."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    journal: Journal
    grace: float = 12.0
    when_parent_ends: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    due: float = 0.0
    _pause: float = field(default=0.0, repr=False)
    _started: float = field(default=0.0, repr=False)
    _asked: float = field(default=0.0, repr=False)

    def start(self) -> None:
        """Start it now. Main thread only: the kernel ends a child when the thread that started it ends."""
        self._started = time.monotonic()
        self.process = subprocess.Popen(
            Identity().command(*self.command, when_parent_ends=self.when_parent_ends),
            env=dict(self.environment), cwd=CHECKOUT, process_group=0,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if self.process.stdout:
            self.journal.follow(self.process.stdout, process=self.name)

    def keep(self) -> None:
        """Start it when it is due; when it has ended, end its children and say when it is due again."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        lived = time.monotonic() - self._started
        self._pause = 0.0 if lived > STEADY else min(max(self._pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
        end_group(self.process.pid)
        self.journal.say(
            f"{self.name} ended ({reason(code)}); it is started again in {self._pause:.1f} s",
            process=self.name, level="error", code=code,
        )  # fmt: skip
        self.process, self.due = None, time.monotonic() + self._pause

    def terminate(self) -> None:
        """Ask it to finish what it does and end. Its grace runs from here, so that several end side by side."""
        self._asked = time.monotonic()
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        """Wait until it has ended, its grace at most; then end it and every child it has left."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, self._asked + self.grace - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.journal.say(
                f"{self.name} did not stop within {self.grace:.0f} s and is ended", process=self.name, level="warning"
            )
        end_group(self.process.pid)
        self.process = None


def end_group(leader: int, *, patience: float = 3.0) -> None:
    """End every process of the group, in good order first. Those adopted by us are reaped here."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + patience
        there = _signal_group(leader, number)
        while there and time.monotonic() < deadline:
            _reap_group(leader)
            time.sleep(0.02)
            there = _signal_group(leader, 0)
        if not there:
            return


def reason(code: int) -> str:
    """An exit code in words."""
    if code >= 0:
        return f"code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _signal_group(leader: int, number: int) -> bool:
    try:
        os.killpg(leader, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _reap_group(leader: int) -> None:
    try:
        while os.waitpid(-leader, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
