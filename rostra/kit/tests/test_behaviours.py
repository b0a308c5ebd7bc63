"""What the small modules do, in a real Chromium under the real policy."""

import pytest
from playwright.sync_api import expect

from rostra.kit.tests.browser import HOUSE, House, browser, house

__all__ = ["browser", "house"]
pytestmark = pytest.mark.browser

MENU = """<c-menu id="m" label="More acts"><c-menu-item icon="pencil">Edit</c-menu-item>
<c-menu-item icon="link">Copy the link</c-menu-item><c-menu-item icon="trash" danger>Delete</c-menu-item></c-menu>"""
DRAFT = """<form hx-post="/say/" hx-target="#river" hx-swap="innerHTML">
<textarea name="words" aria-label="Words" data-draft="ana:new"></textarea>
<button class="btn">Say it</button></form><div id="river"></div>"""


def test_a_menu_is_worked_by_keys_and_gives_the_focus_back(house: House):
    page = house.show(MENU)
    button = page.get_by_role("button", name="More acts")
    button.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Edit")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Delete")).to_be_focused()
    page.keyboard.press("c")
    expect(page.get_by_role("menuitem", name="Copy the link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    page.mouse.click(600, 600)
    expect(page.get_by_role("menu")).to_be_hidden()


def test_a_dialog_opens_shuts_and_gives_the_focus_back(house: House):
    page = house.show(
        '<c-button data-opens="d">Leave</c-button><c-dialog id="d" title="Leave?"><c-button data-closes>Stay</c-button></c-dialog>'
    )
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("dialog", name="Leave?")).to_be_visible()
    page.get_by_role("button", name="Stay").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Leave")).to_be_focused()


def test_a_refused_form_is_swapped_and_every_other_failure_becomes_a_sentence(house: House):
    page = house.show(
        '<form hx-post="/say/" hx-target="this" hx-swap="outerHTML">'
        '<input name="w" value="kept" aria-label="W"><button>Go</button></form>'
    )
    house.answers["/say/"] = (500, "<h1>trace</h1>")
    page.get_by_role("button", name="Go").click()
    expect(page.locator(".toast")).to_contain_text("Something broke on our side")
    expect(page.get_by_role("textbox", name="W")).to_have_value("kept")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".toast")).to_have_count(0)

    house.answers["/say/"] = (403, "<p data-say>Only moderators may do this.</p>")
    page.get_by_role("button", name="Go").click()
    expect(page.locator(".toast")).to_contain_text("Only moderators may do this.")

    house.answers["/say/"] = (0, "")
    page.get_by_role("button", name="Go").click()
    expect(page.locator(".toast").last).to_contain_text("did not reach the house")

    house.answers["/say/"] = (422, '<form id="again"><p class="wrong">Too long.</p></form>')
    page.get_by_role("button", name="Go").click()
    expect(page.locator("#again .wrong")).to_have_text("Too long.")


def test_the_csrf_token_goes_with_every_htmx_request(house: House):
    page = house.show('<button hx-post="/thanks/" hx-swap="none">Thanks</button>')
    house.answers["/thanks/"] = (200, "")
    with page.expect_response("**/thanks/"):
        page.get_by_role("button", name="Thanks").click()
    assert house.asked[0].headers["x-csrftoken"] == "token-of-the-page"


def test_htmx_evaluates_nothing(house: House):
    page = house.show(
        '<button id="b" hx-on:click="window.pwned = true">Press</button><a hx-get="/x/" hx-trigger="click[window.pwned=1]">x</a>'
    )
    page.get_by_role("button", name="Press").click()
    page.get_by_text("x", exact=True).click()
    assert page.evaluate("window.pwned") is None
    house.complaints = [said for said in house.complaints if "evaluates no code" not in said]


def test_what_stands_in_somebodys_words_is_never_obeyed(house: House):
    house.answers["/leave/"] = (200, "")
    words = '<a href="#" hx-post="/leave/" hx-trigger="load, click">words</a>'
    page = house.show(
        f'<div class="said" hx-ignore>{words}</div><button hx-post="/leave/" hx-swap="none">ours</button>'
    )
    page.get_by_text("words").click()
    with page.expect_response("**/leave/"):
        page.get_by_role("button", name="ours").click()
    assert len(house.asked) == 1


def test_hx_confirm_asks_in_the_houses_own_dialog(house: House):
    page = house.show('<button hx-post="/leave/" hx-confirm="Leave Roasting?" hx-swap="none">Go away</button>')
    house.answers["/leave/"] = (200, "")
    page.get_by_role("button", name="Go away").click()
    page.get_by_role("dialog", name="Leave Roasting?").get_by_role("button", name="Leave it").click()
    assert house.asked == []
    page.get_by_role("button", name="Go away").click()
    with page.expect_response("**/leave/"):
        page.get_by_role("button", name="Yes, do it").click()


