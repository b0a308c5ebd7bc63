"""The two minutes everything is measured against, in a real browser."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from rostra.advocacy.actions.stories import Wording, publish_story, write_story
from rostra.advocacy.models import Share
from rostra.communities.actions.communities import make_community
from rostra.communities.actions.entries import publish_entry
from rostra.communities.hearers import To
from rostra.communities.models import Comment, Entry, Membership, Reaction
from rostra.guidelines.actions.guide import Point, publish_guide, save_draft
from rostra.guidelines.actions.terms import TermWords, add_term
from tests.browser.conftest import NARROW, WIDE

GRANTS = frozenset({"communicator"})
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "390"])


@pytest.fixture
def talk(house):
    """A question by Bo in his community, which Dara is not in; said to everyone too, so that she meets it."""
    roasting = make_community(by=house.bo, name="Roasting", about="Heat and time.")
    question = publish_entry(by=house.bo, to=To.all(), body="Who has seen the long spoon? It was on drum two.")
    return roasting, question


@pytest.fixture
def story(house, settings):
    settings.ROSTRA_PUBLIC_URL = "https://read.aamuvalle.example"
    save_draft(
        by=house.kim, grants=GRANTS, points={"en": [Point("Say that you work here."), Point("Tell what you saw.")]}
    )
    publish_guide(by=house.kim, grants=GRANTS, languages=["en"])
    add_term(
        by=house.kim,
        grants=GRANTS,
        words=TermWords(term="1.4 million euros", reason="It is told on 28 May.", suggestion=""),
    )
    wording = Wording(
        title="The heat of our roasting warms a swimming hall",
        text="What left by the chimney now warms the pool.",
        facts=["2.1 gigawatt-hours a year go to the hall."],
        source_url="https://aamuvalle.example/heat",
        until=timezone.now() + timedelta(days=9),
    )
    return publish_story(by=house.kim, story=write_story(by=house.kim, wording=wording))


@SIZES
def test_the_minute_inside(house, talk, enter, size):
    roasting, question = talk
    page = enter(house.dara, size=size).go("/")
    card = page.locator(f"#entry-{question.id}")
    expect(card).to_contain_text("long spoon")
    card.get_by_role("link", name=re.compile("^Reply")).click()
    card.get_by_role("textbox").fill("It lies behind the sacks, I saw it this morning.")
    card.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("It lies behind the sacks")).to_be_visible()
    assert Comment.objects.get(entry=question).author == house.dara
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + f"/communities/{roasting.slug}/")
    page.locator("main").get_by_role("button", name="Join").first.click()
    expect(page.locator("main").get_by_text("You are in").first).to_be_visible()
    assert Membership.objects.filter(person=house.dara, community=roasting, left_at=None).exists()


def test_the_minute_inside_by_keyboard_alone(house, talk, enter):
    _roasting, question = talk
    page = enter(house.dara).go("/")
    walk_to(page, re.compile("^Thanks"))
    page.keyboard.press("Enter")
    expect(page.locator(f"#entry-{question.id}").get_by_role("button", name=re.compile("^Thanks"))).to_have_attribute(
        "aria-pressed", "true"
    )
    assert Reaction.objects.filter(entry=question, person=house.dara).exists()
    walk_to(page, re.compile("^Reply"))
    page.keyboard.press("Enter")
    expect(page.locator("textarea:focus")).to_have_count(1)
    page.keyboard.type("Behind the sacks.")
    walk_to(page, re.compile("^Answer$"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Behind the sacks.")).to_be_visible()
    assert Comment.objects.filter(entry=question, author=house.dara).count() == 1


def walk_to(page: Page, name: re.Pattern[str], steps: int = 80) -> None:
    """Press Tab until the thing with this name has the focus, which must then be seen."""
    for _step in range(steps):
        page.keyboard.press("Tab")
        focused = page.evaluate("(document.activeElement.innerText || document.activeElement.ariaLabel || '').trim()")
        if name.search(focused):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{focused} has the focus and does not show it"
            return
    raise AssertionError(f"{name.pattern} is not reached by keyboard")


@SIZES
def test_something_written_on_the_front_page_stands_there(house, talk, enter, size):
    page = enter(house.bo, size=size).go("/")
    page.locator("#say a").click()
    page.get_by_role("textbox").first.fill("Drum one hums a third lower now. #roasting")
    page.locator("main").get_by_role("button", name=re.compile("^(Post|Say it|Send|Publish)")).click()
    expect(page.get_by_text("Drum one hums a third lower now.").first).to_be_visible()
    assert Entry.objects.get(body__startswith="Drum one").author == house.bo


@SIZES
def test_the_minute_outside_from_the_front_page_in_three_activations(house, story, enter, size):
    visit = enter(house.bo, size=size)
    visit.context.route("https://www.linkedin.com/**", lambda route: route.fulfill(body="LinkedIn"))
    page = visit.go("/")
    page.get_by_role("link", name="Tell it in my words").first.click()  # 1
    words = page.get_by_role("textbox", name="Your words")
    words.fill("I roast coffee at Aamuvalle, and since May the pool where I learned to swim is warmed by it.")
    expect(page.locator("#go-words")).to_contain_text(re.compile("It can go"))
    with visit.context.expect_page() as opened, page.expect_response("**/shares/"):
        page.locator("#go").click()  # 2
    opened.value.wait_for_url("https://www.linkedin.com/**")
    page.wait_for_url("**/shares/*/")  # and she stands where it is asked what became of it
    share = Share.objects.get(person=house.bo)
    assert share.network == "linkedin"
    assert share.words.startswith("I roast coffee at Aamuvalle")
    assert share.link.target == "https://aamuvalle.example/heat"


def test_the_check_shows_what_stops_it_and_mends_on_a_press(house, story, enter):
    page = enter(house.bo).go(f"/stories/{story.entry_id}/tell/")
    words = page.get_by_role("textbox", name="Your words")
    words.fill("I work at Aamuvalle. The exchanger cost 1.4 million euros. Ask jarkko.lehtinen@aamuvalle.fi how.")
    notes = page.locator("#findings")
    expect(notes).to_contain_text("stops sharing")
    expect(notes).to_contain_text("It is told on 28 May.")
    expect(page.locator("#go-words")).to_contain_text("stops it")
    cuts = notes.locator(".note:not(.gone)").get_by_role("button", name=re.compile("^Cut"))
    expect(cuts).to_have_count(2)
    cuts.first.click()
    cuts.first.click()  # at once: the next press does not wait for the check's next answer
    expect(words).to_have_value("I work at Aamuvalle. The exchanger cost. Ask how.")
    expect(page.locator("#go-words")).to_contain_text("It can go")
    assert not Share.objects.exists()


def test_an_answer_that_comes_in_the_middle_of_a_press_does_not_swallow_it(house, story, enter):
    page = enter(house.bo).go(f"/stories/{story.entry_id}/tell/")
    words = page.get_by_role("textbox", name="Your words")
    words.fill("I work at Aamuvalle. The exchanger cost 1.4 million euros. Ask jarkko.lehtinen@aamuvalle.fi how.")
    cuts = page.locator("#findings").get_by_role("button", name=re.compile("^Cut"))
    expect(cuts).to_have_count(2)
    cuts.first.hover()
    page.mouse.down()
    with page.expect_response("**/check/") as answered:
        words.evaluate("area => area.setRangeText('', area.value.indexOf(' jarkko'), area.value.indexOf(' how'))")
        words.dispatch_event("input")
    answered.value.finished()
    expect(cuts).to_have_count(1)
    page.mouse.up()
    expect(words).to_have_value("I work at Aamuvalle. The exchanger cost. Ask how.")


def test_pay_is_never_a_finding(house, story, enter):
    page = enter(house.bo).go(f"/stories/{story.entry_id}/tell/")
    page.get_by_role("textbox", name="Your words").fill(
        "I work at Aamuvalle and my pay is too low for the night shifts we do."
    )
    expect(page.locator("#go-words")).to_contain_text("It can go")
