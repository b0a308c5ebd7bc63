"""Reads the corpus: lines of JSON, each a text with every finding that belongs to it and no other.

    {"language": "fi", "surface": "inside", "text": "…", "findings": [["personal.iban", 14, 36], …]}

Offsets are code points. "{+}" stands in tokens so that no scanner of repositories takes an invented key for a real
one; it is taken out before anything is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rostra.guidelines.engine import Author, Match, Ruleset, Surface, Term, Unit, check

TODAY = date(2026, 5, 14)
AUTHOR = Author("Noor Haddad", ("Aamuvalle",), ("noor@aamuvalle.fi",), ("+358507654321",))
RULESET = Ruleset(
    version="corpus",
    terms=(
        Term("Project Aurora", "aurora"),
        Term("1.4 million euros", "cost", until=date(2026, 5, 28), reason="It is told with the half-year figures."),
        Term("Yirgacheffe Union Mill", "yrgacheffe"),
        Term("Café Brandt", "brandt"),
        Term("Niño Bueno", "nino"),
        Term("Kanta", "kanta", match=Match.FORMS),
        Term("lumo", "lumo", match=Match.PREFIX),
        Term("Pori", "pori", match=Match.FORMS),
        Term("Hinttu", "hinttu", match=Match.FORMS),
        Term("Helminen", "helmi", match=Match.FORMS),
        Term("Sähköpaahdin", "sahko"),
        Term("Hintaus", "hintaus", match=Match.FORMS),
        Term("Vaara", "vaara", match=Match.FORMS),
        Term("Keikka", "keikka", match=Match.FORMS),
        Term("Vanha Juttu", "vanha", until=date(2026, 5, 14)),
    ),
    names=("Aamuvalle", "Sisu Roast"),
    domains=("aamuvalle.fi",),
)
SURFACES = {
    "outside": Surface("outside"),
    "inside": Surface("inside", inside=True),
    "story": Surface("outside", story=True),
    "linkedin": Surface("LinkedIn", limit=3000, fold=210),
    "tiny": Surface("tiny", limit=20, url_length=12),
    "tinygraph": Surface("tiny", limit=20, unit=Unit.GRAPHEMES),
    "tinybytes": Surface("tiny", limit=22, unit=Unit.BYTES),
    "tinyx": Surface("tiny", limit=20, unit=Unit.WEIGHTED),
}


@dataclass(frozen=True)
class Line:
    """One text and what belongs to it: (rule, start, end)."""

    where: str
    text: str
    surface: Surface
    expected: frozenset[tuple[str, int, int]]

    def found(self) -> frozenset[tuple[str, int, int]]:
        """What the check finds in it."""
        findings = check(self.text, surface=self.surface, author=AUTHOR, ruleset=RULESET, today=TODAY)
        return frozenset((finding.rule, finding.start, finding.end) for finding in findings)


def read_corpus() -> Iterator[Line]:
    """Every line of every file, in the order of their names."""
    for path in sorted((Path(__file__).parent / "corpus").glob("*.jsonl")):
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            said = json.loads(row)
            expected = frozenset((rule, start, end) for rule, start, end in said["findings"])
            text = said["text"].replace("{+}", "")
            yield Line(f"{path.stem}:{number}", text, SURFACES[said.get("surface", "outside")], expected)
