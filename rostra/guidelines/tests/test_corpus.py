"""What the check finds, and what it leaves alone, line by line and as precision and recall of each class."""

from __future__ import annotations

from collections import Counter

import pytest

from rostra.guidelines.tests.corpus_reading import Line, read_corpus

LINES = list(read_corpus())


@pytest.mark.parametrize("line", LINES, ids=[line.where for line in LINES])
def test_a_line_of_the_corpus_has_its_findings_and_no_other(line: Line) -> None:
    assert line.found() == line.expected, line.text


def test_the_corpus_is_large_and_mostly_of_texts_that_only_look_dangerous() -> None:
    clean = sum(not line.expected for line in LINES)
    assert len(LINES) >= 400
    assert clean >= len(LINES) * 0.35


@pytest.mark.parametrize("kind", ["secret", "personal", "confidential", "disclosure", "length"])
def test_precision_and_recall_of_a_class_stay_where_they_are(kind: str) -> None:
    counted: Counter[str] = Counter()
    for line in LINES:
        found = {hit for hit in line.found() if hit[0].startswith(kind)}
        expected = {hit for hit in line.expected if hit[0].startswith(kind)}
        counted.update(right=len(found & expected), false=len(found - expected), missed=len(expected - found))
    assert counted["right"] >= 5
    assert counted["right"] / (counted["right"] + counted["false"]) >= 0.99
    assert counted["right"] / (counted["right"] + counted["missed"]) >= 0.99
