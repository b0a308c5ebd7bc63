"""What a killed PostgreSQL leaves behind: a lock file, and processes that still hold its memory."""

import contextlib
import os
import signal
import time
from pathlib import Path

from rostra.server.postgres.binaries import DatabaseUnusable


def processes_in(folder: Path) -> list[int]:
    """The living processes whose working folder is `folder`: PostgreSQL's all stand in their data folder."""
    return [pid for pid in _all_processes() if _stands_in(pid, folder) and not _is_dead(pid)]


def end_remains(data: Path, socket: Path, *, patience: float = 6.0) -> None:
    """End what is left of an earlier server on `data`, in good order first, and remove its two lock files.

    The lock files name a process by number. The number may stand for another program by now, or for a dead one that
    nobody has reaped, and PostgreSQL would then refuse to start.

    Called by the one process that holds the owner's lock, so whatever still runs there has lost its supervisor.
    Raises `DatabaseUnusable` when a process does not end even when killed.
    """
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        left = processes_in(data)
        for pid in left:
            _send(pid, number)
        if _gone(data, left, patience):
            break
    else:
        raise DatabaseUnusable(
            f"Processes of an earlier database do not end: {processes_in(data)}. Restart the machine."
        )
    (data / "postmaster.pid").unlink(missing_ok=True)
    socket.with_name(f"{socket.name}.lock").unlink(missing_ok=True)


def _gone(data: Path, pids: list[int], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while pids and time.monotonic() < deadline:
        time.sleep(0.02)
        pids = processes_in(data)
    return not pids


def _all_processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _stands_in(pid: int, folder: Path) -> bool:
    try:
        return os.path.samefile(f"/proc/{pid}/cwd", folder)
    except OSError:
        return False


def _is_dead(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] in "ZX"


def _send(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
