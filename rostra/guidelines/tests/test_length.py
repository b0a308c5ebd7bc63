"""What networks count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostra.guidelines.engine import Surface, Unit, check, count
from rostra.guidelines.engine.length import graphemes

MASTODON = Surface("Mastodon", limit=500, unit=Unit.GRAPHEMES, url_length=23, short_mentions=True)
X = Surface("X", limit=280, unit=Unit.WEIGHTED, url_length=23)


@pytest.mark.parametrize(
    ("text", "surface", "counted"),
    [
        ("kahvi", MASTODON, 5),
        ("see https://aamuvalle.example/a/long/address/indeed?x=1.", MASTODON, 4 + 23 + 1),
        ("(https://a.example)", MASTODON, 25),
        ("@noor@kaffe.social hei", MASTODON, 9),
        ("👩‍🚒🇫🇮e\u0301", MASTODON, 3),
        ("漢字", X, 4),
        ("👩‍🚒", X, 2),
        ("Äiti – “hei”…", X, 14),
        ("äö", Surface("b", unit=Unit.BYTES), 4),
        ("a👍", Surface("u", unit=Unit.UTF16), 3),
        ("", X, 0),
    ],
)
def test_a_text_is_as_long_as_its_network_counts(text: str, surface: Surface, counted: int) -> None:
    assert count(text, surface) == counted


def test_the_finding_begins_where_it_grows_too_long_and_says_by_how_much() -> None:
    surface = Surface("Mastodon", limit=30, url_length=23)
    text = "Read https://aamuvalle.example/short and more"
    (finding,) = check(text, surface=surface)
    assert text[finding.start :] == "nd more"
    assert finding.reason == "Mastodon takes 30 characters. Cut 7."
    assert finding.weight == "mend"
    assert finding.mend is None


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("ab\r\nä\u0301\u0300\u200d👩🚒👍🏽🇫🇮🇪❤\ufe0f한글ᄒ\u1161\u11abनि\U000e0067"),
        max_size=30,
    )
)
def test_graphemes_begin_where_unicode_says(text: str) -> None:
    regex = pytest.importorskip("regex", reason="the regex library, which knows UAX #29, is not installed")
    assert list(graphemes(text)) == [found.start() for found in regex.finditer(r"\X", text)]


def test_what_stands_behind_the_last_word_counts_nothing() -> None:
    surface = Surface("tiny", limit=20, travels=4)
    assert [finding.kind for finding in check("a" * 16 + "  \n", surface=surface)] == []
    (found,) = check("a" * 18 + "  \n", surface=surface)
    assert (found.start, found.end) == (16, 18)
    assert found.reason == "tiny takes 20 characters, and the link needs 4 of them. Cut 2."
