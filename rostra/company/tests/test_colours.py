import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostra.company.colours import accent_of, read_colour, to_hex, to_oklch, to_rgb
from rostra.kit.errors import Refused


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#1D4ED8", "#1d4ed8"),
        (" #abc ", "#abc"),
        ("RebeccaPurple", "rebeccapurple"),
        ("rgb(29, 78, 216)", "rgb(29 78 216)"),
        ("rgb(10% 20% 30%)", "rgb(10% 20% 30%)"),
        ("hsl(200, 50%, 40%)", "hsl(200 50% 40%)"),
        ("oklch(.46 .17 262)", "oklch(0.46 0.17 262)"),
        ("oklch(46% 0.17 262deg)", "oklch(46% 0.17 262)"),
        ("oklab(0.5 -0.1 0.1)", "oklab(0.5 -0.1 0.1)"),
    ],
)
def test_colours_are_read_and_written_in_one_spelling(written, read):
    assert read_colour(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "blue-ish",
        "#12345",
        "#1d4ed8ff",
        "rgb(300 0 0)",
        "rgb(1 2)",
        "oklch(46 0.17 262)",
        "oklch(0.4 9 262)",
        "red;}body{display:none",
        "red}*{background:url(//evil)}",
        "url(https://evil.example)",
        "var(--ink)",
        "rgb(1 2 3)/**/",
        "oklch(from red l c h)",
        "expression(alert(1))",
        "#fff\n}",
        "１２３",
        "rgb(١ 2 3)",
        "a" * 10_000,
    ],
)
def test_what_is_no_colour_is_refused(written):
    with pytest.raises(Refused):
        read_colour(written)


@given(st.text(max_size=80))
def test_nothing_but_a_colour_ever_comes_out(text):
    try:
        colour = read_colour(text)
    except Refused:
        return
    assert not set(colour) & set(";{}/\\<>\"'@:")
    assert to_hex(colour).startswith("#")


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("#ff0000", "#ff0000"), ("#0f0", "#00ff00"), ("rgb(29 78 216)", "#1d4ed8"), ("hsl(0 100% 50%)", "#ff0000")],
)
def test_colours_become_hex_for_mails(colour, expected):
    assert to_hex(colour) == expected


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_to_oklch_and_back_is_the_same_colour(rgb):
    there = to_oklch(rgb)
    back = to_rgb(read_colour(f"oklch({there.l:.6f} {there.c:.6f} {there.h:.4f})"))
    assert all(abs(one - other) <= 1 for one, other in zip(rgb, back, strict=True))


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_the_accent_of_any_brand_can_be_read_on_in_a_mail(rgb):
    def luminance(hex_colour):
        parts = [int(hex_colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    accent = accent_of("#{:02x}{:02x}{:02x}".format(*rgb))
    assert (luminance("#fdfcfa") + 0.05) / (luminance(accent) + 0.05) >= 4.5