def test_a_draft_outlives_the_page_until_the_server_has_taken_it(house: House):
    page = house.show(DRAFT)
    page.get_by_role("textbox", name="Words").fill("Half a notch finer")
    house.until("localStorage.getItem('rostra.draft.ana:new') === 'Half a notch finer'")
    house.show(DRAFT)
    expect(page.get_by_role("textbox", name="Words")).to_have_value("Half a notch finer")
    expect(page.locator(".toast")).to_contain_text("We kept what you had written")
    house.answers["/say/"] = (500, "")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator(".toast").last).to_contain_text("Something broke")
    assert page.evaluate("localStorage.getItem('rostra.draft.ana:new')") == "Half a notch finer"
    house.answers["/say/"] = (200, "<p>said</p>")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#river p")).to_have_text("said")
    assert page.evaluate("localStorage.getItem('rostra.draft.ana:new')") is None


def test_what_was_taken_at_once_is_not_kept_afterwards(house: House):
    page = house.show(DRAFT)
    house.answers["/say/"] = (200, "<p>said</p>")
    page.get_by_role("textbox", name="Words").fill("In a hurry")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#river p")).to_have_text("said")
    page.wait_for_timeout(400)
    assert page.evaluate("localStorage.getItem('rostra.draft.ana:new')") is None


UNSAVED = """<form hx-post="/say/" hx-target="this" hx-swap="outerHTML" data-unsaved>
<input name="w" aria-label="W"><button>Save</button></form>"""


def test_a_form_that_could_not_be_sent_still_asks_before_it_is_left(house: House):
    page = house.show(UNSAVED)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("textbox", name="W").fill("mine")
    house.answers["/say/"] = (0, "")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".toast")).to_be_visible()
    page.reload()
    assert asked == ["beforeunload"]
    page.get_by_role("textbox", name="W").fill("mine")
    house.answers["/say/"] = (422, UNSAVED.replace("<button", '<p class="wrong">Too long.</p><button'))
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".wrong")).to_be_visible()
    page.reload()
    assert asked == ["beforeunload"] * 2
    page.get_by_role("textbox", name="W").fill("mine")
    house.answers["/say/"] = (204, "")
    with page.expect_response("**/say/"):
        page.get_by_role("button", name="Save").click()
    page.wait_for_timeout(100)
    page.reload()
    assert asked == ["beforeunload"] * 2


def test_a_restored_draft_can_be_thrown_away(house: House):
    page = house.show(DRAFT)
    page.get_by_role("textbox", name="Words").fill("Not this")
    house.until("localStorage.getItem('rostra.draft.ana:new') !== null")
    house.show(DRAFT)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("textbox", name="Words")).to_have_value("")
    assert page.evaluate("localStorage.getItem('rostra.draft.ana:new')") is None


def test_a_mention_is_suggested_chosen_by_keys_and_written_in_place(house: House):
    page = house.show(
        '<div><textarea aria-label="Words" data-suggest-url="/suggest/"></textarea><p><button>Say it</button></p></div>'
    )
    house.answers["/suggest/"] = (
        200,
        '<div role="option" data-value="@noor.haddad">Noor Haddad</div><div role="option" data-value="@nora">Nora</div>',
    )
    area = page.get_by_role("textbox", name="Words")
    area.press_sequentially("Ask @no")
    expect(page.get_by_role("option", name="Noor Haddad")).to_have_attribute("aria-selected", "true")
    assert "kind=%40&q=no" in house.asked[-1].url
    below = page.get_by_role("listbox").bounding_box()["y"] - area.bounding_box()["y"] - area.bounding_box()["height"]
    assert 0 <= below < 8, "the list stands at the words"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(area).to_have_value("Ask @nora ")
    expect(page.get_by_role("listbox")).to_be_hidden()
    area.press_sequentially("mail@no")
    page.wait_for_timeout(300)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_combobox_is_worked_by_keys_and_goes_where_the_option_leads(house: House):
    page = house.show('<div><input aria-label="Find" data-suggest-url="/suggest/"></div>')
    house.answers["/suggest/"] = (200, '<div role="option" data-url="/people/noor/">Noor Haddad</div>')
    house.answers["/people/noor/"] = (200, "<h1>Noor</h1>")
    field = page.get_by_role("combobox", name="Find")
    field.press_sequentially("noor")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially(" ")
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{HOUSE}/people/noor/")


