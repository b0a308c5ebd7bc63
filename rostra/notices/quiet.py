"""When a person is left in peace. Pure: no queries."""

from collections.abc import Sequence
from datetime import datetime, time


def is_quiet(local: datetime, *, starts: time, ends: time, days: Sequence[int]) -> bool:
    """`local` is the moment in her own zone. `starts` equal to `ends` means no daily quiet hours, only quiet `days`."""
    if local.isoweekday() in days:
        return True
    now = local.time()
    if starts == ends:
        return False
    return starts <= now < ends if starts < ends else now >= starts or now < ends
