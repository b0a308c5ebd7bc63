"""Where the embedded PostgreSQL keeps its data, its locks and its socket."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rostra.server.postgres.binaries import Binaries, DatabaseUnusable, copied_binaries, packaged_binaries
from rostra.server.postgres.identity import Identity

LONGEST_SOCKET_PATH = 107  # bytes: what the kernel's sockaddr_un holds, less the closing zero
SOCKET_NAME = ".s.PGSQL.5432"
SHARED_PLACE = Path("/var/lib/rostra")


@dataclass(frozen=True, slots=True)
class Places:
    """`data` is PostgreSQL's own folder, `locks` is ours, `socket` holds the socket; each is 0700."""

    data: Path
    locks: Path
    socket: Path
    binaries: Binaries


def find_places(home: Path, identity: Identity) -> Places:
    """Make the folders for the data folder `home`. Raises `DatabaseUnusable` when another identity's data are there."""
    locks = home / "postgres"
    locks.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not identity.account:
        return Places(locks / "data", locks, _socket_folder(locks / "run", home), packaged_binaries())
    if (locks / "data").exists():
        raise DatabaseUnusable(
            f"{locks / 'data'} belongs to root, who may not run PostgreSQL here (no user namespaces). Start Rostra "
            "where it was started before, or as a normal user from a backup, or set DATABASE_URL."
        )
    own = SHARED_PLACE / _short_name(home)
    with _open_to_the_account():
        own.mkdir(mode=0o755, parents=True, exist_ok=True)
        socket = own / "run"
        if not socket.exists():
            socket.mkdir()
            identity.owns(socket)
        return Places(own / "data", locks, socket, copied_binaries(SHARED_PLACE))


@contextmanager
def _open_to_the_account() -> Iterator[None]:
    """Whatever the umask of the caller: the account must be able to walk to its data and to read the programs."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def _socket_folder(wanted: Path, home: Path) -> Path:
    """`wanted`, or a short private folder when the path would be too long for a socket."""
    if len(os.fsencode(wanted / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        above = Path(runtime) if runtime and len(runtime) < 60 and _is_private(Path(runtime)) else Path("/tmp")  # noqa: S108  checked below
        wanted = above / f"rostra-{os.geteuid()}-{_short_name(home)}"
    wanted.mkdir(mode=0o700, exist_ok=True)
    if not _is_private(wanted):
        raise DatabaseUnusable(
            f"{wanted} belongs to someone else or is open to others. Remove it, or set DATABASE_URL."
        )
    return wanted


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _short_name(home: Path) -> str:
    return hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
