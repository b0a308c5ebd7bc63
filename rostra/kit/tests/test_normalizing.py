"""Normal forms, equal to Unicode's wherever anybody writes, and short where nobody does."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostra.kit.normalizing import _LONG_RUN, MOST_MARKS, normalize

FORMS = ("NFC", "NFD", "NFKC", "NFKD")


@given(st.text(max_size=80), st.sampled_from(FORMS))
def test_what_people_write_is_normalized_as_by_python(text, form):
    assert normalize(form, text) == unicodedata.normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mark", ["\u0315\u0300", "\u0301\u0345\u05b0", "ﾞ\u0301", "\u0f73\u0f71", "\u0f81\u0301"])
def test_a_long_run_of_marks_is_cut_and_what_stands_around_it_stays(form, mark):
    text = normalize(form, "Ä" + mark * 200_000 + "iti")
    assert len(text) < 6 * MOST_MARKS
    assert text.endswith("iti")
    assert text[0] in "ÄA"


@pytest.mark.parametrize("mark", ["\u0f73", "\uff9e", "-", "\u0301"])
def test_a_run_that_is_nearly_too_long_costs_nothing(mark):
    text = (mark * MOST_MARKS + "a") * 1000
    assert normalize("NFC", text) == unicodedata.normalize("NFC", text)


def test_every_sign_that_is_or_begins_with_a_mark_is_counted():
    signs = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    begin = [sign for sign in signs if unicodedata.combining(unicodedata.normalize("NFKD", sign)[0])]
    assert len(begin) > 900
    assert [sign for sign in begin if not _LONG_RUN.fullmatch(sign * (MOST_MARKS + 1))] == []
    assert [sign for sign in begin if len(normalize("NFC", sign * 40)) > 2 * MOST_MARKS] == []
