"""Where Rostra keeps its data: one private folder, `ROSTRA_HOME`, or `.data` of the checkout."""

import errno
import os
import pwd
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
FILES = "files"
KEYS = "keys.json"


class HomeRefused(Exception):
    """This data folder may not be used now. The message says what to do."""


def home_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder as an absolute path. It is not made here."""
    named = environ.get("ROSTRA_HOME", "").strip()
    return Path(named).expanduser().resolve() if named else CHECKOUT / ".data"


def make_home(home: Path) -> Path:
    """Make the data folder, readable by its owner alone. An existing folder is left with the permissions it has.

    Raises `HomeRefused` when it cannot be made.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(home, error) from error
    return home


def holds_files(home: Path) -> bool:
    """Whether anything was ever uploaded here."""
    return (home / FILES).is_dir() and any((home / FILES).iterdir())


def was_used(home: Path) -> bool:
    """Whether a house has lived here: it has keys, or files."""
    return (home / KEYS).exists() or holds_files(home)


def need_own_home(home: Path) -> None:
    """Raise `HomeRefused` when the data folder belongs to another account: what one makes there the other cannot read."""
    try:
        owner = home.stat().st_uid
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unusable(home, error) from error
    if owner != os.geteuid():
        name = _account(owner)
        raise HomeRefused(
            f"{home} belongs to {name}; another account would leave files there that {name} cannot use. "
            f"Run this as {name} (sudo -u {name} ...), or set ROSTRA_HOME to a folder of yours."
        )


def cure_of(error: OSError) -> str:
    """What to do about a file that cannot be read or written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full, and nothing is lost: make room, then say it again."
    if error.errno == errno.EROFS:
        return "The disk is mounted read-only, and nothing is lost: mount it for writing, then say it again."
    if error.errno in (errno.EACCES, errno.EPERM):
        return (
            "It is not open to this account: run Rostra as the owner of its data folder, or give the folder back to it."
        )
    return "Set ROSTRA_HOME to a folder of yours."


def _unusable(home: Path, error: OSError) -> HomeRefused:
    return HomeRefused(f"The data folder {home} cannot be used: {error.strerror}. {cure_of(error)}")


def _account(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"account {uid}"
