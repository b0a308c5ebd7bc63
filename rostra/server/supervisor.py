"""`rostra serve`: the database, the web servers and the job worker, kept alive by one process.

In order: the lock of the data folder, the ports, the database, the steps (migrations), the programs. Whatever ends is
started again. On SIGTERM or Ctrl-C the programs stop first and the database last; no process is left.
When this process itself is killed, the kernel tells every child (see `launch`), and the next start waits for them.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from types import FrameType

from rostra.server.home import CHECKOUT, make_home
from rostra.server.journal import Journal
from rostra.server.launch import adopt_orphans
from rostra.server.migrated import is_current
from rostra.server.plan import MIGRATE, Plan, program_commands, rostra_command
from rostra.server.ports import answers, need_free_port
from rostra.server.postgres.binaries import DatabaseUnusable
from rostra.server.postgres.identity import Identity
from rostra.server.program import FIRST_PAUSE, Program
from rostra.server.standing import keep_kinds_apart, serving
from rostra.server.stored import StoredDatabase
from rostra.server.tools import server_major
from rostra.server.watch import Watch
from rostra.server.wholeness import need_whole_house

TICK = 0.1  # seconds
LONGEST_WAIT = 60.0  # seconds between two questions to a database that does not answer yet
PAGES_FIRST = 8.0  # seconds the job worker's start waits for the pages': both load all of Django, on the same cores


class StepFailed(Exception):
    """A command that must succeed before serving did not. It has said why itself."""


class StopAsked(Exception):
    """Somebody asked to stop while the start was still waiting for something."""


class Supervisor:
    """One run of `plan`. Use it once, in the main thread."""

    def __init__(
        self, plan: Plan, journal: Journal | None = None, *, commands: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.plan = plan
        self.commands = program_commands(plan) if commands is None else commands
        self.journal = journal or Journal()
        self.stop_asked = 0
        self.programs: list[Program] = []
        self.once: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}
        self.database: StoredDatabase | None = None

    def run(self) -> None:
        """Serve until asked to stop. Raises the refusals of what it starts, before anything is left running."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup means it
                signal.signal(number, self._on_signal)
        adopt_orphans()
        make_home(self.plan.home)
        with ExitStack() as held:
            untidy = held.enter_context(serving(self.plan.home, part="serve" if self.plan.web else "public"))
            keep_kinds_apart(self.plan.home, demo=self.plan.mode == "demo")
            for port, setting in self.plan.ports:
                need_free_port(self.plan.host, port, setting=setting, patience=8.0 if untidy else 0.0)
            try:
                self._start(held)
                self._keep()
            except StopAsked:
                pass
            finally:
                self._stop()

    def _start(self, held: ExitStack) -> None:
        environment = {**os.environ, **self.plan.environment, "ROSTRA_LOG": self.journal.form, "PYTHONUNBUFFERED": "1"}
        if self.plan.database and not environment.get("DATABASE_URL"):
            self.database = StoredDatabase(self.plan.home, self.journal)
            environment["DATABASE_URL"] = self.database.open(held, meanwhile=self._give_up_when_asked)
        if environment.get("DATABASE_URL"):
            self._await_database(environment["DATABASE_URL"])
            need_whole_house(self.plan.home, environment["DATABASE_URL"])
        for step in self.plan.steps:
            if step != MIGRATE or not is_current(environment["DATABASE_URL"]):  # a restart must be quick
                self._step(step, environment)
        self.environment = environment
        for name, command in self.commands.items():
            pool = {"ROSTRA_POOL_SIZE": str(self.plan.pool_size(name))}
            program = Program(name, command, environment | pool, self.journal)
            if name in ("web", "public"):
                # granian's master can lock itself up in its own signal handler; its workers end with it
                program.when_parent_ends = signal.SIGKILL
            self.programs.append(program)

    def _await_database(self, url: str) -> None:
        """A database elsewhere may start after us, or be away for a while: asked with growing pauses, told once a pause."""
        pause = FIRST_PAUSE
        while True:
            try:
                server_major(url)
                return
            except DatabaseUnusable as error:
                pause = min(pause * 2, LONGEST_WAIT)
                self.journal.say(f"{error}; asked again in {pause:.0f} s. Nothing is served yet", level="error")
            due = time.monotonic() + pause
            while time.monotonic() < due:
                self._give_up_when_asked()
                time.sleep(TICK)

    def _step(self, step: tuple[str, ...], environment: dict[str, str]) -> None:
        """Steps own the terminal: a progress bar is for eyes, not for the log."""
        if self.stop_asked:
            return
        done = subprocess.Popen(Identity().command(*rostra_command(*step)), env=environment, cwd=CHECKOUT)
        while done.poll() is None:
            self._tend_database()
            if self.stop_asked:
                done.terminate()
            time.sleep(TICK / 2)
        if done.returncode and not self.stop_asked:
            raise StepFailed(f"rostra {' '.join(step)} failed (code {done.returncode}); nothing is served.")

    def _keep(self) -> None:
        announced, watch = False, Watch(CHECKOUT / "rostra") if self.plan.mode == "dev" else None
        jobs_wait = time.monotonic() + PAGES_FIRST
        while not self.stop_asked:
            self._tend_database()
            for program in self.programs:
                if announced or program.name != "worker" or time.monotonic() > jobs_wait:
                    program.keep()
            if not announced and all(answers(self.plan.host, port) for port, _ in self.plan.ports):
                announced = True
                self._announce()
            if watch and watch.changed():
                self._reload()
            self._reap_orphans()
            self.journal.tell_repeats()
            time.sleep(TICK)

    def _tend_database(self) -> None:
        if self.database:
            self.database.keep()

    def _announce(self) -> None:
        name, port = ("ROSTRA_URL", self.plan.port) if self.plan.web else ("ROSTRA_PUBLIC_URL", self.plan.public_port)
        address = self.plan.environment.get(name) or f"http://localhost:{port}"
        self.journal.say(f"Rostra is at {address}", data=str(self.plan.home))
        self._tell_how_to_begin()
        if self.plan.mode == "demo":
            self.journal.say(
                f"Choose who to be on its first page. Mail is kept at {address}/demo/mail. Ctrl-C stops it."
            )
        where = os.environ.get("NOTIFY_SOCKET", "")
        if where:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
                systemd.connect("\0" + where[1:] if where.startswith("@") else where)
                systemd.send(b"READY=1")

    def _tell_how_to_begin(self) -> None:
        """The one-time code of the first hour, into the log; silent once there is a company."""
        if not self.plan.setup_code:
            return
        told = subprocess.Popen(
            Identity().command(*rostra_command("django", "setup_code")), env=self.environment, cwd=CHECKOUT,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.once.append(told)
        if told.stdout:
            self.journal.follow(told.stdout, process="setup")

    def _reload(self) -> None:
        self.journal.say("The code changed; web and worker start again")
        for program in self.programs:
            if program.process:
                program.process.send_signal(signal.SIGTERM if program.name == "worker" else signal.SIGHUP)

    def _reap_orphans(self) -> None:
        """Adopted children that ended are reaped; our own are left to their `Program`."""
        own = {program.process.pid for program in self.programs if program.process}
        own |= {told.pid for told in self.once if told.poll() is None}
        if self.database and self.database.pid:
            own.add(self.database.pid)
        while True:
            try:
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if ended is None or ended.si_pid in own:
                return
            os.waitpid(ended.si_pid, os.WNOHANG)

    def _give_up_when_asked(self) -> None:
        if self.stop_asked:
            raise StopAsked

    def _stop(self) -> None:
        for told in self.once:
            told.terminate()
        for program in self.programs:
            program.terminate()
        for program in self.programs:
            program.grace = 0.5 if self.stop_asked > 1 else program.grace
            program.stop()
        if self.database:
            self.database.close()
        self.journal.tell_repeats(all_of_them=True)
        self.journal.say("Rostra has stopped")

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        self.stop_asked += 1
        if self.stop_asked == 1:
            if sys.stderr.isatty():
                print(file=sys.stderr, end="\r")  # over the "^C" the terminal has shown
            self.journal.say("Stopping", signal=signal.Signals(number).name)
