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
from pathlib import Path

from rostra.server.home import home_folder, make_home

FILE = "keys.json"
KEPT = 5


class KeysUnusable(Exception):
    """The key file is open to others or cannot be understood. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Three lists of url-safe base64 texts of 32 random bytes each, newest first, never empty."""

    sessions: list[str]
    tokens: list[str]
    links: list[str]


PURPOSES = tuple(field.name for field in fields(Keys))


def load_keys(home: Path | None = None) -> Keys:
    """The keys in `home` (default: the data folder), made when there are none. Raises `KeysUnusable`."""
    path = make_home(home or home_folder()) / FILE
    if not path.exists():
        _write_first(path, Keys(*([_new_key()] for _ in PURPOSES)))
    return read_keys(path)


def read_keys(path: Path) -> Keys:
    """Read one key file. Raises `KeysUnusable` when others may read it or it is not a key file."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise KeysUnusable(f"{path} can be read by others (mode {mode:04o}). Run: chmod 600 {path}")
    try:
        found = json.loads(path.read_text(encoding="ascii"))
        keys = Keys(**{purpose: list(found[purpose]) for purpose in PURPOSES})
    except (ValueError, KeyError, TypeError) as error:
        raise KeysUnusable(f"{path} is not a key file ({error}). Put back the one of your last backup.") from error
    if not all(all(isinstance(key, str) and key for key in keys_of) and keys_of for keys_of in asdict(keys).values()):
        raise KeysUnusable(f"{path} has an empty key. Put back the one of your last backup.")
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
    os.replace(_write_beside(home / FILE, keys), home / FILE)
    return keys


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
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(asdict(keys), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return draft