def test_the_light_is_chosen_at_once_and_kept_in_a_cookie(house: House):
    page = house.show()
    switch = page.locator("[data-theme-switch]")
    expect(switch).to_be_visible()
    for theme in ("light", "dark"):
        switch.click()
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        assert {c["name"]: c["value"] for c in page.context.cookies()}["theme"] == theme
    switch.click()
    assert page.locator("html").get_attribute("data-theme") is None
    assert "theme" not in {c["name"] for c in page.context.cookies()}


@pytest.mark.parametrize(
    ("ago", "words"),
    [(5, "now"), (20 * 60, "20 min"), (3 * 3600 + 60, "3 h"), (2 * 86400, None), (400 * 86400, None)],
)
def test_moments_are_told_as_people_tell_them(house: House, ago: int, words: str | None):
    page = house.show("<p>here</p>")
    told, year, weekday = page.evaluate(
        """async (ago) => {
            const { tell } = await import("/static/kit/js/moments.js");
            const then = new Date(Date.now() - ago * 1000);
            return [tell(then), String(then.getFullYear()), then.toLocaleDateString("en-GB", { weekday: "short" })];
        }""",
        ago,
    )
    if words is None:
        assert told == weekday if ago < 6 * 86400 else year in told
    else:
        assert told.startswith(words)


def test_the_slash_leads_to_search_unless_somebody_writes(house: House):
    page = house.show('<textarea aria-label="Words"></textarea>')
    page.get_by_role("textbox", name="Words").press_sequentially("a/b")
    expect(page.get_by_role("textbox", name="Words")).to_have_value("a/b")
    page.get_by_role("textbox", name="Words").blur()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()


def test_a_form_goes_once_however_often_it_is_pressed(house: House):
    house.answers["/go/"] = (204, "")
    page = house.show('<form method="post" action="/go/"><button>Share</button></form>')
    page.evaluate("() => { const b = document.querySelector('main button'); b.click(); b.click(); b.click(); }")
    page.wait_for_timeout(300)
    assert len(house.asked) == 1
    expect(page.get_by_role("button", name="Share")).to_have_attribute("aria-busy", "true")


def test_older_opens_by_itself_three_times_and_then_waits(house: House):
    more = (
        '<div class="row">row</div><div class="pager"><a href="/older/" hx-get="/older/" '
        'hx-target="closest .pager" hx-swap="outerHTML" data-reveal>Older</a></div>'
    )
    house.answers["/older/"] = (200, more)
    page = house.show(more)
    house.until("document.querySelectorAll('.row').length === 4")
    page.wait_for_timeout(300)
    expect(page.locator(".row")).to_have_count(4)
    page.get_by_role("link", name="Older").click()
    expect(page.locator(".row")).to_have_count(5)


def test_a_toast_leaves_by_itself_unless_it_stays(house: House):
    page = house.show('<button data-copy="words">Copy</button>')
    page.clock.install()
    page.evaluate(
        """async () => {
            const { say } = await import("/static/kit/js/toast.js");
            say("Going", {});
            say("Staying", { stays: true });
        }"""
    )
    page.clock.run_for(9000)
    expect(page.locator(".toast")).to_have_count(1)
    expect(page.locator(".toast")).to_contain_text("Staying")


def test_notes_stand_beside_the_words_they_speak_of_and_show_them(house: House):
    page = house.page
    page.set_viewport_size({"width": 1440, "height": 900})
    house.show(template="kit/gallery/pages/compose.html")
    house.until("document.querySelector('.mends').classList.contains('beside')")
    page.wait_for_timeout(150)
    for number in ("2", "4"):
        mark = page.locator(f'.find[data-no="{number}"]').bounding_box()
        note = page.locator(f'.note[data-for="{number}"]').bounding_box()
        assert mark
        assert note
        assert note["y"] > mark["y"] - 24
    page.locator('.note[data-for="4"]').hover()
    expect(page.locator('.find[data-no="4"]')).to_have_class("find on")
    expect(page.locator('.find[data-no="2"]')).to_have_class("find")
    page.set_viewport_size({"width": 390, "height": 800})
    house.until("!document.querySelector('.mends').classList.contains('beside')")
    assert page.locator('.note[data-for="4"]').evaluate("(n) => n.style.marginBlockStart") == ""


def test_a_form_that_came_back_begins_where_it_needs_another_look(house: House):
    page = house.show(
        '<form><input name="a"><input name="b" aria-invalid="true"><input name="c" aria-invalid="true"></form>'
    )
    assert page.evaluate("document.activeElement.name") == "b"


def test_a_tick_is_ticked_only_when_it_is_true(house: House):
    page = house.show('<form><c-tick name="a" :checked="False">A</c-tick><c-tick name="b" checked>B</c-tick></form>')
    assert page.evaluate("[...document.querySelectorAll('main input')].map((each) => each.checked)") == [False, True]
