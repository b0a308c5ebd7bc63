"""What stands at an edge: of the column, of a phone, of a sheet of paper, of somebody's own colours."""

import re
from io import BytesIO

from PIL import Image

from rostra.accounts.actions.invitations import invite
from rostra.advocacy.tests.making import a_draft, a_story
from rostra.communities.tests.gathering import say
from rostra.company.models import Mail
from tests.browser.conftest import NARROW, WIDE


def test_what_hangs_out_of_the_column_is_not_cut(house, enter):
    draft = a_draft(house.kim)
    page = enter(house.kim).go(f"/stories/{draft.entry_id}/desk/")
    assert page.locator(".btns.after .btn").bounding_box()["height"] < 40, "its words stand on one line"


def test_the_words_of_a_menu_begin_under_each_other(house, enter):
    entry = say(house.bo, None)
    page = enter(house.chen).go(f"/entries/{entry.id}/")
    page.locator(".acts .menu-box > button").first.click()
    icons = page.locator(".menu:not([hidden]) [role=menuitem] > .icon")
    assert icons.count() > 1
    assert len({icons.nth(at).bounding_box()["width"] for at in range(icons.count())}) == 1


def test_a_phone_shows_that_there_are_more_networks_than_fit(house, enter):
    page = enter(house.bo, NARROW).go(f"/stories/{a_story(house.kim).entry_id}/tell/")
    fourth = page.locator(".channels label").nth(3).bounding_box()
    assert fourth["x"] < NARROW["width"] - 16


def test_a_very_long_name_breaks_and_leaves_the_welcome_form_in_sight(house, enter):
    invite(by=house.ana.user, email="w@aamuvalle.example", label="Wolfeschlegelsteinhausenbergerdorff" * 3)
    secret = re.search(r"/welcome/([\w-]+)/", Mail.objects.get().text)[1]
    for size in (WIDE, NARROW):
        page = enter(None, size).go(f"/welcome/{secret}/")
        form = page.locator("main form").bounding_box()
        column = page.locator(".in").bounding_box()
        assert form["x"] + form["width"] <= column["x"] + column["width"]


def test_what_is_printed_at_night_is_ink_on_paper(house, enter):
    entry = say(house.bo, None)
    page = enter(house.chen, dark=True).go(f"/entries/{entry.id}/")
    lightness = "() => Number(getComputedStyle(document.body).color.match(/[0-9.]+/)[0])"
    assert page.evaluate(lightness) > 0.9
    page.emulate_media(media="print")
    assert page.evaluate(lightness) < 0.3
    assert not page.locator(".acts").first.is_visible()


def test_which_network_is_chosen_shows_in_forced_colours(house, enter):
    page = enter(house.bo).go(f"/stories/{a_story(house.kim).entry_id}/tell/")
    page.emulate_media(forced_colors="active")
    second = page.locator(".channels label").nth(1)
    before = _pixels(second.locator(".tickbox"))
    second.locator("input").evaluate("(radio) => (radio.checked = true)")  # neither hovered nor in focus
    far = max(abs(now - then) for now, then in zip(_pixels(second.locator(".tickbox")), before, strict=True))
    assert far > 100, "white on white is a change too, and nobody sees it"


def _pixels(part):
    return Image.open(BytesIO(part.screenshot())).convert("RGB").tobytes()
