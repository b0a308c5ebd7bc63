from django.utils.safestring import SafeString

from rostra.communities.places import MyPlace
from rostra.home.deck import deck_of


def places(*counts):
    return [MyPlace("Roasting", "/", SafeString(""), count, current=False) for count in counts]


def test_the_deck_says_a_number_only_where_everything_was_counted():
    assert deck_of(places(2, 1), 0) == "Your communities brought 3 new entries."
    assert deck_of(places(100, 1), 0) == "Your communities brought more than 100 new entries."
    assert deck_of(places(0), 99) == "99 lines in your inbox are for you."
    assert deck_of(places(0), 100) == "More than 99 lines in your inbox are for you."
    assert "Nothing new" in deck_of(places(0), 0)
