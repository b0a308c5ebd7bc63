"""What is said over and over is said a few times a minute, and then how often: a log must not fill the disk it complains of."""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

BURST = 5  # times an equal line passes
WINDOW = 60.0  # seconds from the first of them until the rest is told as a number
MOST = 2000  # different lines remembered at once
VOLATILE = {"timestamp", "request_id", "ms", "pid"}
NUMBERED = {"event", "exception", "error"}  # texts in which a number differs from one time to the next


@dataclass(slots=True)
class Told:
    """One line, the moment of its first time, and how often it came."""

    since: float
    process: str
    event: str
    times: int = 1


class Repeats:
    """Lines by what they say; numbers in it do not make another line of it. Not for several threads: its caller locks."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._told: dict[str, Told] = {}

    def admits(self, line: Mapping[str, object], *, process: str) -> bool:
        """Whether this one is written."""
        key = f"{process} {_essence(line)}"
        told = self._told.get(key)
        if told is None:
            self._told[key] = Told(self.clock(), process, str(line.get("event", "")))
            return True
        told.times += 1
        return told.times <= BURST

    def ended(self, *, all_of_them: bool = False) -> list[Told]:
        """Forget the lines whose window has ended; returns those that were held back, to be told as a number."""
        now = self.clock()
        past = all_of_them or len(self._told) > MOST
        keys = [key for key, told in self._told.items() if past or now - told.since >= WINDOW]
        return [told for told in (self._told.pop(key) for key in keys) if told.times > BURST]


def _essence(line: Mapping[str, object]) -> str:
    kept = {name: value for name, value in line.items() if name not in VOLATILE}
    for name in NUMBERED & kept.keys():
        kept[name] = re.sub(r"0x[0-9a-f]+|\d+", "0", str(kept[name]))
    return json.dumps(kept, sort_keys=True, default=str)
