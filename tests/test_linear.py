"""What reads words of people or strangers takes about twice as long for twice as much, not four times.

Python's patterns and normal forms hold the whole process while they work: one quadratic pattern and a hundred kilobytes are
half a minute in which nobody is answered. Processor time is compared, the least of three; four times the length may cost
ten times as much: linear is four, quadratic sixteen.
"""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import rostra
from rostra.advocacy.networks.mastodon import sender
from rostra.communities import text as talk
from rostra.guidelines.engine import OUTSIDE, Author, Ruleset, Surface, Unit, check
from rostra.kit.normalizing import normalize
from rostra.people.languages import read_languages

GROWN, MOST_GROWTH = 4, 10
FLOOR = 0.02  # seconds of processor below which there is nothing to compare
ID = "00000000-0000-0000-0000-000000000000"
NARROW = Surface(name="x", limit=500, unit=Unit.GRAPHEMES, url_length=23, short_mentions=True, fold=200, story=True)


def checked(text: str, surface: Surface = OUTSIDE) -> object:
    return check(text, surface=surface, author=Author(name="Bo Berg", employers=("Kaisla",)), ruleset=Ruleset())


CASES: dict[str, tuple[Callable[[str], object], str, int]] = {
    "tags at Mastodon": (lambda text: sender.is_this(text, text="a", link=""), "<", 20_000),
    "marks in a post": (talk.clean, "\u0315\u0300", 10_000),
    "marks alone": (lambda text: normalize("NFC", text), "\u0315\u0300", 10_000),
    "mentions that never close": (talk.to_html, f"@[a](person:{ID}) ", 20_000),
    "a tag that never closes": (talk.to_html, "<", 20_000),
    "brackets of languages": (read_languages.__wrapped__, "(", 20_000),
    "addresses of a domain": (checked, "a@b." + "a." * 100 + " ", 8_000),
    "links and mentions": (lambda text: checked(text, NARROW), "https://a.fi @a ", 8_000),
    "a key that does not end": (checked, "-----BEGIN PRIVATE KEY-----\n" + " " * 100, 8_000),
}


def cost(work: Callable[[str], object], text: str) -> float:
    """Seconds of processor, the least of three, without the collector, whose share grows with what lies about."""
    gc.disable()
    try:
        return min(_once(work, text) for _time in range(3))
    finally:
        gc.enable()


def _once(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun


@pytest.mark.parametrize("name", CASES)
def test_what_reads_words_is_linear(name):
    work, unit, size = CASES[name]
    work("The first time loads what is loaded once.")
    short, long = unit * (size // len(unit)), unit * (GROWN * size // len(unit))
    assert cost(work, long) <= MOST_GROWTH * max(cost(work, short), FLOOR)


def test_only_one_place_knows_the_normal_forms():
    """`unicodedata.normalize` is quadratic in a run of combining marks; kit's is not. The check's takes a sign at a time."""
    apart = {
        "rostra/kit/normalizing.py",
        "rostra/guidelines/engine/folding.py",
        "rostra/home/demo/names.py",
        "rostra/kit/tests/test_normalizing.py",
    }
    root = Path(rostra.__file__).parents[1]
    using = {
        str(path.relative_to(root))
        for path in root.glob("rostra/**/*.py")
        if "unicodedata.normalize(" in path.read_text()
    }
    assert using == apart
