"""Pages that look by themselves how far something is: whoever is on them is not disturbed."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from rostra.accounts.models import InvitingRun
from rostra.advocacy.models import Account, Share
from rostra.advocacy.tests.acting import tell
from rostra.company.sealing import seal


def looked(page: Page, path: str) -> None:
    """It has asked once more, and the answer stands there."""
    with page.expect_response(f"**{path}") as answered:
        pass
    answered.value.finished()
    page.wait_for_timeout(100)


def test_who_waits_for_her_share_keeps_the_focus_and_her_press(house, enter):
    account = Account.objects.create(
        person=house.bo, network="mastodon", instance="http://nowhere.test", outside_id="1", handle="@bo@nowhere.test",
        token=seal("token"), scopes="write:statuses",
    )  # fmt: skip
    share = tell(house.bo, account)
    path = f"/shares/{share.id}/"
    page = enter(house.bo).go(path)
    stop = page.get_by_role("button", name="Stop it")
    stop.focus()
    looked(page, path)
    expect(stop).to_be_focused()
    stop.hover()
    page.mouse.down()
    looked(page, path)
    page.mouse.up()
    expect(page.get_by_role("heading", name="Not posted")).to_be_visible()
    Share.objects.update(state="prepared", settled_at=None)
    page.reload()
    Share.objects.update(state="unclear", error="no answer")
    expect(page.get_by_role("button", name="Yes, it is there")).to_be_visible()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(2500)
    assert asked == []  # it is settled: nothing is asked any more


def test_who_watches_everybody_being_invited_keeps_the_focus_on_stopping_it(house, enter):
    InvitingRun.objects.create(by=house.ana.user, of=9, sent=2)
    path = reverse("invitations")
    page = enter(house.ana).go(path)
    stop = page.get_by_role("button", name="Stop")
    stop.focus()
    InvitingRun.objects.update(sent=5)
    looked(page, path)
    expect(page.locator("#everybody")).to_contain_text("5 of 9")
    expect(stop).to_be_focused()
