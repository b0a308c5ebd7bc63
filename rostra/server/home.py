"""Where Rostra keeps its data: one private folder, `ROSTRA_HOME`, or `.data` of the checkout."""

import os
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def home_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder as an absolute path. It is not made here."""
    named = environ.get("ROSTRA_HOME", "").strip()
    return Path(named).expanduser().resolve() if named else CHECKOUT / ".data"


def make_home(home: Path) -> Path:
    """Make the data folder, readable by its owner alone. An existing folder is left with the permissions it has."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home
