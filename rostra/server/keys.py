"""The keys of one installation: made at first start, kept in `keys.json` (0600), one list a purpose, newest first.

The first key of a list signs or encrypts; all of them are tried when reading, so a rotation ends nothing that is
still valid. `sessions` is Django's secret key, `tokens` encrypts outside accounts' tokens at rest (each key is a
valid Fernet key), `links` signs what leaves the house.
"""

import base64
import json
import os
import secrets
import stat
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from rostra.server.home import KEYS, cure_of, home_folder, make_home

FILE = KEYS
KEPT = 5


class KeysUnusable(Exception):
    """The key file is missing, open to others, of another house, or cannot be understood. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Three lists of url-safe base64 texts of 32 random bytes each, newest first, never empty."""

    sessions: list[str]
    tokens: list[str]
    links: list[str]


PURPOSES = tuple(field.name for field in fields(Keys))


_passing: Keys | None = None


def load_keys(home: Path | None = None) -> Keys:
    """The keys in `home` (default: the data folder). Never makes any: see `wholeness`. Raises `KeysUnusable`."""
    return _passing or read_keys((home or home_folder()) / FILE)


def make_keys(home: Path) -> Keys:
    """The keys in `home`, made when there are none: only for a house that is new. Raises `KeysUnusable`, `HomeRefused`."""
    path = make_home(home) / FILE
    if not path.exists():
        try:
            _write_first(path, _new_keys())
        except OSError as error:
            raise KeysUnusable(f"{path} cannot be written: {error.strerror}. {cure_of(error)}") from error
    return read_keys(path)


def use_passing_keys() -> None:
    """For this process only, and written nowhere: for a command that reads nothing of any house."""
    global _passing
    _passing = _new_keys()


def replace_keys(home: Path) -> Keys:
    """New keys; the file that was there stays beside them as `keys.json.replaced-…`. Raises `KeysUnusable`."""
    path = home / FILE
    try:
        if path.exists():
            path.rename(path.with_name(f"{FILE}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}"))
    except OSError as error:
        raise KeysUnusable(f"{path} cannot be put aside: {error.strerror}. {cure_of(error)}") from error
    return make_keys(home)


def read_keys(path: Path) -> Keys:
    """Read one key file. Raises `KeysUnusable` when there is none, others may read it, or it is not a key file."""
    try:
        mode, text = stat.S_IMODE(path.stat().st_mode), path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise KeysUnusable(
            f"There is no {path}. Put back the one of your last backup; in a new house rostra serve makes it."
        ) from None
    except OSError as error:
        raise KeysUnusable(f"{path} cannot be read: {error.strerror}. {cure_of(error)}") from error
    except UnicodeDecodeError as error:
        raise KeysUnusable(f"{path} is not a key file ({error}). Put back the one of your last backup.") from error
    if mode & 0o077:
        raise KeysUnusable(f"{path} can be read by others (mode {mode:04o}). Run: chmod 600 {path}")
    try:
        found = json.loads(text)
        keys = Keys(**{purpose: list(found[purpose]) for purpose in PURPOSES})
    except (ValueError, KeyError, TypeError) as error:
        raise KeysUnusable(f"{path} is not a key file ({error}). Put back the one of your last backup.") from error
    if not all(_usable(held) for held in asdict(keys).values()):
        raise KeysUnusable(f"{path} has a key that is empty or cut short. Put back the one of your last backup.")
    return keys


def rotate_key(purpose: str, *, home: Path | None = None) -> Keys:
    """Put a new key before the others of `purpose`; the last five stay for reading. Returns all keys.

    Raises `ValueError` for an unknown purpose and `KeysUnusable` as `load_keys` does.
    """
    if purpose not in PURPOSES:
        raise ValueError(f"There is no key named {purpose!r}. There are: {', '.join(PURPOSES)}.")
    home = home or home_folder()
    lists = asdict(load_keys(home))
    lists[purpose] = [_new_key(), *lists[purpose]][:KEPT]
    keys = Keys(**lists)
    try:
        os.replace(_write_beside(home / FILE, keys), home / FILE)
    except OSError as error:
        raise KeysUnusable(f"{home / FILE} cannot be written: {error.strerror}. {cure_of(error)}") from error
    return keys


def _new_keys() -> Keys:
    return Keys(*([_new_key()] for _ in PURPOSES))


def _usable(held: list[str]) -> bool:
    """Each is 32 bytes as url-safe base64; one of fewer is a file cut short."""
    try:
        return bool(held) and all(len(base64.urlsafe_b64decode(key)) == 32 for key in held)
    except (ValueError, TypeError):
        return False


def _new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


def _write_first(path: Path, keys: Keys) -> None:
    """Several processes may start at once: the first file wins, and all read that one."""
    draft = _write_beside(path, keys)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _write_beside(path: Path, keys: Keys) -> Path:
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            json.dump(asdict(keys), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
    except OSError:  # a full disk: half a key file must not lie about
        draft.unlink()
        raise
    return draft
