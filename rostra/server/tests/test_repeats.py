"""A log that is held to a few lines a minute, however often the same is said."""

import io
import json

import pytest

from rostra.server.journal import Journal
from rostra.server.repeats import BURST, WINDOW, Repeats


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(clock: Clock) -> Journal:
    made = Journal(io.StringIO(), form="json")
    made._repeats = Repeats(clock)
    return made


def said(journal: Journal) -> list[str]:
    assert isinstance(journal.out, io.StringIO)
    return [json.loads(line)["event"] for line in journal.out.getvalue().splitlines()]


@pytest.mark.parametrize(
    "line",
    [
        '{{"event": "error connecting", "level": "warning", "timestamp": "{0}", "request_id": "{0}"}}',
        '{{"event": "Service Unavailable", "level": "error", "exception": "Traceback at 0x{0:x}"}}',
        "{0} FATAL:  could not write to file pg_wal/xlogtemp.{0}: No space left on device",
        "psycopg.OperationalError: connection {0} failed",
    ],
)
def test_what_is_said_over_and_over_passes_a_few_times_and_is_then_counted(
    journal: Journal, clock: Clock, line: str
) -> None:
    for number in range(1000):
        journal.relay(line.format(number), process="web")
    assert len(said(journal)) == BURST
    clock.now += WINDOW
    journal.tell_repeats()
    assert len(said(journal)) == BURST + 1
    assert f"(and {1000 - BURST} more times)" in said(journal)[-1]
    journal.relay(line.format(1), process="web")
    assert len(said(journal)) == BURST + 2


def test_the_same_from_another_process_or_with_another_field_is_another_line(journal: Journal) -> None:
    for number in range(BURST):
        for process in ("web", "worker"):
            journal.relay(json.dumps({"event": "no", "level": "warning", "ms": number}), process=process)
    journal.relay(json.dumps({"event": "no", "level": "warning", "person": "chen"}), process="web")
    assert len(said(journal)) == 2 * BURST + 1


def test_what_simply_happens_is_never_held_back(journal: Journal) -> None:
    for _ in range(3 * BURST):
        journal.relay('{"event": "request", "level": "info", "path": "/"}', process="web")
        journal.say("Rostra is at http://localhost")
    assert len(said(journal)) == 6 * BURST


def test_at_the_end_the_rest_is_told(journal: Journal) -> None:
    for _ in range(BURST + 2):
        journal.say("web ended", level="error")
    journal.tell_repeats(all_of_them=True)
    assert said(journal)[-1] == "web ended (and 2 more times)"
