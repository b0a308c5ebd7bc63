"""What holds for any text at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rostra.guidelines.engine import Utf16, check
from rostra.guidelines.engine.folding import fold
from rostra.guidelines.engine.sentences import Sentences
from rostra.guidelines.tests.corpus_reading import AUTHOR, RULESET, SURFACES, TODAY, read_corpus

_PIECES = [line.text for line in read_corpus() if line.expected] + [
    "\n", "\r\n", " ", ". ", "\u0301", "\u200d", "👩‍🚒", "🇫🇮", "\ud800", "\x00", "\x01", "ß", "ﬁ", "İ", "ſ", "½",
    "العربية", "漢字",
]  # fmt: skip
texts = st.lists(st.one_of(st.text(max_size=40), st.sampled_from(_PIECES)), max_size=8).map("".join)
surfaces = st.sampled_from(sorted(SURFACES))


@settings(max_examples=300, deadline=None)
@given(text=texts, surface=surfaces)
@example(text="a\u0301\u0301" * 20 + "Ka\u0301nta", surface="outside")
def test_every_offset_lies_in_the_text_and_nothing_is_raised(text: str, surface: str) -> None:
    for finding in check(text, surface=SURFACES[surface], author=AUTHOR, ruleset=RULESET, today=TODAY):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert 0 <= finding.mend_start <= finding.mend_end <= len(text)
        assert finding.mend is None or finding.mend_start <= finding.start <= finding.end <= finding.mend_end
        assert finding.message
        assert finding.reason


@settings(max_examples=100, deadline=None)
@given(text=texts, surface=surfaces)
def test_the_same_text_gives_the_same_findings_in_the_order_of_the_text(text: str, surface: str) -> None:
    once = check(text, surface=SURFACES[surface], author=AUTHOR, ruleset=RULESET, today=TODAY)
    again = check(text, surface=SURFACES[surface], author=AUTHOR, ruleset=RULESET, today=TODAY)
    assert once == again
    assert [f.start for f in once] == sorted(f.start for f in once)


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_utf16_offsets_mark_the_same_words(text: str) -> None:
    units = text.encode("utf-16-le", "surrogatepass")
    utf16 = Utf16(text)
    for finding in check(text, surface=SURFACES["outside"], author=AUTHOR, ruleset=RULESET, today=TODAY):
        moved = utf16.of(finding)
        assert units[moved.start * 2 : moved.end * 2] == text[finding.start : finding.end].encode(
            "utf-16-le", "surrogatepass"
        )


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_sentences_cover_the_text_once_and_in_order(text: str) -> None:
    sentences = Sentences(text)
    spans = [sentences.span(index) for index in range(len(sentences))]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(spans))


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_a_folded_text_points_back_into_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.bare) == len(folded.exact) == len(folded.origin)
    assert folded.origin == sorted(folded.origin)
    assert all(0 <= at < len(text) for at in folded.origin)


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_only_secrets_and_personal_numbers_are_raised_beside_a_protected_word(text: str) -> None:
    sentence = "Our pay " + text.replace("\n", " ").replace("\r", " ").translate(
        {ord(mark): " " for mark in ".!?…。！？"}
    )
    allowed = ("secret.", "personal.", "length.")
    for finding in check(sentence, surface=SURFACES["outside"], author=AUTHOR, ruleset=RULESET, today=TODAY):
        assert finding.rule.startswith(allowed)
        assert finding.rule not in {"personal.email", "personal.phone"}


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_inside_only_secrets_and_personal_numbers_are_hinted(text: str) -> None:
    for finding in check(text, surface=SURFACES["inside"], author=AUTHOR, ruleset=RULESET, today=TODAY):
        assert finding.weight == "hint"
        assert finding.rule.startswith(("secret.", "personal."))
        assert finding.rule not in {"personal.email", "personal.phone"}


@pytest.mark.parametrize(
    "piece",
    [
        "a@", "1 ", "+1", "password=", "token is ", "eyJa.", "-----BEGIN RSA PRIVATE KEY-----", "://a:", "4242 ", "FI21 ",
        "i work ", "i am a ", "aamuvalle ", "project aurora ", "👩‍🚒", "https://a/ ", "pay ", "my job ", "soy la ", "(at) ", "a-",
        "131052-308T ", "\u0301", "\n", "?",
    ],
)  # fmt: skip
def test_a_long_monotonous_text_is_checked_without_getting_lost(piece: str) -> None:
    """A pattern of quadratic or exponential cost would keep this test for minutes."""
    text = piece * (30_000 // len(piece))
    for finding in check(text, surface=SURFACES["linkedin"], author=AUTHOR, ruleset=RULESET, today=TODAY):
        assert finding.end <= len(text)
