"""The embedded database as the supervisor keeps it: owned, started, started again when it dies, closed last."""

import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from rostra.server.journal import Journal
from rostra.server.postgres.binaries import DatabaseUnusable
from rostra.server.postgres.cluster import Cluster, is_full
from rostra.server.postgres.running import ownership
from rostra.server.program import FIRST_PAUSE, LONGEST_PAUSE, STEADY, reason


class StoredDatabase:
    """The cluster below `home`. All calls come from the supervisor's main thread."""

    def __init__(self, home: Path, journal: Journal) -> None:
        self.cluster = Cluster(home)
        self.journal = journal
        self._pause = 0.0
        self._due = 0.0
        self._started = 0.0
        self._waits = False

    @property
    def pid(self) -> int | None:
        """The postmaster, while it runs or is not yet reaped."""
        return self.cluster.process.pid if self.cluster.process else None

    def open(self, held: ExitStack, *, meanwhile: Callable[[], None] = lambda: None) -> str:
        """Own it, make it if need be, start it and wait for it. Returns its address.

        Raises `DatabaseUnusable`, and what `meanwhile` raises while it waits.
        """
        held.enter_context(ownership(self.cluster, meanwhile=lambda: self._wait_for_a_command(meanwhile)))
        if not self.cluster.places.data.exists():
            self.journal.say("Making the database", process="postgres", folder=str(self.cluster.places.data))
        self.cluster.prepare()
        self._begin()
        self.cluster.wait_ready(meanwhile=meanwhile)
        return self.cluster.url

    def keep(self) -> None:
        """Start it again when it has died; it mends itself from its log and is not waited for here."""
        process = self.cluster.process
        if process is None:
            if time.monotonic() >= self._due:
                self._begin()
            return
        code = process.poll()
        if code is None:
            return
        self._pause = (
            0.0 if time.monotonic() - self._started > STEADY else min(max(self._pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
        )
        full = is_full(self.cluster.places.data)
        because = "the disk is full: make room, nothing that was saved is lost; " if full else ""
        self.journal.say(
            f"PostgreSQL ended ({reason(code)}); {because}it is started again in {self._pause:.1f} s",
            process="postgres", level="error", code=code,
        )  # fmt: skip
        self.cluster.process, self._due = None, time.monotonic() + self._pause

    def close(self) -> None:
        """Stop it in good order."""
        self.cluster.stop()

    def _wait_for_a_command(self, meanwhile: Callable[[], None]) -> None:
        if not self._waits:
            self._waits = True
            self.journal.say("Waiting for a command that uses the database now", process="postgres")
        meanwhile()

    def _begin(self) -> None:
        self._started = time.monotonic()
        try:
            self.cluster.start(output=subprocess.PIPE)
        except DatabaseUnusable as error:
            self.journal.say(str(error), process="postgres", level="critical")
            self._due = time.monotonic() + LONGEST_PAUSE
            return
        if self.cluster.process and self.cluster.process.stdout:
            self.journal.follow(self.cluster.process.stdout, process="postgres")
