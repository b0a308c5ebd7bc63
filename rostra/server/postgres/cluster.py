"""One embedded PostgreSQL: made, started, waited for, stopped."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg.pq import PGconn, Ping

from rostra.server.home import was_used
from rostra.server.postgres.binaries import MAJOR, Binaries, DatabaseUnusable
from rostra.server.postgres.identity import Identity, choose_identity
from rostra.server.postgres.places import SOCKET_NAME, Places, find_places
from rostra.server.postgres.remains import end_remains
from rostra.server.postgres.tuning import arguments

SUPERUSER = "postgres"
COMMAND_LOG = "command.log"
LEAST = 24_000_000  # bytes: a piece of PostgreSQL's log and what it writes at a start
LOST = (
    "There is no database in {data}, but {home} holds the keys or files of a house. None is made, so that the loss is not hidden. "
    "If you use a PostgreSQL of your own, set DATABASE_URL. Else put the folder back, or: rostra restore DIR --replace. "
    "To begin with an empty database beside these files and keys: rostra migrate --new-database"
)
OWNER = "rostra"
"""The role and the database Rostra uses. It is no superuser: a hole in a query must not become a shell."""


class Cluster:
    """The server on one data folder. Start and stop it in the process that holds `ownership`, from its main thread:
    the kernel ends a child when the *thread* that started it ends."""

    def __init__(
        self,
        home: Path,
        *,
        throwaway: bool = False,
        createdb: bool = False,
        identity: Identity | None = None,
        binaries: Binaries | None = None,
    ) -> None:
        self.home = home
        self.identity = identity or choose_identity()
        places = find_places(home, self.identity)
        self.places: Places = replace(places, binaries=binaries) if binaries else places
        self.major = binaries.major() if binaries else MAJOR
        self.throwaway = throwaway
        self.createdb = createdb or throwaway
        self.process: subprocess.Popen[bytes] | None = None
        self.logged = False

    @property
    def url(self) -> str:
        """A libpq address over the private socket, for `DATABASE_URL`."""
        return self._url(OWNER, OWNER)

    def prepare(self, *, anew: bool = False) -> None:
        """Make the data folder when there is none, whole or not at all; `anew` also beside what a house has left in its home.

        Raises `DatabaseUnusable`.
        """
        data = self.places.data
        if not data.exists():
            if was_used(self.home) and not (anew or self.createdb):
                raise DatabaseUnusable(LOST.format(data=data, home=self.home))
            self._make(data)
        try:
            found = (data / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise DatabaseUnusable(
                f"{data} is not whole ({error.strerror}: PG_VERSION), and it is left as it is. Put it back as it was, or move it "
                "away and bring your last backup back: rostra restore DIR --replace"
            ) from error
        if found != self.major:
            raise DatabaseUnusable(
                f"{data} was made by PostgreSQL {found}, and this Rostra brings {self.major}. Make a backup with the Rostra "
                "you had (rostra backup DIR), then restore it with this one."
            )

    def start(self, *, output: int | IO[bytes] | None = None) -> None:
        """Start the server, after ending what an earlier one left. It is not waited for; see `wait_ready`."""
        data, self.logged = self.places.data, output != subprocess.PIPE
        end_remains(data, self.places.socket / SOCKET_NAME)
        self.process = self._run(
            "postgres", "-D", str(data), *arguments(socket_folder=str(self.places.socket), throwaway=self.throwaway),
            output=output,
        )  # fmt: skip

    def wait_ready(self, *, patience: float = 60.0, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Wait until it answers and Rostra's own role and database are there. Raises `DatabaseUnusable`.

        After a kill it mends itself from its log, which takes as long as it takes; `meanwhile` may raise to give up.
        """
        deadline = time.monotonic() + patience
        while not self.answers():
            if self.process is not None and self.process.poll() is not None:
                raise DatabaseUnusable(
                    f"PostgreSQL ended while starting (code {self.process.returncode}). "
                    + why(self.places.locks, None if self.logged else "")
                )
            if time.monotonic() > deadline and not self.mends_itself():
                raise DatabaseUnusable(f"PostgreSQL did not answer within {patience:.0f} seconds; its log says why.")
            meanwhile()
            time.sleep(0.03)
        self._make_owner()

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        try:
            psycopg.connect(self._url(SUPERUSER, "postgres"), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def mends_itself(self) -> bool:
        """Whether it is there and does not take connections yet."""
        return PGconn.ping(self._url(SUPERUSER, "postgres").encode()) == Ping.REJECT

    def stop(self, *, patience: float = 20.0) -> None:
        """Stop in good order (connections are ended, the log is flushed); after `patience` seconds at once."""
        if self.process is None:
            return
        for number in (signal.SIGINT, signal.SIGQUIT):
            if self.process.poll() is None:
                self.process.send_signal(number)
            try:
                self.process.wait(patience)
                break
            except subprocess.TimeoutExpired:
                continue
        else:
            self.process.kill()
            self.process.wait()
        self.process = None

    def tool(self, program: str) -> str:
        """The path of one of PostgreSQL's own programs, such as `pg_dump`."""
        return self.places.binaries[program]

    def _url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.places.socket), safe='')}"

    def _run(self, program: str, *options: str, output: int | IO[bytes] | None = None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.identity.command(self.tool(program), *options),
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT if output is not None else None,
            cwd="/", env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}, process_group=0,
        )  # fmt: skip

    def _make(self, data: Path) -> None:
        draft = data.with_name("data.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.identity.owns(draft)
        made = self._run(
            "initdb", "-D", str(draft), f"--username={SUPERUSER}", "--auth-local=trust", "--auth-host=reject",
            "--encoding=UTF8", *self._provider(), "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
            *(["--no-sync"] if self.throwaway else []), output=subprocess.PIPE,
        )  # fmt: skip
        said = made.communicate()[0].decode(errors="replace")
        if made.returncode != 0:
            raise DatabaseUnusable(f"PostgreSQL could not make its data folder {data}. {why(data.parent, said)}")
        draft.rename(data)

    def _provider(self) -> list[str]:
        """The provider that is the same on every machine; a server before 17, used by tests only, does not have it."""
        return ["--locale-provider=builtin"] if int(self.major) >= 17 else []

    def _make_owner(self) -> None:
        may = "createdb" if self.createdb else "nocreatedb"
        with psycopg.connect(self._url(SUPERUSER, "postgres"), autocommit=True) as connection:
            if not connection.execute("select 1 from pg_roles where rolname = %s", [OWNER]).fetchone():
                connection.execute(f"create role {OWNER} login nosuperuser nocreaterole {may}".encode())
            if not connection.execute("select 1 from pg_database where datname = %s", [OWNER]).fetchone():
                connection.execute(f"create database {OWNER} owner {OWNER}".encode())


def why(folder: Path, said: str | None = None) -> str:
    """Why PostgreSQL did not start, from the disk, from what it `said`, else from the log of a command; and what to do."""
    if is_full(folder):
        return f"The disk of {folder} is full, and nothing is lost: make room, then say it again."
    with contextlib.suppress(OSError):
        said = (folder / COMMAND_LOG).read_text(errors="replace") if said is None else said
    if "has invalid permissions" in (said or ""):
        return f"Others can look into its data folder. Run: chmod 700 {folder / 'data'}"
    worst = [line.strip() for line in (said or "").splitlines() if "FATAL:" in line or "initdb: error:" in line]
    return worst[-1] if worst else "Its log says why."


def is_full(folder: Path) -> bool:
    """Whether PostgreSQL can hardly write there any more."""
    return shutil.disk_usage(folder).free < LEAST
