"""One structured stream: what Rostra's processes say, line by line, each with its moment, process and level.

`ROSTRA_LOG=json` (the default away from a terminal) writes one JSON object a line; lines that are JSON already, as
the web and job processes write them, pass as they are. `ROSTRA_LOG=text` is for eyes.
"""

import io
import json
import os
import re
import sys
import threading
from datetime import UTC, datetime
from typing import IO, TextIO

from rostra.server.repeats import BURST, Repeats

LEVELS = {"LOG": "info", "DETAIL": "info", "HINT": "info", "STATEMENT": "info", "PANIC": "critical", "FATAL": "error"}
GRANIAN = re.compile(r"^\[(?P<level>[A-Z]+)\] (?P<event>.*)$")
POSTGRES = re.compile(r"^(?P<pid>\d+) (?P<level>[A-Z]+\d?): +(?! )(?P<event>.*)$")

QUIET = ("info", "debug")  # said once for each thing that happens, not complained of
KNOWN = ("event", "exception", "level", "logger", "process", "timestamp")


class Journal:
    """Writes lines whole, from any thread."""

    def __init__(self, out: TextIO | None = None, *, form: str | None = None) -> None:
        self.out = out or sys.stdout
        if isinstance(self.out, io.TextIOWrapper):  # a locale that cannot write "ä" must not end the log
            self.out.reconfigure(encoding="utf-8", errors="replace")
        self.form = form or os.environ.get("ROSTRA_LOG") or ("text" if self.out.isatty() else "json")
        self._one_at_a_time = threading.RLock()
        self._repeats = Repeats()

    def say(self, event: str, *, process: str = "rostra", level: str = "info", **more: object) -> None:
        """Write one line, unless it is a complaint that was made a few times this minute."""
        if level in QUIET or self._admits({"event": event, "level": level} | more, process=process):
            self._say(event, process=process, level=level, **more)

    def tell_repeats(self, *, all_of_them: bool = False) -> None:
        """How often was said what was held back; called now and then, and at the end."""
        with self._one_at_a_time:
            for told in self._repeats.ended(all_of_them=all_of_them):
                held = told.times - BURST
                self._say(f"{told.event} (and {held} more times)", process=told.process, level="warning", repeated=held)

    def _admits(self, line: dict[str, object], *, process: str) -> bool:
        with self._one_at_a_time:
            self.tell_repeats()
            return self._repeats.admits(line, process=process)

    def _say(self, event: str, *, process: str, level: str, **more: object) -> None:
        if self.form == "json":
            moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            said = {"timestamp": moment, "level": level, "process": process, "event": event}
            self._write(json.dumps(said | more, ensure_ascii=False, default=str))
        else:
            extra = "".join(f" {name}={value}" for name, value in more.items())
            loud = "" if level in ("info", "debug") else f"{level.upper()} "
            self._write(f"{process:>9} | {loud}{event}{extra}")

    def relay(self, line: str, *, process: str) -> None:
        """Pass on one line a process has written."""
        if line.startswith("{") and self._relay_structured(line, process=process):
            return
        found = GRANIAN.match(line) or POSTGRES.match(line)
        level = LEVELS.get(found["level"], found["level"].lower()) if found else "info"
        event = str(found["event"]) if found else line
        if self._admits({"event": event, "level": level}, process=process):
            more = {"pid": int(found["pid"])} if found and "pid" in found.groupdict() else {}
            self._say(event, process=process, level=level, **more)

    def follow(self, pipe: IO[bytes], *, process: str) -> None:
        """Relay everything from `pipe` on a thread of its own, until its writers have closed it."""

        def read() -> None:
            with pipe:
                for line in pipe:
                    text = line.decode(errors="replace").rstrip()
                    if text:
                        self.relay(text, process=process)

        threading.Thread(target=read, name=f"log of {process}", daemon=True).start()

    def _relay_structured(self, line: str, *, process: str) -> bool:
        try:
            said = json.loads(line)
        except ValueError:
            return False
        if not isinstance(said, dict):
            return False
        if said.get("level") not in QUIET and not self._admits(said, process=process):
            return True
        if self.form == "json":
            self._write(json.dumps({"process": process} | said, ensure_ascii=False))
        else:
            more = {name: value for name, value in said.items() if name not in KNOWN}
            self._say(str(said.get("event", "")), process=process, level=str(said.get("level", "info")), **more)
            for line in str(said.get("exception") or "").splitlines():
                self._say(line, process=process, level="info")
        return True

    def _write(self, line: str) -> None:
        with self._one_at_a_time:
            try:
                self.out.write(line + "\n")
                self.out.flush()
            except (BrokenPipeError, ValueError):  # whoever read the log has gone: serving goes on
                self.out = open(os.devnull, "w")  # noqa: SIM115  for the rest of this process
            except OSError:  # the disk is full: this line is lost, serving goes on, and so does the log later
                pass
