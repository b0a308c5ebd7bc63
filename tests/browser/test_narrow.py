"""What a narrow window must not do to a page."""

from rostra.advocacy.tests.making import a_story
from tests.browser.conftest import NARROW


def test_the_title_of_a_story_without_a_picture_goes_across_the_page(house, enter):
    page = enter(house.bo, NARROW).go(f"/stories/{a_story(house.kim).entry_id}/tell/")
    assert page.locator("h1").bounding_box()["width"] > 300


def test_a_finger_finds_what_stands_around_every_page(house, enter):
    page = enter(house.ana, NARROW).go("/console/audit/")
    small = page.locator(".crumb a, .masthead a, .tabbar a, .page > footer > *").evaluate_all(
        "all => all.map(one => [one.outerHTML, one.getBoundingClientRect()])"
        ".filter(([, box]) => box.width && box.height < 44).map(([html]) => html)"
    )
    assert small == []
