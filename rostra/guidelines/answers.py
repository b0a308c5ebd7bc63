"""A check's answer as pages and the API give it: plain values, in the reader's language, private to her."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostra.guidelines.checking import check
from rostra.guidelines.engine import Finding, Surface, Utf16, Weight, count
from rostra.people.models import Person


@dataclass(frozen=True)
class Question:
    """One text and where it may go. With several surfaces what is found for any of them is found once."""

    text: str
    surfaces: Sequence[tuple[str, Surface]]


def findings_for(question: Question, author: Person) -> list[Finding]:
    """The findings for all surfaces together, in the order of the text; the heavier of two alike."""
    found: dict[tuple[str, int, int, str], Finding] = {}
    for _key, surface in question.surfaces:
        for finding in check(question.text, surface=surface, author=author):
            key = (finding.rule, finding.start, finding.end, finding.message)
            if key not in found or found[key].weight.rank < finding.weight.rank:
                found[key] = finding
    return sorted(found.values(), key=lambda f: (f.start, -f.weight.rank, f.end, f.rule))


def weight_words(weight: Weight) -> str:
    """How a weight is said beside a title."""
    if weight is Weight.STOP:
        return _("stops sharing")
    return _("must mend") if weight is Weight.MEND else _("hint")


def summary(findings: Sequence[Finding]) -> str:
    """How much there is to look at, for the eye and for who listens."""
    worded = [
        _("Nothing to look at"), _("One thing to look at"), _("Two things to look at"), _("Three things to look at"),
        _("Four things to look at"), _("Five things to look at"),
    ]  # fmt: skip
    size = len(findings)
    if size < len(worded):
        return worded[size]
    return ngettext("%(count)d thing to look at", "%(count)d things to look at", size) % {"count": size}


def mend_words(finding: Finding, text: str) -> str:
    """What the button of a mend says: the words it writes, or what it cuts."""
    if finding.mend is None:
        return ""
    if finding.mend.strip():
        return f"“{finding.mend.strip()}”"
    gone = " ".join(text[finding.start : finding.end].split())
    return _("Cut “%(words)s”") % {"words": gone if len(gone) <= 24 else f"{gone[:16]}…{gone[-6:]}"}


def gap_words(finding: Finding) -> str:
    """What stands in the dashed gap where something is missing."""
    if finding.start != finding.end:
        return ""
    return _("say where you work") if finding.rule.startswith("disclosure.") else _("not yet")


def as_rows(findings: Iterable[Finding], text: str) -> list[dict[str, Any]]:
    """Findings as JSON has them: offsets in UTF-16 units, words in the reader's language."""
    utf16 = Utf16(text)
    return [_row(number, finding, utf16.of(finding), text) for number, finding in enumerate(findings, start=1)]


def _row(number: int, finding: Finding, moved: Finding, text: str) -> dict[str, Any]:
    mend = None
    if finding.mend is not None:
        mend = {
            "text": finding.mend,
            "start": moved.mend_start,
            "end": moved.mend_end,
            "label": mend_words(finding, text),
            "icon": "scissors" if not finding.mend.strip() else "plus" if finding.start == finding.end else "replace",
        }
    return {
        "number": number,
        "class": finding.kind.value,
        "rule": finding.rule,
        "start": moved.start,
        "end": moved.end,
        "weight": finding.weight.value,
        "weight_words": weight_words(finding.weight),
        "message": finding.message,
        "reason": finding.reason,
        "gap": gap_words(finding),
        "mend": mend,
    }


def answer(question: Question, author: Person) -> dict[str, Any]:
    """The whole answer: findings, how many, and how long the text is on each surface."""
    findings = findings_for(question, author)
    return {
        "summary": summary(findings),
        "heaviest": max((f.weight for f in findings), key=lambda weight: weight.rank).value if findings else None,
        "findings": as_rows(findings, question.text),
        "lengths": {key: _length(question.text, surface) for key, surface in question.surfaces},
    }


def _length(text: str, surface: Surface) -> dict[str, int | None]:
    length = count(text.rstrip(), surface) + surface.travels
    return {"length": length, "limit": surface.limit, "left": None if surface.limit is None else surface.limit - length}
