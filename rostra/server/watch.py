"""For `bin/dev`: whether a source file has changed since last asked."""

import os
import time
from pathlib import Path

SOURCES = (".py", ".html", ".mo", ".toml", ".json")


class Watch:
    """Looks at the files below one folder, at most once a second."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._next = 0.0
        self._seen = self._look()

    def changed(self) -> bool:
        """True once after each change, addition or removal."""
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + 1.0
        found = self._look()
        differs, self._seen = found != self._seen, found
        return differs

    def _look(self) -> dict[str, int]:
        found = {}
        for folder, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if name not in ("__pycache__", "tests")]
            for name in names:
                if name.endswith(SOURCES):
                    path = os.path.join(folder, name)
                    try:
                        found[path] = os.stat(path).st_mtime_ns
                    except OSError:  # removed between the two looks
                        continue
        return found
