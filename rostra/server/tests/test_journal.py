import contextlib
import io
import json
import os

import pytest

from rostra.server.journal import Journal


@pytest.mark.parametrize(
    ("line", "level", "event"),
    [
        (
            "[WARNING] Killing worker-1 that refused to stop",
            "warning",
            "Killing worker-1 that refused to stop",
        ),
        (
            "4242 LOG:  database system is ready to accept connections",
            "info",
            "database system is ready to accept connections",
        ),
        ("4242 FATAL:  the database system is starting up", "error", "the database system is starting up"),
        ("Traceback (most recent call last):", "info", "Traceback (most recent call last):"),
        ('{"broken": ', "info", '{"broken": '),
    ],
)
def test_what_programs_write_becomes_structured(line: str, level: str, event: str) -> None:
    out = io.StringIO()
    Journal(out, form="json").relay(line, process="web")
    said = json.loads(out.getvalue())
    assert (said["process"], said["level"], said["event"]) == ("web", level, event)


def test_structured_lines_keep_their_fields_and_gain_their_process() -> None:
    out = io.StringIO()
    Journal(out, form="json").relay('{"event": "asked", "request_id": "7"}', process="web")
    assert json.loads(out.getvalue()) == {"process": "web", "event": "asked", "request_id": "7"}


def test_eyes_get_a_line_and_the_whole_traceback() -> None:
    out = io.StringIO()
    Journal(out, form="text").relay(
        '{"event": "broken", "level": "error", "exception": "one\\ntwo", "path": "/"}', process="web"
    )
    assert [line.strip() for line in out.getvalue().splitlines()] == [
        "web | ERROR broken path=/",
        "web | one",
        "web | two",
    ]


def test_a_reader_that_has_gone_does_not_stop_the_server() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    journal = Journal(os.fdopen(writing, "w", buffering=1), form="json")
    journal.say("first")
    journal.say("second")
    assert journal.out.name == os.devnull


def test_a_full_disk_below_the_log_does_not_stop_the_server() -> None:
    full = open("/dev/full", "w")  # noqa: SIM115  closing fails as well
    journal = Journal(full, form="json")
    journal.say("lost")
    assert journal.out is full
    with contextlib.suppress(OSError):
        full.close()


def test_a_locale_without_the_letter_does_not_end_the_log() -> None:
    raw = io.BytesIO()
    journal = Journal(io.TextIOWrapper(raw, encoding="ascii"), form="json")
    journal.say("Käynnissä \udcff")
    journal.say("second")
    assert [json.loads(line)["event"] for line in raw.getvalue().decode().splitlines()] == ["Käynnissä ?", "second"]
