"""Stories: written, planned, published, ended; who gets them; the desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rostra.advocacy import queries
from rostra.advocacy.actions import stories
from rostra.advocacy.models import Story
from rostra.advocacy.tests.making import a_draft, a_story
from rostra.communities.hearers import To
from rostra.communities.models import Community, Entry, Membership
from rostra.kit.errors import Refused
from rostra.ledger.models import Fact
from rostra.people.actions.people import mark_left
from rostra.people.models import Audience, AudienceMember


def desk_form(**changed) -> dict[str, str]:
    return {
        "title": "Heat",
        "text": "It warms the pool.",
        "facts": "One\n\n Two ",
        "hashtags": "#kahvi, pool",
        "to": "everyone",
    } | changed


def open_to(person) -> set[str]:
    return {story.entry.title for story in queries.open_stories(person, timezone.now())}


def test_a_published_story_is_open_to_everyone_and_stands_in_the_river(cast):
    story = a_story(cast.kim, title="Heat")
    for person in (cast.bo, cast.chen, cast.dara, cast.ana, cast.kim):
        assert open_to(person) == {"Heat"}
        assert Entry.objects.in_river_of(person).filter(id=story.entry_id).exists()
    assert open_to(cast.eve) == set()
    assert Fact.objects.filter(kind="advocacy.StoryPublished", subject_id=story.entry_id).count() == 1


def test_a_story_for_an_audience_is_seen_by_those_in_it(cast):
    audience = Audience.objects.create(name="Turku")
    AudienceMember.objects.create(audience=audience, person=cast.bo)
    a_story(cast.kim, title="Heat", to=To.those_of(audience))
    assert (open_to(cast.bo), open_to(cast.dara)) == ({"Heat"}, set())


def test_what_ends_first_stands_on_top(cast):
    now = timezone.now()
    for title, days in (("later", 9), ("soon", 1), ("open", None)):
        a_story(cast.kim, title=title, until=now + timedelta(days=days) if days else None)
    titles = [story.entry.title for story in queries.open_stories(cast.bo, now)]
    assert titles == ["soon", "later", "open"]


def test_a_planned_story_goes_out_by_itself_when_its_window_opens(cast):
    story = a_story(cast.kim, opens_at=timezone.now() + timedelta(hours=1))
    assert (story.planned_by, stories.publish_planned(), open_to(cast.bo)) == (cast.kim, 0, set())
    Story.objects.filter(entry_id=story.entry_id).update(opens_at=timezone.now() - timedelta(seconds=1))
    assert stories.publish_planned() == 1
    assert len(open_to(cast.bo)) == 1
    assert stories.publish_planned() == 0


@pytest.mark.parametrize("why", ["left", "no communicator"])
def test_who_may_publish_no_more_publishes_nothing_and_keeps_nobody_from_it(cast, why):
    cast.bo.user.grants.create(kind="communicator")
    later = timezone.now() + timedelta(hours=1)
    hers = a_story(cast.bo, title="Hers", opens_at=later)
    a_story(cast.kim, title="Theirs", opens_at=later)
    if why == "left":
        mark_left(by=cast.ana, person=cast.bo)
    else:
        cast.bo.user.grants.all().delete()
    Story.objects.update(opens_at=timezone.now() - timedelta(seconds=1))
    assert stories.publish_planned() == 1
    assert open_to(cast.chen) == {"Theirs"}
    assert Story.objects.get(entry_id=hers.entry_id).planned_by is None


def test_a_planned_story_that_cannot_go_out_keeps_no_other_from_it(cast):
    place = Community.objects.create(name="Roasting", slug="roasting")
    Membership.objects.create(person=cast.kim, community=place)
    later = timezone.now() + timedelta(hours=1)
    stuck = a_story(cast.kim, title="Stuck", opens_at=later, to=To.those_in(place))
    a_story(cast.kim, title="Other", opens_at=later)
    Membership.objects.update(left_at=timezone.now())
    Story.objects.update(opens_at=timezone.now() - timedelta(seconds=1))
    assert stories.publish_planned() == 1
    assert open_to(cast.chen) == {"Other"}
    assert Story.objects.get(entry_id=stuck.entry_id).planned_by == cast.kim


def test_what_a_secret_community_holds_is_on_no_desk(cast, sign_in):
    place = Community.objects.create(name="The merger", slug="merger", access="secret")
    Membership.objects.create(person=cast.ana, community=place)
    cast.ana.user.grants.create(kind="communicator")
    with pytest.raises(Refused, match="not told outside"):
        a_draft(cast.ana, to=To.those_in(place))
    story = a_story(cast.ana, title="We buy them")
    Entry.objects.filter(id=story.entry_id).update(to_everyone=False, community=place)
    kim = sign_in(cast.kim)
    assert "We buy them" not in kim.get("/stories/desk/?show=running").content.decode()
    assert kim.get(f"/stories/{story.entry_id}/desk/").status_code == 404
    assert f"community:{place.id}" not in sign_in(cast.ana).get("/stories/desk/new/").content.decode()


def test_an_ended_story_leaves_the_list_and_the_river(cast):
    story = a_story(cast.kim)
    ended = stories.end_story(by=cast.kim, story=story)
    assert ended.ended_at is not None
    assert open_to(cast.bo) == set()
    assert not Entry.objects.in_river_of(cast.bo).filter(id=story.entry_id).exists()
    assert [each.entry_id for each in queries.ended(timezone.now())] == [story.entry_id]


def test_a_story_speaks_in_the_name_of_who_publishes_it(cast):
    draft = a_draft(cast.ana)
    assert stories.publish_story(by=cast.kim, story=draft).entry.author == cast.kim


def test_a_closed_window_cannot_be_published(cast):
    draft = a_draft(cast.kim, until=timezone.now() - timedelta(hours=1))
    with pytest.raises(Refused):
        stories.publish_story(by=cast.kim, story=draft)


def test_a_thrown_away_draft_leaves_the_desk_and_keeps_its_row(cast):
    draft = a_draft(cast.kim)
    stories.drop_story(by=cast.kim, story=draft)
    assert not queries.drafts().exists()
    assert Story.objects.filter(entry_id=draft.entry_id).exists()


def test_the_desk_writes_a_story_and_publishes_it(cast, sign_in):
    client = sign_in(cast.kim)
    answer = client.post("/stories/desk/new/", desk_form(then="publish", until="2099-05-22T18:00"))
    assert answer.status_code == 302
    story = queries.running(timezone.now()).get()
    assert (story.facts, story.hashtags) == (["One", "Two"], ["kahvi", "pool"])
    # half past three in Helsinki, or whatever her zone is, kept in UTC
    assert story.entry.until.isoformat() == "2099-05-22T15:00:00+00:00"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("text", " "),
        ("source_url", "javascript:alert(1)"),
        ("to", "community:nowhere"),
        ("until", "yesterday"),
        ("until", "2001-01-01T00:00"),
    ],
)
def test_the_desk_refuses_what_cannot_be_and_keeps_the_form(cast, sign_in, field, value):
    form = desk_form(opens_at="2002-01-01T00:00") | {field: value}
    answer = sign_in(cast.kim).post("/stories/desk/new/", form)
    assert answer.status_code == 422
    assert ("It warms the pool." in answer.text) is (field != "text")
    assert not Story.objects.exists()


def test_two_at_one_story_the_second_gets_both_texts(cast, sign_in):
    story, client = a_draft(cast.kim), sign_in(cast.kim)
    address = f"/stories/{story.entry_id}/desk/"
    client.post(address, desk_form(version="1", text="First words."))
    answer = client.post(address, desk_form(version="1", text="Second words."))
    assert answer.status_code == 422
    assert "First words." in answer.text
    assert "Second words." in answer.text


def test_a_published_story_keeps_its_readers(cast, sign_in):
    story = a_story(cast.kim)
    audience = Audience.objects.create(name="Turku")
    answer = sign_in(cast.kim).post(
        f"/stories/{story.entry_id}/desk/", desk_form(version=str(story.entry.version), to=f"audience:{audience.id}")
    )
    assert answer.status_code == 422
    assert Entry.objects.get(id=story.entry_id).to_everyone


@pytest.mark.parametrize("address", ["/stories/", "/stories/desk/", "/stories/desk/?show=running"])
def test_lists_run_the_same_queries_for_3_and_30(cast, sign_in, address):
    client, counts = sign_in(cast.kim), []
    for more in (3, 27):
        for _story in range(more):
            a_story(cast.kim)
            a_draft(cast.kim)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
