"""Python, the data folder, the keys, the disk, the clock's zones, the ports."""

import contextlib
import shutil
import stat
import sys
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

from rostra.server import keys
from rostra.server.doctor.finding import Finding
from rostra.server.home import cure_of, holds_files
from rostra.server.plan import Plan
from rostra.server.ports import is_free
from rostra.server.postgres.running import open_lock, take
from rostra.server.wholeness import ANEW, LOST

PROBE = ".doctor"
NO_KEYS = "For a new house rostra serve makes them at its first start. A further machine of a house needs a copy of its keys.json."
LEAST_DISK = 2_000_000_000  # bytes


def look_at_machine(plan: Plan) -> Iterator[Finding]:
    """All of them."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(f"Python {version}", "" if sys.version_info >= (3, 11) else "Rostra needs Python 3.11 or newer.")
    yield _zones()
    if not plan.home.is_dir():
        yield Finding(f"There is no data folder {plan.home}", "Start Rostra once (rostra serve), or set ROSTRA_HOME.")
        return
    yield from _home(plan.home)
    yield _keys(plan.home)
    serving = is_served(plan.home)
    for port, setting in plan.ports:
        yield _port(plan, port, setting, serving=serving)


def is_served(home: Path) -> bool:
    """Whether a `rostra serve` runs on this data folder."""
    if not (home / "serve.lock").exists():
        return False
    try:
        with open_lock(home / "serve.lock") as lock:
            return not take(lock)
    except OSError:  # a disk that is read-only, a file of another account: told elsewhere
        return False


def _zones() -> Finding:
    try:
        zoneinfo.ZoneInfo("Europe/Helsinki")
    except zoneinfo.ZoneInfoNotFoundError:
        return Finding("There are no time zones", "Install the package tzdata.")
    return Finding("Time zones are there")


def _home(home: Path) -> Iterator[Finding]:
    mode = stat.S_IMODE(home.stat().st_mode)
    yield Finding(
        f"Data folder {home}, mode {mode:04o}",
        f"Others can look into it. Run: chmod 700 {home}" if mode & 0o077 else "",
    )
    try:
        (home / PROBE).write_bytes(b"a block, so that a full disk says so" * 100)
    except OSError as error:
        yield Finding(f"The data folder cannot be written: {error.strerror}", cure_of(error))
    finally:
        with contextlib.suppress(OSError):
            (home / PROBE).unlink()
    free = shutil.disk_usage(home).free
    enough = free >= LEAST_DISK
    yield Finding(
        f"{free / 1e9:.1f} GB free on its disk", "" if enough else "Make room: PostgreSQL stops when the disk is full."
    )


def _keys(home: Path) -> Finding:
    path = home / keys.FILE
    if not path.exists() and not _is_new(home):
        return Finding(f"There is no {path}, and this house is not new", f"{LOST}{ANEW}")
    if not path.exists():
        return Finding("There are no keys here", NO_KEYS, mild=True)
    try:
        keys.read_keys(path)
    except keys.KeysUnusable as error:
        return Finding("The keys cannot be used", str(error))
    return Finding("Keys are there and private")


def _is_new(home: Path) -> bool:
    return not (holds_files(home) or (home / "postgres" / "data").exists())


def _port(plan: Plan, port: int, setting: str, *, serving: bool) -> Finding:
    try:
        free = is_free(plan.host, port)
    except OSError as error:
        what = f"Port {port} on {plan.host} cannot be listened on: {error.strerror}"
        return Finding(what, f"Correct ROSTRA_HOST or {setting}.")
    if serving:
        return Finding(f"Port {port} is served" if not free else f"Rostra runs, but nobody serves port {port}",
                       "Look into its log for why the web process does not start." if free else "")  # fmt: skip
    cure = f"Another program has it: end that one, or set {setting}."
    return Finding(f"Port {port} is free" if free else f"Port {port} is taken", "" if free else cure)
