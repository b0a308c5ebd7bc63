"""Talking and gathering by hand: menus, where the focus goes, what is kept, and all of it without script."""

import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.communities import make_community
from rostra.communities.actions.entries import edit_entry, publish_entry
from rostra.communities.actions.memberships import admit
from rostra.communities.hearers import To
from rostra.communities.models import Comment, Entry, Membership


@pytest.fixture
def question(house):
    return publish_entry(by=house.bo, to=To.all(), body="Who has seen the long spoon?")


@pytest.fixture
def answer(house, question):
    return post_comment(by=house.dara, entry=question, body="It lies behind the sacks.")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_an_owner_hands_on_a_level_from_the_menu(house, enter):
    roasting = make_community(by=house.bo, name="Roasting")
    admit(person=house.chen, community=roasting, way="open", by=house.bo)
    page = enter(house.bo).go(f"/communities/{roasting.slug}/people/")
    page.get_by_role("button", name="More about Chen Li").click()
    page.get_by_role("menuitem", name="Make moderator").click()
    expect(page.locator(".toast")).to_contain_text("Chen Li helps to keep this community now")
    assert Membership.objects.get(person=house.chen, community=roasting).level == "moderator"


def test_the_focus_follows_what_one_says(house, question, answer, enter):
    page = enter(house.chen).go(f"/entries/{question.id}/")
    page.locator("#write textarea").fill("On drum two.")
    page.locator("#write").get_by_role("button", name="Answer").click()
    expect(page.locator(".reply", has_text="On drum two.")).to_be_focused()
    mine = Comment.objects.get(body="On drum two.")
    own = page.locator(f"#comment-{mine.id}")
    own.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Edit").click()
    expect(page.locator(f"#edit-{mine.id}")).to_be_focused()
    page.locator(f"#edit-{mine.id}").fill("On drum three.")
    page.get_by_role("button", name="Save").click()
    expect(own).to_contain_text("On drum three.")
    expect(own).to_be_focused()
    assert page.locator(f"#answer-{mine.id}").count() == 1
    page.locator("#write textarea").fill("y" * 5001)
    page.locator("#write").get_by_role("button", name="Answer").click()
    expect(page.locator("#write .wrong")).to_be_visible()
    expect(page.locator("#write textarea")).to_be_focused()


def test_reply_on_the_page_of_an_entry_leads_to_its_one_form(house, question, enter):
    page = enter(house.chen).go(f"/entries/{question.id}/")
    page.locator("article.entry").get_by_role("link", name="Reply").click()
    expect(page.locator("#write textarea")).to_be_focused()
    assert page.locator("textarea").count() == 1


def test_the_order_of_the_river_outlives_a_reload_and_keeps_the_focus(house, question, enter):
    page = enter(house.chen).go("/")
    page.get_by_role("link", name="Top").click()
    expect(page.get_by_text("Top counts")).to_be_visible()
    expect(page.get_by_role("link", name="Top")).to_be_focused()
    page.reload()
    expect(page.get_by_text("Top counts")).to_be_visible()
    expect(page.locator("h1")).not_to_have_text("What is said")
    page.get_by_role("link", name="Newest activity").click()
    expect(page.get_by_text("Top counts")).to_have_count(0)
    assert page.url.endswith("/")


def test_what_was_posted_in_a_hurry_is_no_draft_afterwards(house, question, enter):
    page = enter(house.chen).go(f"/entries/{question.id}/")
    page.locator("#write textarea").press_sequentially("At once.")
    page.locator("#write").get_by_role("button", name="Answer").click()
    expect(page.locator(".reply", has_text="At once.")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('rostra.draft'))") == []


def test_a_picture_without_words_leads_to_the_field_that_wants_them(house, enter, tmp_path):
    Image.new("RGB", (40, 30), "#6688aa").save(tmp_path / "wall.png")
    page = enter(house.chen).go("/entries/new/")
    page.locator("#say-body").fill("The new wall.")
    page.locator("summary", has_text="A picture").click()
    page.set_input_files("#say-picture", tmp_path / "wall.png")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_role("alert")).to_contain_text("what the picture shows")
    expect(page.get_by_role("textbox", name="What it shows")).to_be_focused()
    page.keyboard.type("A blue wall")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_role("img", name="A blue wall")).to_be_visible()


def test_who_joins_from_a_list_or_edits_twice_does_not_lose_her_place(house, question, enter):
    make_community(by=house.bo, name="Roasting")
    page = enter(house.dara).go("/communities/?show=all")
    page.get_by_role("button", name="Join Roasting").click()
    expect(page.locator("#list .here", has_text="You are in")).to_be_focused()
    page = enter(house.bo).go(f"/entries/{question.id}/edit/")
    edit_entry(by=house.bo, entry=question, version=1, body="From the phone.")
    page.locator("#edit-body").fill("From the desk.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("From the phone.")).to_be_visible()
    expect(page.locator("#edit-body")).to_be_focused()


def test_two_presses_post_once_and_say_so_once(house, enter):
    page = enter(house.chen).go("/entries/new/")
    page.locator("#say-body").fill("Once is enough.")
    page.get_by_role("button", name="Post").dblclick()
    expect(page.locator("article.entry")).to_contain_text("Once is enough.")
    expect(page.locator(".toast")).to_have_count(1)
    assert Entry.objects.count() == 1


def test_without_script_one_edits_deletes_reports_and_replies(house, question, answer, enter):
    page = enter(house.dara, java_script_enabled=False).go(f"/entries/{question.id}/")
    page.locator("article.entry").get_by_role("menuitem", name="Report").click()
    expect(page.locator("h1")).to_have_text("What is wrong with it")
    page.go_back()
    own = page.locator(f"#comment-{answer.id}")
    own.get_by_role("link", name="Reply").click()
    page.locator("#write textarea").fill("No longer.")
    page.get_by_role("button", name="Answer").click()
    assert Comment.objects.get(body="No longer.").parent == answer
    own.get_by_role("menuitem", name="Edit").click()
    page.locator("textarea").fill("It lay behind the sacks.")
    page.get_by_role("button", name="Save").click()
    expect(own).to_contain_text("It lay behind the sacks.")
    own.get_by_role("menuitem", name="Delete").click()
    expect(page.locator(".toast")).to_contain_text("Deleted.")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(own).to_contain_text("It lay behind the sacks.")
    assert not page.get_by_role("menuitem", name=re.compile("Copy")).is_visible()
