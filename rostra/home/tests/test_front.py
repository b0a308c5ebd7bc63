"""The front page: what came since she was here before this visit, in the rail and in a sentence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rostra.communities.models import Community, Entry, Membership
from rostra.communities.places import MOST, MyPlace
from rostra.communities.tests.gathering import gather, say
from rostra.home.deck import deck_of
from rostra.people.models import Person


@pytest.fixture
def club(cast):
    club = gather(cast).open
    Membership.objects.filter(person=cast.chen).update(seen_at=None, at=timezone.now() - timedelta(days=9))
    return club


def was_here(person, **ago):
    Person.objects.filter(id=person.id).update(river_seen_at=timezone.now() - timedelta(**ago))


def moved(entry, **ago):
    at = timezone.now() - timedelta(**ago)
    Entry.objects.filter(id=entry.id).update(published_at=at, active_at=at)
    Community.objects.filter(id=entry.community_id).update(last_active_at=at)


def test_new_is_what_came_since_the_last_visit_and_stays_new_during_this_one(cast, sign_in, club):
    moved(say(cast.bo, club, "Seen in the river yesterday"), days=2)
    moved(say(cast.bo, club, "Came this morning"), hours=2)
    was_here(cast.chen, days=1)
    chen = sign_in(cast.chen)
    for _look in range(2):
        assert "brought 1 new entry" in chen.get("/").content.decode()
    assert '<span class="n">1</span>' in chen.get("/people/").content.decode()


def test_on_her_first_visit_all_is_new_all_the_time(cast, sign_in, club):
    moved(say(cast.bo, club, "One"), days=2)
    moved(say(cast.bo, club, "Two"), hours=2)
    chen = sign_in(cast.chen)
    for _look in range(2):
        page = chen.get("/").content.decode()
        assert "brought 2 new entries" in page
        assert "You were here last" not in page


def test_who_looked_into_a_community_has_nothing_new_there(cast, sign_in, club):
    moved(say(cast.bo, club, "Came this morning"), hours=2)
    was_here(cast.chen, days=1)
    chen = sign_in(cast.chen)
    chen.get(f"/communities/{club.slug}/")
    assert "brought" not in chen.get("/").content.decode()


def test_a_number_that_was_not_counted_to_its_end_is_not_given_as_exact():
    place = MyPlace("Roasting", "/", "", MOST, False)
    assert deck_of([place, place], 0) == "Your communities brought more than 199 new entries."


def test_who_has_a_read_pointer_is_not_counted_from_when_she_was_made_a_member(cast, sign_in, club):
    """A list that is brought in makes members today who read before."""
    moved(say(cast.bo, club, "Came this morning"), hours=2)
    was_here(cast.chen, days=1)
    Membership.objects.filter(person=cast.chen).update(seen_at=timezone.now() - timedelta(days=2), at=timezone.now())
    assert "brought 1 new entry" in sign_in(cast.chen).get("/").content.decode()
