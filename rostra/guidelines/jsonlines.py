"""JSON lines in, JSON lines out: the check for programs, one line at a time, a bad line told and passed over."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rostra.guidelines.checking import MOST_CHARACTERS
from rostra.guidelines.engine import Finding, Surface
from rostra.guidelines.surfaces import surface_named, surfaces

Check = Callable[[str, Surface], list[Finding]]


class BadLine(ValueError):
    """A line that cannot be checked. Says why."""


def check_lines(
    lines: Iterable[bytes], check: Check, *, network: str = "", language: str = ""
) -> Iterator[dict[str, Any]]:
    """For each line that is not empty {"id", "findings"}, or {"line", "error"}; `network` and `language` where a line has none.

    Offsets are Unicode code points, the end exclusive.
    """
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        said: dict[str, Any] = {}
        try:
            said = _read(raw)
            surface = _surface(said, network, language)
            yield {"id": said["id"], "findings": [_row(finding) for finding in check(said["text"], surface)]}
        except BadLine as bad:
            known = {"id": said["id"]} if "id" in said else {}
            yield {"line": number, **known, "error": f"line {number}: {bad}"}


def _read(raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 ({error.reason} at byte {error.start})") from error
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON ({error})") from error
    if not isinstance(said, dict):
        raise BadLine("JSON, but no object")
    if "id" not in said:
        raise BadLine("no id")
    return said


def _surface(said: dict[str, Any], network: str, language: str) -> Surface:
    text = said.get("text")
    if not isinstance(text, str):
        raise BadLine("no text" if "text" not in said else "text is not a string")
    if len(text) > MOST_CHARACTERS:
        raise BadLine(f"text has {len(text)} characters; {MOST_CHARACTERS} are the most")
    named, spoken = said.get("network") or network, said.get("language") or language
    if not isinstance(named, str) or not isinstance(spoken, str):
        raise BadLine("network and language are strings")
    surface = surface_named(named, language=spoken or None)
    if surface is None:
        raise BadLine(f"no network {named!r}; known: {', '.join(each.key for each in surfaces)}")
    return surface


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "class": finding.kind.value,
        "rule": finding.rule,
        "start": finding.start,
        "end": finding.end,
        "weight": finding.weight.value,
        "message": finding.message,
    }


def as_line(row: dict[str, Any]) -> bytes:
    """One line of UTF-8; half a surrogate pair in an id goes out as the escape it came in as."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
