"""The navigation's lines, made without a template: what templates would have made, and nothing gets out of its place."""

import pytest
from django.utils.safestring import mark_safe

from rostra.kit.rails import counted, margin_links, rail_links, tab_links

LINE = {"url": "/inbox/", "label": "Inbox", "icon": "inbox", "count": 120, "current": True}
NASTY = {"url": '/"><script>', "name": "<script>alert(1)</script>", "tile": "<script>"}


def test_a_line_says_where_one_is_and_what_is_new():
    made = rail_links([LINE])
    assert '<a href="/inbox/" aria-current="page" class="has">' in made
    assert '<span>Inbox</span><span class="n">99+</span>' in made
    assert '<b class="num">99+</b><span>Inbox</span>' in tab_links([LINE])
    assert 'aria-label="Inbox, 99+" title="Inbox"' in margin_links([LINE])


def test_a_line_without_news_carries_no_number():
    quiet = rail_links([{**LINE, "count": 0, "current": False}])
    assert "has" not in quiet
    assert 'class="n"' not in quiet
    assert "aria-current" not in quiet


@pytest.mark.parametrize("links", [rail_links, tab_links, margin_links])
def test_names_of_places_cannot_break_out(links):
    assert "<script" not in links([NASTY])


def test_a_ready_tile_stays_as_it_is():
    assert '<svg class="tile"></svg>' in rail_links(
        [{"url": "/", "name": "Roasting", "tile": mark_safe('<svg class="tile"></svg>')}]
    )


def test_counts_are_short():
    assert [counted(n) for n in (None, 0, 1, 99, 100)] == ["", "", "1", "99", "99+"]
