"""The composer in a real browser where something is to be mended, refused, or comes back."""

import re

import pytest
from playwright.sync_api import Page, expect

from rostra.advocacy.models import Share
from tests.browser.conftest import NARROW, WIDE

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "390"])
UNMENDED = "I work at Aamuvalle. Ask jarkko.lehtinen@kahvi.fi or maija@kahvi.fi how."


def write(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Your words").fill(words)
    expect(page.locator("#go-words")).not_to_contain_text("Write a line")


@SIZES
def test_what_must_be_mended_goes_as_it_is_by_a_press_that_says_so(house, enter, size):
    visit = enter(house.bo, size=size)
    visit.context.route("https://www.linkedin.com/**", lambda route: route.fulfill(body="LinkedIn"))
    page = visit.go("/tell/")
    write(page, "I work at Aamuvalle.")
    expect(page.locator("#go")).to_have_text("Share on LinkedIn")
    write(page, UNMENDED)
    expect(page.locator("#go")).to_have_text("Share as it is")
    expect(page.locator("#go-words")).to_contain_text("Mend what is marked")
    with visit.context.expect_page(), page.expect_response("**/shares/") as answered:
        page.locator("#go").click()
    assert answered.value.status == 200
    assert Share.objects.get().words == UNMENDED


def test_one_press_mends_all_of_it(house, enter):
    page = enter(house.bo).go("/tell/")
    write(page, UNMENDED)
    page.get_by_role("button", name="Mend all").click()
    expect(page.locator("#go")).to_have_text("Share on LinkedIn")
    expect(page.locator("#words")).to_have_value("I work at Aamuvalle. Ask or how.")


def test_what_is_mended_stands_where_it_was_moved_to_although_no_answer_came(house, enter):
    page = enter(house.bo).go("/tell/")
    write(page, UNMENDED)
    expect(page.get_by_role("button", name="Mend all")).to_be_visible()
    page.route("**/check/", lambda route: None)  # the next answer takes its time
    page.locator("#words").press("Control+Home")
    page.keyboard.type("Hello. ")
    page.get_by_role("button", name="Mend all").click()
    expect(page.locator("#words")).to_have_value("Hello. I work at Aamuvalle. Ask or how.")


def test_a_press_right_after_the_cut_goes(house, enter):
    page = enter(house.bo).go("/tell/")
    write(page, "I work at Aamuvalle. My number is 131052-308T.")
    expect(page.locator("#go-words")).to_contain_text("stops it")
    page.locator("label", has_text="Mastodon").click()
    page.route("**/check/", lambda route: None)
    page.locator("#words").fill("I work at Aamuvalle.")
    with page.expect_request("**/shares/"):
        page.locator("#go").click(force=True)  # it still says that it is stopped


def test_a_refused_draft_is_still_there_after_loading_again(house, enter):
    visit = enter(house.bo)
    page = visit.go("/tell/")
    page.route("**/shares/", lambda route: route.abort())
    write(page, "I work at Aamuvalle, and nothing of this may be lost.")
    expect(page.locator("#go-words")).to_contain_text("It can go")
    page.locator("label", has_text="Mastodon").click()
    page.locator("#go").click()
    expect(page.locator("#go-words")).to_contain_text("kept: try again")
    page.reload()
    expect(page.locator("#words")).to_have_value(re.compile("nothing of this may be lost"))
    visit.complaints.clear()  # the browser complains about the request that this test cut


def test_a_page_from_the_browsers_memory_starts_anew(house, enter):
    page = enter(house.bo).go("/tell/")
    key = page.locator("input[name=key]").input_value()
    with page.expect_navigation():
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.locator("input[name=key]").input_value() != key


def test_what_stops_is_not_copied_either(house, enter):
    page = enter(house.bo, permissions=["clipboard-read", "clipboard-write"]).go("/tell/")
    write(page, "My number is 131052-308T.")
    expect(page.locator("#go-words")).to_contain_text("stops it")
    page.evaluate("navigator.clipboard.writeText('before')")
    page.get_by_role("button", name="Only copy the text").click()
    expect(page.locator(".note button.no")).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == "before"
    assert not Share.objects.exists()


def test_a_mail_opens_the_mail_program_and_no_tab(house, enter):
    page = enter(house.bo).go("/tell/")
    tabs, asked = [], []
    page.context.on("page", lambda tab: tabs.append(tab.url))
    watch = page.context.new_cdp_session(page)
    watch.send("Page.enable")
    watch.on("Page.frameRequestedNavigation", lambda said: asked.append(said["url"]))
    page.locator("input[name=network][value=mail]").check(force=True)
    write(page, "We roast with the heat of the river.")
    page.get_by_role("button", name="Send by e-mail").click()
    expect(page).to_have_url(re.compile("/shares/"), timeout=15000)
    assert tabs == []
    assert [address for address in asked if address.startswith("mailto:?subject=")] != []
    opens = page.get_by_role("link", name="Open your mail program")
    assert (opens.get_attribute("href").partition("?")[0], opens.get_attribute("target")) == ("mailto:", None)


def test_without_script_the_words_come_back_with_what_was_found(house, enter):
    page = enter(house.bo, java_script_enabled=False).go("/tell/")
    page.locator("#words").fill(UNMENDED)
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.locator("#words")).to_have_value(UNMENDED)
    expect(page.locator(".note")).to_have_count(2)
    page.get_by_role("button", name="Share as it is").click()
    expect(page.get_by_role("heading", name="Did you post it on LinkedIn?")).to_be_visible()
