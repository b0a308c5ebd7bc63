from datetime import timedelta

import pytest
from django.utils import timezone

from rostra.advocacy import queries
from rostra.advocacy.actions.stories import end_story
from rostra.advocacy.counting import open_count
from rostra.advocacy.models import Story
from rostra.advocacy.tests.making import a_draft, a_story
from rostra.communities.actions.communities import make_community
from rostra.communities.actions.memberships import admit
from rostra.communities.hearers import To
from rostra.communities.models import Entry
from rostra.people.models import Audience, AudienceMember, Follow


@pytest.fixture
def shelf(cast):
    """Stories of every kind: to everyone, to a closed community, to an audience, to followers, ended, over, to come, a draft."""
    closed = make_community(by=cast.kim, name="Closed", access="closed")
    admit(person=cast.chen, community=closed, way="open", by=cast.chen)
    few = Audience.objects.create(name="Few", rule={"people": [str(cast.bo.id)]})
    AudienceMember.objects.create(audience=few, person=cast.bo)
    Follow.objects.create(follower=cast.dara, followed=cast.kim)
    a_story(cast.kim)
    a_story(cast.kim, to=To.those_in(closed))
    a_story(cast.kim, to=To.those_of(few))
    a_story(cast.kim, to=To.my_followers())
    end_story(by=cast.kim, story=a_story(cast.kim))
    over = a_story(cast.kim)
    Entry.objects.filter(id=over.entry_id).update(until=timezone.now() - timedelta(hours=1))
    later = a_story(cast.kim)
    Story.objects.filter(entry_id=later.entry_id).update(opens_at=timezone.now() + timedelta(hours=1))
    a_draft(cast.kim)


def test_the_hot_count_is_the_plain_one_for_everybody(cast, shelf):
    here = [person for person in cast.everyone.values() if person.is_here]
    counted = {person.name: open_count(person) for person in here}
    assert counted == {person.name: queries.open_stories(person, timezone.now()).count() for person in here}
    assert (counted["Ana Aalto"], counted["Chen Li"], counted["Bo Berg"], counted["Dara Díaz"]) == (1, 2, 2, 2)
