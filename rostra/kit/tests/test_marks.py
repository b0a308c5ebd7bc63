"""Tiles, tints, initials, icons: the same everywhere, and only what the sprite holds."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from hypothesis import given
from hypothesis import strategies as st

from rostra.kit import marks
from rostra.kit.tiles import grow_tile, quarter_disc
from rostra.kit.tints import initials_of, tint_of

ROSTRA = Path(__file__).resolve().parents[2]


def test_a_name_grows_the_same_tile_on_every_machine():
    tile = grow_tile("Bar & machines")
    assert (tile.tint, tile.second) == (grow_tile(" bar & MACHINES ").tint, grow_tile("bar & machines").second)
    assert tile.paths == grow_tile("bar & machines").paths
    # Written down once: a change here would change the face of every community.
    assert tile.tint == 4
    assert tile.paths == (
        "M0 0H20A20 20 0 0 1 0 20Z",
        "M40 20H20A20 20 0 0 1 40 0Z",
        "M0 40V20A20 20 0 0 1 20 40Z",
        "M20 20H40A20 20 0 0 1 20 40Z",
    )


def test_tiles_of_other_names_look_otherwise():
    grown = {(t.tint, t.paths, t.second) for t in (grow_tile(f"Community {n}") for n in range(400))}
    assert len(grown) > 350


@given(st.integers(0, 1), st.integers(0, 1), st.integers(0, 3))
def test_a_quarter_disc_stays_in_its_quarter(column: int, row: int, corner: int):
    numbers = [int(n) for n in re.findall(r"\d+", quarter_disc(column, row, corner))]
    assert set(numbers) <= {0, 1, 20, 40}


@given(st.text(min_size=0, max_size=60))
def test_everybody_has_initials_and_a_tint(name: str):
    assert 1 <= len(initials_of(name)) <= 4
    assert 1 <= tint_of(name) <= 8


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Noor Haddad", "NH"),
        ("Nguyễn Thị Hạnh", "NH"),
        ("äijälä", "Ä"),
        ("Óscar (Bilbao) Ruiz", "ÓR"),
        ("", "?"),
        ("  ", "?"),
    ],
)
def test_initials_are_of_the_first_and_the_last_word(name: str, letters: str):
    assert initials_of(name) == letters


def test_eight_tints_are_spread_evenly():
    found = [tint_of(n) for n in range(8000)]
    assert min(found.count(tint) for tint in range(1, 9)) > 850


def test_an_icon_is_decoration_until_it_has_a_label():
    assert 'aria-hidden="true"' in marks.icon("home")
    assert 'role="img" aria-label="Search &amp; find"' in marks.icon("search", "Search & find")


def test_an_unknown_icon_is_told_when_the_template_is_compiled():
    with pytest.raises(TemplateSyntaxError, match="no icon named"):
        Template('{% icon "unicorn" %}')
    with pytest.raises(KeyError):
        marks.icon("unicorn")


def test_a_network_without_a_mark_gets_the_globe():
    assert "#net-mastodon" in marks.network_mark("mastodon")
    assert "#mail" in marks.network_mark("email")
    assert "#globe" in marks.network_mark("somewhere")


def test_names_cannot_break_out_of_a_face():
    made = Template("{% face name key photo=photo %}").render(
        Context({"name": "<script>", "key": 7, "photo": '"><script>alert(1)</script>'})
    )
    assert "<script>" not in made


def test_every_icon_named_in_a_template_or_in_python_is_in_the_sprite():
    named = set()
    for file in ROSTRA.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        named |= set(re.findall(r'{% icon "([^"]+)"', text))
        named |= set(re.findall(r'<c-[a-z-]+ [^>]*?\bicon="([a-z0-9-]+)"', text))
    for file in ROSTRA.rglob("*.py"):
        named |= (
            set(re.findall(r'\bicon="([a-z0-9-]+)"', file.read_text(encoding="utf-8")))
            if "tests" not in file.parts
            else set()
        )
    assert named - marks.ICONS - marks.NETWORKS == set()  # a network's mark is named by the network
    assert len(named) > 20


def test_what_is_missing_leaves_no_comma_behind():
    shown = Template('{% load kit %}{% joined a b.name c by=". " %}')
    assert shown.render(Context({"a": "Roaster", "b": {"name": "Bar & machines"}, "c": "Turku"})) == (
        "Roaster. Bar &amp; machines. Turku"
    )
    assert shown.render(Context({"a": "", "b": None, "c": "Turku"})) == "Turku"
    assert shown.render(Context({"a": " ", "b": {"name": "Roastery"}, "c": None})) == "Roastery"
    assert shown.render(Context({})) == ""


@pytest.mark.parametrize("page", sorted(ROSTRA.rglob("templates/**/*.html")), ids=lambda path: path.name)
def test_parts_that_may_be_missing_are_joined_by_the_tag(page):
    by_hand = re.compile(r"{% if (?!not forloop)[^%]+ %}(?:, | · ){% endif %}{{")
    assert by_hand.findall(page.read_text()) == []
