"""Whatever colour a company brings, words stay readable: the accent formulas of tokens.css, computed and measured.

OKLCH to sRGB after Björn Ottosson's OKLab; a colour outside sRGB is clipped channel by channel, as browsers paint it today.
Contrast is WCAG 2's ratio.
"""

import math
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

TOKENS = (Path(__file__).parents[1] / "static/kit/css/tokens.css").read_text(encoding="utf-8")
LCH = tuple[float, float, float]


def luminance(colour: LCH) -> float:
    """Relative luminance of an OKLCH colour (lightness 0 to 1, chroma, hue in degrees)."""
    light, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    l_, m_, s_ = (
        (light + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (light - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (light - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    )
    linear = (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
    )
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in linear)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: LCH, other: LCH) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def token(name: str) -> tuple[LCH, LCH]:
    """A fixed colour of tokens.css: by day, by night."""
    found = re.search(rf"--{name}:\s*light-dark\(\s*oklch\(([^)]+)\),\s*oklch\(([^)]+)\)", TOKENS)
    assert found, name
    day, night = (tuple(float(n) for n in part.split()) for part in found.groups())
    return day, night  # type: ignore[return-value]


def clamp(low: float, value: float, high: float) -> float:
    return max(low, min(high, value))


def computed(name: str, brand: LCH) -> tuple[LCH, LCH]:
    """An accent token, from the very text of tokens.css."""
    found = re.search(rf"--{name}:\s*light-dark\((.*?)\);", TOKENS, re.S)
    assert found, name
    light, chroma, hue = brand
    made = []
    for inner in re.findall(r"oklch\(from var\(--brand\) (.*?) h\)", found[1], re.S):
        python = re.sub(r"\bl\b", str(light), re.sub(r"\bc\b", str(chroma), inner))
        first, second = re.fullmatch(r"(clamp\(.*?\)|[\d.]+) (min\(.*?\))", python.strip()).groups()  # type: ignore[union-attr]
        allowed = {"clamp": clamp, "min": min, "__builtins__": {}}
        made.append((float(eval(first, allowed)), float(eval(second, allowed)), hue))
    day, night = made
    return day, night


@settings(max_examples=4000, deadline=None)
@given(st.floats(0, 1), st.floats(0, 0.37), st.floats(0, 360))
@example(0.9, 0.15, 195)  # cyan on its own wash, the worst
@example(0.9, 0.18, 100)  # yellow
@example(1, 0, 0)
@example(0, 0, 0)
def test_any_brand_colour_leaves_words_readable(light: float, chroma: float, hue: float):
    brand = (light, chroma, hue)
    accent, deep, wash = (computed(name, brand) for name in ("accent", "accent-deep", "accent-wash"))
    on_accent, paper, paper_3 = token("on-accent"), token("paper"), token("paper-3")
    for when in (0, 1):
        pairs = {
            "accent on paper": (accent[when], paper[when]),
            "accent on fields": (accent[when], paper_3[when]),
            "accent on its wash": (accent[when], wash[when]),
            "words on the accent": (on_accent[when], accent[when]),
            "words on the pressed accent": (on_accent[when], deep[when]),
            "ink on the wash": (token("ink")[when], wash[when]),
        }
        assert {name: ratio for name, pair in pairs.items() if (ratio := contrast(*pair)) < 4.5} == {}


@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "good", "mend", "stop"])
@pytest.mark.parametrize("paper", ["paper", "paper-2", "paper-3"])
def test_every_ink_is_readable_on_every_paper(ink: str, paper: str):
    for words, page in zip(token(ink), token(paper), strict=True):
        assert contrast(words, page) >= 4.5


@pytest.mark.parametrize("paper", ["paper", "paper-3"])
def test_edges_of_fields_can_be_seen(paper: str):
    for edge, page in zip(token("rule"), token(paper), strict=True):
        assert contrast(edge, page) >= 3


@pytest.mark.parametrize(("ink", "wash"), [("stop", "stop-wash"), ("mend", "mend-wash")])
def test_findings_are_readable_on_their_wash(ink: str, wash: str):
    for words, page in zip(token(ink), token(wash), strict=True):
        assert contrast(words, page) >= 4.5


def test_initials_are_readable_in_all_eight_tints():
    people = (Path(__file__).parents[1] / "static/kit/css/people.css").read_text(encoding="utf-8")
    hues = [float(h) for h in re.findall(r"--h: (\d+);", people)]
    assert len(hues) >= 9  # eight tints and the fallback
    for hue in hues:
        assert contrast((0.36, 0.075, hue), (0.905, 0.042, hue)) >= 4.5
        assert contrast((0.9, 0.045, hue), (0.37, 0.05, hue)) >= 4.5
