"""What a backup holds, so that it can be checked before it is trusted."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "manifest.json"
FORMAT = 1


class BackupRefused(Exception):
    """A backup cannot be made or restored. The message says why, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made_at` is ISO 8601 in UTC; `files` maps each path to its SHA-256 and size in bytes; `kind` is demo or real."""

    rostra: str
    postgres: int
    made_at: str
    kind: str
    files: dict[str, tuple[str, int]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def size(self) -> int:
        """All bytes together."""
        return sum(size for _, size in self.files.values())

    def write(self, folder: Path) -> None:
        """Write it beside the files it describes."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def describe(folder: Path) -> dict[str, tuple[str, int]]:
    """Path, SHA-256 and size of every file below `folder` but the manifest."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / NAME)
    return {path.relative_to(folder).as_posix(): (_sha256(path), path.stat().st_size) for path in paths}


def read_whole(folder: Path) -> Manifest:
    """The manifest of a backup whose every file is as it was written. Raises `BackupRefused`."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
        manifest = Manifest(
            **(found | {"files": {path: (str(of[0]), int(of[1])) for path, of in found["files"].items()}})
        )
    except FileNotFoundError:
        raise BackupRefused(f"{folder} is no backup: it has no {NAME}.") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupRefused(f"{folder / NAME} cannot be read ({error}). Use another backup.") from error
    if manifest.format != FORMAT:
        raise BackupRefused(
            f"{folder} has format {manifest.format}; this Rostra reads {FORMAT}. Use the Rostra that made it."
        )
    present = describe(folder)
    for path, expected in manifest.files.items():
        if present.get(path) != expected:
            raise BackupRefused(
                f"{folder / path} is {'damaged' if path in present else 'missing'}. Use another backup."
            )
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
