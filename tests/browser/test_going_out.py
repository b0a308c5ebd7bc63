"""Signing out at a computer that others use."""

from time import monotonic

from playwright.sync_api import expect

from tests.browser.conftest import _session


def drafts(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('rostra.'))")


def write(page, words: str) -> None:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/entries/new/")
    page.locator("#say-body").fill(words)
    deadline = monotonic() + 20
    while not drafts(page):
        assert monotonic() < deadline, "nothing was kept"
        page.wait_for_timeout(50)


def test_nothing_of_hers_is_left_behind(house, enter):
    visit = enter(house.bo)
    page = visit.go("/")
    write(page, "Not for everybody")
    visit.go("/me/")
    expect(page.get_by_role("link", name="You, Bo Berg")).to_be_visible()
    visit.go("/account/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    assert drafts(page) == []
    for _step in range(2):
        page.go_back()
        expect(page.get_by_label("Password")).to_be_visible()
        assert "Bo Berg" not in page.content()


def test_the_next_one_never_sees_her_drafts(house, enter):
    visit = enter(house.bo)
    page = visit.go("/")
    write(page, "Not for everybody")
    visit.context.clear_cookies()  # her session ended elsewhere: she pressed no button
    visit.context.add_cookies([_session(house.chen, visit.root)])
    visit.go("/entries/new/")
    expect(page.locator("#say-body")).to_have_value("")
    assert "Not for everybody" not in page.content()
