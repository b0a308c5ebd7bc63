"""A story whose community becomes secret: nothing more of it goes outside, by any way, and the desk can end it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rostra.advocacy.actions import sending, sharing, stories
from rostra.advocacy.counting import open_count
from rostra.advocacy.models import Share, Story
from rostra.advocacy.networks.mastodon import NETWORK
from rostra.advocacy.queries import open_stories
from rostra.advocacy.tests.acting import turn
from rostra.advocacy.tests.making import a_draft, a_share, a_story
from rostra.communities.actions.communities import edit_community, make_community
from rostra.communities.actions.memberships import join, leave
from rostra.communities.hearers import To
from rostra.communities.models import Entry
from rostra.kit.errors import Forbidden, Refused
from rostra.kit.ids import new_id
from rostra.ledger.models import Fact
from rostra.notices.models import Notice

TITLE = "The heat of our roasting"
PREVIEWER = {"User-Agent": "LinkedInBot/1.0 (compatible; Mozilla/5.0; +http://www.linkedin.com)"}


@pytest.fixture
def place(cast):
    """Ana owns it; Bo, Chen and Kim are in it."""
    made = make_community(by=cast.ana, name="Roasting", access="open")
    for person in (cast.bo, cast.chen, cast.kim):
        join(by=person, community=made)
    return made


@pytest.fixture
def story(cast, place) -> Story:
    return a_story(cast.kim, title=TITLE, to=To.those_in(place))


def narrow(cast, place):
    edit_community(by=cast.ana, community=place, name="Merger", about="", manners="", access="secret")


def fresh(story: Story) -> Story:
    return Story.objects.select_related("entry__community").get(entry_id=story.entry_id)


def test_nobody_can_tell_it_any_more(cast, place, story, sign_in):
    bo = sign_in(cast.bo)
    assert open_count(cast.bo) == open_stories(cast.bo, timezone.now()).count() == 1
    narrow(cast, place)
    assert open_count(cast.bo) == open_stories(cast.bo, timezone.now()).count() == 0
    assert bo.get(f"/stories/{story.entry_id}/tell/").status_code == 302
    assert TITLE not in bo.get("/stories/").content.decode()
    assert bo.get("/api/stories").json() == []
    form = {"network": "linkedin", "words": "I swim there.", "key": str(new_id()), "story": str(story.entry_id)}
    assert bo.post("/shares/", form).status_code == 422
    assert bo.post("/api/shares", form, content_type="application/json").status_code == 422
    with pytest.raises(Forbidden):
        a_share(cast.bo, fresh(story))
    assert not Share.objects.exists()


def test_its_members_still_read_it_without_the_button_to_tell(cast, place, story, sign_in):
    bo = sign_in(cast.bo)
    tell = f"/stories/{story.entry_id}/tell/"
    assert tell in bo.get("/").content.decode()
    narrow(cast, place)
    for page in ["/", f"/entries/{story.entry_id}/", f"/communities/{place.slug}/"]:
        shown = bo.get(page).content.decode()
        assert TITLE in shown
        assert tell not in shown


def test_the_public_page_shows_neither_title_nor_words_and_still_leads_on(cast, place, story, settings):
    settings.ROSTRA_PUBLIC_URL = "http://testserver"
    link = a_share(cast.bo, story).link
    settings.ROOT_URLCONF = "rostra.config.public_urls"
    settings.MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
    address = f"/s/{link.token}"
    assert TITLE in Client().get(address, headers=PREVIEWER).content.decode()
    narrow(cast, place)
    answer = Client().get(address, headers=PREVIEWER)
    assert answer.status_code == 200, "as one that was taken away"
    page = answer.content.decode()
    assert TITLE not in page
    assert story.entry.body[:20] not in page
    assert Client().get(f"{address}/picture.jpg").status_code == 404
    led = Client().get(address, headers={"User-Agent": "Mozilla/5.0 Firefox/132.0", "Accept-Language": "fi"})
    assert led["Location"] == story.source_url


def waiting(cast, story, account) -> Share:
    return sharing.share(
        by=cast.bo, story=story, network=NETWORK, words="I swim there.", language="en", key=new_id(), account=account,
        as_it_is=True,
    )  # fmt: skip


def becomes_secret(cast, place, story):
    narrow(cast, place)


def is_ended(cast, place, story):
    stories.end_story(by=cast.kim, story=story)


def is_closed_and_they_left(cast, place, story):
    edit_community(by=cast.ana, community=place, name="Roasting", about="", manners="", access="closed")
    leave(by=cast.bo, community=place)


def is_deleted(cast, place, story):
    Entry.objects.filter(id=story.entry_id).update(deleted_at=timezone.now())


EVERYTHING = [becomes_secret, is_ended, is_closed_and_they_left, is_deleted]


@pytest.mark.parametrize("happens", EVERYTHING)
def test_what_waits_is_not_sent_and_its_author_is_told(cast, place, story, account, mastodon, happens):
    share = waiting(cast, story, account)
    happens(cast, place, story)
    turn(share)
    assert mastodon.posts() == []
    assert share.state == Share.State.FAILED
    assert "can no longer be told" in share.error
    assert Notice.objects.get(person=cast.bo, kind="advocacy.share_failed").words["reason"] == share.error
    with pytest.raises(Forbidden):
        sharing.try_again(by=cast.bo, share=share)


def test_what_may_have_gone_out_already_is_looked_for_and_not_posted_again(cast, place, story, account, mastodon):
    share = waiting(cast, story, account)
    assert sending.claim(share_id=share.id, at=timezone.now()) is not None, "a worker that dies now"
    narrow(cast, place)
    sending.send_share(share_id=share.id, at=timezone.now() + timedelta(minutes=5))
    share.refresh_from_db()
    assert (share.state, mastodon.posts()) == (Share.State.UNCLEAR, [])


@pytest.mark.parametrize("happens", EVERYTHING)
def test_a_prepared_share_leads_to_no_network_any_more(cast, place, story, sign_in, happens):
    share, bo = a_share(cast.bo, story), sign_in(cast.bo)
    page = f"/shares/{share.id}/"
    assert "linkedin.com/sharing" in bo.get(page).content.decode()
    assert bo.get("/api/shares").json()["shares"][0]["go"]
    happens(cast, place, story)
    answer = bo.get(page)
    assert answer.status_code == 200
    assert "linkedin.com/sharing" not in answer.content.decode()
    assert bo.get("/api/shares").json()["shares"][0]["go"] == ""


def test_who_told_it_and_is_not_in_it_keeps_their_words_and_not_its_title(cast, place, story, sign_in):
    share, dara = a_share(cast.dara, story), sign_in(cast.dara)
    pages = ["/me/shares/", f"/shares/{share.id}/"]
    assert all(TITLE in dara.get(page).content.decode() for page in pages)
    narrow(cast, place)
    for page in pages:
        shown = dara.get(page).content.decode()
        assert "I swim there." in shown
        assert TITLE not in shown
    a_share_of_a_member = a_share(cast.bo, None)
    assert TITLE not in sign_in(cast.bo).get(f"/shares/{a_share_of_a_member.id}/").content.decode()


def test_the_desk_sees_why_and_ends_it_without_reading_it(cast, place, story, sign_in):
    cast.dara.user.grants.create(kind="communicator")
    narrow(cast, place)
    desk = sign_in(cast.dara)
    shown = desk.get("/stories/desk/?show=running").content.decode()
    assert "has become secret" in shown
    assert TITLE not in shown
    assert "Merger" not in shown
    assert desk.get(f"/stories/{story.entry_id}/desk/").status_code == 404
    assert desk.delete(f"/stories/{story.entry_id}/publication/").status_code == 302
    assert fresh(story).ended_at is not None
    assert "has become secret" not in desk.get("/stories/desk/?show=running").content.decode()
    told = Fact.objects.get(kind="advocacy.StoryEnded")
    assert (told.sealed, told.data["title"]) == (True, "")
    assert sign_in(cast.bo).get(f"/entries/{story.entry_id}/").status_code == 200, "what is said inside goes on"


def test_a_planned_story_for_it_is_a_draft_again_and_the_desk_chooses_other_readers(cast, place, sign_in):
    later = timezone.now() + timedelta(hours=1)
    planned = a_story(cast.kim, title=TITLE, opens_at=later, to=To.those_in(place))
    narrow(cast, place)
    Story.objects.update(opens_at=timezone.now() - timedelta(seconds=1))
    assert stories.publish_planned() == 0
    assert fresh(planned).planned_by is None
    with pytest.raises(Refused, match="secret"):
        stories.publish_story(by=cast.kim, story=fresh(planned))
    cast.dara.user.grants.create(kind="communicator")
    desk = sign_in(cast.dara)
    shown = desk.get("/stories/desk/?show=drafts").content.decode()
    assert TITLE in shown
    assert "Merger" not in shown
    assert "choose other readers" in shown


@pytest.mark.parametrize("access", ["closed", "secret"])
def test_a_draft_for_a_community_one_is_not_in_does_not_become_one_for_everyone(cast, place, sign_in, access):
    draft = a_draft(cast.kim, to=To.those_in(place))
    edit_community(by=cast.ana, community=place, name="Roasting", about="", manners="", access=access)
    cast.dara.user.grants.create(kind="communicator")
    form = sign_in(cast.dara).get(f"/stories/{draft.entry_id}/desk/").content.decode()
    selected = form.split('name="to"')[1].split("</select>")[0].split(" selected")[0].rsplit("<option", 1)[1]
    assert f"community:{place.id}" in selected if access == "closed" else 'value=""' in selected
    sent = {"title": TITLE, "text": "Words.", "to": "", "version": "1"}
    assert sign_in(cast.dara).post(f"/stories/{draft.entry_id}/desk/", sent).status_code == 422
