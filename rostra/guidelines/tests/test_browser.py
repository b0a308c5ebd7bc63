"""The check in a real Chromium: our own templates, modules and engine; only the wire between them is the test's."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Error, Page, Route, expect

from rostra.guidelines import answers
from rostra.guidelines.engine import OUTSIDE, check
from rostra.guidelines.tests.corpus_reading import AUTHOR, RULESET, TODAY
from rostra.kit import assets

pytestmark = pytest.mark.browser

STATIC = Path(assets.__file__).parents[1]
TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css"}
TEXT = "👍 Aamuvalle! Ask jarkko@kahvi.fi about Project Aurora."


class House:
    """Answers as the server would; `late` holds answers back, `away` lets none through."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.disputed: list[str] = []
        self.away = False
        self.held: list[Route] | None = None

    def __call__(self, route: Route) -> None:
        path = route.request.url.split("/", 3)[3].partition("?")[0]
        if path == "check/":
            self._check(route)
        elif path == "check/disputes/":
            self.disputed.append(route.request.post_data or "")
            route.fulfill(status=204)
        elif path.startswith("static/"):
            room, _, rest = path.removeprefix("static/").partition("/")
            file = STATIC / room / "static" / room / rest
            route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "application/octet-stream"))
        else:
            route.fulfill(body=_page(), content_type="text/html; charset=utf-8")

    def _check(self, route: Route) -> None:
        text = json.loads(route.request.post_data or "{}")["text"]
        self.asked.append(text)
        if self.away:
            route.abort()
        elif self.held is not None and not self.held:
            self.held.append(route)
        else:
            answer(route)


def answer(route: Route) -> None:
    text = json.loads(route.request.post_data or "{}")["text"]
    findings = check(text, surface=OUTSIDE, author=AUTHOR, ruleset=RULESET, today=TODAY)
    route.fulfill(
        json={"summary": answers.summary(findings), "findings": answers.as_rows(findings, text), "lengths": {}}
    )


def _page() -> str:
    sheet = render_to_string("guidelines/_sheet.html", {"label": "Your words"})
    found = render_to_string("guidelines/_findings.html", {})
    css = assets.join_sheets().text.decode()
    return (
        f"<!doctype html><html lang=en><title>t</title><style>{css}</style><body><div id=toasts></div><form>"
        f"<input type=hidden name=csrfmiddlewaretoken value=t>{sheet}{found}</form>"
        '<script type="module" src="/static/guidelines/check.js"></script>'
    )


@pytest.fixture(scope="module")
def browser_page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def page(browser_page: Page, house: House) -> Iterator[Page]:
    browser_page.route("**/*", house)
    browser_page.goto("http://house.test/")
    yield browser_page
    browser_page.unroute("**/*")


def title(page: Page) -> str:
    return page.locator("[data-part=title]").inner_text()


def test_marks_notes_and_the_gap_stand_where_the_words_are(page: Page) -> None:
    page.locator("textarea").fill(TEXT)
    expect(page.locator("[data-part=title]")).to_have_text("Three things to look at")
    expect(page.locator("[data-part=said]")).to_have_text("Three things to look at")
    marks = page.locator(".marks .find")
    assert [mark.get_attribute("data-weight") for mark in marks.all()] == ["mend", "mend", "stop"]
    assert marks.nth(0).inner_text().startswith("say where you work")
    assert marks.nth(1).inner_text().startswith("jarkko@kahvi.fi")
    assert marks.nth(2).inner_text().startswith("Project Aurora")
    heights = page.evaluate("[...document.querySelectorAll('.sheet')].map((one) => one.getBoundingClientRect().height)")
    assert abs(heights[0] - heights[1]) <= 2
    expect(page.locator(".note")).to_have_count(3)


def test_a_mend_writes_its_words_and_the_keys_take_it_back(page: Page) -> None:
    page.locator("textarea").fill(TEXT)
    page.get_by_role("button", name="“I work at Aamuvalle.”").click()
    expect(page.locator("textarea")).to_have_value("I work at Aamuvalle. " + TEXT)
    expect(page.locator("[data-part=title]")).to_have_text("Two things to look at")
    page.get_by_role("button", name="Cut “jarkko@kahvi.fi”").click()
    expect(page.locator("textarea")).to_have_value("I work at Aamuvalle. 👍 Aamuvalle! Ask about Project Aurora.")
    page.keyboard.press("Control+z")
    expect(page.locator("textarea")).to_have_value("I work at Aamuvalle. " + TEXT)


def test_a_late_answer_to_old_words_is_dropped(page: Page, house: House) -> None:
    house.held = []
    page.locator("textarea").fill(TEXT)
    page.wait_for_timeout(600)
    assert len(house.held) == 1
    page.locator("textarea").fill("Good morning.")
    expect(page.locator("[data-part=title]")).to_have_text("Nothing to look at")
    with suppress(Error):  # the page has given the old question up already
        answer(house.held[0])
    page.wait_for_timeout(300)
    assert title(page) == "Nothing to look at"


def test_marks_move_with_the_words_before_the_next_answer(page: Page, house: House) -> None:
    page.locator("textarea").fill("Ask jarkko@kahvi.fi now.")
    expect(page.locator(".marks .find")).to_have_count(1)
    house.held = []
    page.locator("textarea").press("Control+Home")
    page.keyboard.type("Please. ")
    assert page.locator(".marks .find").inner_text().startswith("jarkko@kahvi.fi")


def test_an_answer_that_comes_while_she_writes_on_is_moved_along(page: Page, house: House) -> None:
    house.held = []
    page.locator("textarea").fill("Ask jarkko@kahvi.fi now.")
    while not house.held:
        page.wait_for_timeout(20)
    page.route("**/check/", lambda route: None)  # what is asked next takes its time
    page.locator("textarea").evaluate(
        "(area) => (area.setRangeText('Please. ', 0, 0), area.dispatchEvent(new Event('input')))"
    )
    answer(house.held[0])
    page.get_by_role("button", name="Cut “jarkko@kahvi.fi”").click()
    expect(page.locator("textarea")).to_have_value("Please. Ask now.")


def test_without_the_house_writing_goes_on_and_it_looks_again_later(page: Page, house: House) -> None:
    house.away = True
    page.locator("textarea").fill(TEXT)
    expect(page.locator("[data-part=title]")).to_contain_text("cannot be reached")
    assert page.locator("textarea").input_value() == TEXT
    house.away = False
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-part=title]")).to_have_text("Three things to look at")


def test_a_number_leads_to_the_words_by_keyboard(page: Page) -> None:
    page.locator("textarea").fill("Ask jarkko@kahvi.fi now.")
    number = page.locator(".note button.no")
    number.focus()
    page.keyboard.press("Enter")
    chosen = page.evaluate("(a => a.value.slice(a.selectionStart, a.selectionEnd))(document.querySelector('textarea'))")
    assert chosen == "jarkko@kahvi.fi"
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    expect(page.locator(".note.on")).to_have_count(1)


def test_this_is_wrong_sends_the_rule_and_not_the_words(page: Page, house: House) -> None:
    page.locator("textarea").fill("Ask jarkko@kahvi.fi now.")
    page.get_by_role("button", name="This is wrong").click()
    expect(page.locator("[data-part=said]")).to_contain_text("not your words")
    expect(
        page.locator(".note button.no")
    ).to_be_focused()  # the button is gone; who works by keys is not at the page's start
    assert house.disputed == ["class=personal&rule=personal.email"]
