"""A quick hand and a slow network: no press is lost, nothing written is forgotten, no late answer wins."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from rostra.kit.tests.browser import HOUSE, House, browser, house

__all__ = ["browser", "house"]
pytestmark = pytest.mark.browser

FIND = """<form action="/find/" data-autosubmit="typing" hx-get="/find/" hx-target="#found" hx-select="#found" hx-swap="outerHTML">
<input type="search" name="q" aria-label="Find it"></form><div id="found"></div>"""
FOUND = (200, '<div id="found"><a href="/noor/">A finding</a></div>')
WORDS = (
    '<form method="post" action="/say/"><textarea name="w" aria-label="Words" data-draft="ana:new"></textarea>{}</form>'
)
AREA = '<div><textarea aria-label="Words" data-suggest-url="/suggest/"></textarea><p><button>Say it</button></p></div>'
NORA = '<div role="option" data-value="@nora">Nora</div>'
NOOR = '<div role="option" data-value="@noor.haddad">Noor Haddad</div>'


@contextmanager
def before_the_script_wakes(house: House, html: str) -> Iterator[Page]:
    """The page as it stands while the script is still on its way."""
    held: list[Route] = []
    page = house.show(html)
    page.route("**/kit/js/main.js", lambda route: held.append(route))
    page.goto(f"{HOUSE}/", wait_until="commit")
    page.locator("main").wait_for()
    yield page
    while not held:
        page.wait_for_timeout(20)
    held[0].fallback()
    house.until("document.documentElement.classList.contains('scripted')")


def test_a_press_on_what_was_found_is_not_lost_to_the_same_answer_once_more(house: House):
    house.answers |= {"/find/": FOUND, "/noor/": (200, "<h1>Noor</h1>")}
    page = house.show(FIND)
    page.get_by_role("searchbox", name="Find it").press_sequentially("noor")
    page.get_by_role("link", name="A finding").hover()
    page.mouse.down()
    page.wait_for_timeout(300)  # a hand is that slow, and the answer quicker
    page.mouse.up()
    page.wait_for_url(f"{HOUSE}/noor/")
    assert [request.url for request in house.asked if "find" in request.url] == [f"{HOUSE}/find/?q=noor"]


def test_what_was_typed_before_the_script_woke_is_looked_for(house: House):
    house.answers["/find/"] = FOUND
    with before_the_script_wakes(house, FIND) as page:
        page.get_by_role("searchbox", name="Find it").fill("noor")
    expect(page.get_by_role("link", name="A finding")).to_be_visible()


def test_what_was_written_before_the_script_woke_is_kept(house: House):
    with before_the_script_wakes(house, WORDS.format("")) as page:
        page.get_by_role("textbox", name="Words").fill("In a hurry")
    house.until("localStorage.getItem('rostra.draft.ana:new') === 'In a hurry'")


def test_who_writes_and_leaves_in_the_same_breath_finds_it_again(house: House):
    page = house.show(WORDS.format(""))
    page.get_by_role("textbox", name="Words").fill("Half a thought")
    house.show(WORDS.format(""))
    expect(page.get_by_role("textbox", name="Words")).to_have_value("Half a thought")


def test_what_a_lost_line_did_not_bring_away_is_there_after_stepping_back(house: House):
    house.answers["/say/"] = (0, "")
    page = house.show(WORDS.format('<button>Say it</button><input type="hidden" autocomplete="off">'))
    page.get_by_role("textbox", name="Words").fill("Not gone")
    page.get_by_role("button", name="Say it").click()
    page.wait_for_url("chrome-error://**")
    page.go_back()
    house.until("document.documentElement.classList.contains('scripted')")
    expect(page.get_by_role("textbox", name="Words")).to_have_value("Not gone")
    assert page.evaluate("localStorage.getItem('rostra.draft.ana:new')") == "Not gone"


def test_what_was_only_asked_about_does_not_count_as_sent(house: House):
    page = house.show(WORDS.format('<button data-confirm="End it?">End</button>'))
    page.get_by_role("textbox", name="Words").fill("Still mine")
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Leave it").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    house.show(WORDS.format(""))
    expect(page.get_by_role("textbox", name="Words")).to_have_value("Still mine")


def test_a_list_of_suggestions_that_was_sent_away_does_not_come_back(house: House):
    house.answers["/suggest/"] = (200, NOOR)
    page = house.show(AREA)
    area = page.get_by_role("textbox", name="Words")
    area.press_sequentially("Ask @no")
    expect(page.get_by_role("option")).to_be_visible()
    area.press_sequentially("o")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    expect(page.get_by_role("listbox")).to_be_hidden()
    area.press_sequentially("r")
    page.get_by_role("button", name="Say it").focus()
    page.wait_for_timeout(300)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_enter_takes_no_suggestion_for_what_stood_there_before(house: House):
    house.answers["/suggest/"] = (200, NOOR + NORA)
    page = house.show(AREA)
    area = page.get_by_role("textbox", name="Words")
    area.press_sequentially("Ask @no")
    expect(page.get_by_role("option", name="Noor Haddad")).to_have_attribute("aria-selected", "true")
    page.route("**/suggest/**", lambda route: None)  # the next answer is slow
    area.press_sequentially("ra")
    page.keyboard.press("Enter")
    expect(area).to_have_value("Ask @nora\n")
    page.unroute_all()


def test_what_comes_into_sight_before_htmx_woke_does_not_lead_away(house: House):
    house.page.add_init_script(
        """IntersectionObserver = class {
            constructor(act) { this.act = act; }
            observe(target) { this.act([{ isIntersecting: true, target }]); }
            unobserve() {}
            disconnect() {}
        }"""
    )
    house.answers["/older/"] = (200, '<p class="row">row</p>')
    more = '<a href="/older/" hx-get="/older/" hx-target="closest .pager" hx-swap="outerHTML" data-reveal>Older</a>'
    page = house.show(f'<div class="pager">{more}</div>')
    expect(page.locator("main .row")).to_have_count(1)
    assert page.url == f"{HOUSE}/"
