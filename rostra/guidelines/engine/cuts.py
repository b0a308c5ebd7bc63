"""What a cut takes with it, so that the sentence it leaves still reads."""

from __future__ import annotations

_PAIRS = {"(": ")", "[": "]", "“": "”", '"': '"', "«": "»", "`": "`", "<": ">"}


def cut(text: str, start: int, end: int) -> tuple[int, int]:
    """The span to cut for `start:end`: with the brackets or quotes that would be left empty, and one of two spaces."""
    while start > 0 and end < len(text) and _PAIRS.get(text[start - 1]) == text[end]:
        start, end = start - 1, end + 1
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if before == " " and (after.isspace() or after in ".,;:!?)"):
        return start - 1, end
    if before == "\n" and after == " ":
        return start, end + 1
    return start, end
