"""The translations as programs read them: every `django.po` of the rooms compiled beside itself when it is newer."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from rostra.server.home import CHECKOUT

PATTERN = "*/locale/*/LC_MESSAGES/django.po"


def compile_catalogues(below: Path = CHECKOUT / "rostra") -> list[Path]:
    """Compile what has changed; returns the files written. A process that reads meanwhile sees the old or the new one."""
    written = []
    for source in sorted(below.glob(PATTERN)):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_catalogues()
