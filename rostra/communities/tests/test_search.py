"""Finding communities by name and entries by words, and topics by their beginnings."""

import pytest

from rostra.communities import search
from rostra.communities.actions.communities import edit_community, make_community
from rostra.communities.models import Community
from rostra.communities.search import entries_saying, find_communities, find_entries
from rostra.communities.tests.gathering import gather, say
from rostra.kit.places import search_sources


@pytest.mark.parametrize("words", ["bar", "Bár mach", "machines bar", "machnes", "maschines", "espresso"])
def test_a_community_is_found_by_a_part_of_its_name_or_about_and_with_a_slip_of_the_finger(cast, words):
    club = make_community(by=cast.bo, name="Bar & Machines", about="Everything espresso")
    make_community(by=cast.bo, name="Green buying")
    assert [hit.title for hit in find_communities(cast.dara, words, 5)] == [club.name]


def test_a_community_is_found_by_its_new_name(cast):
    club = make_community(by=cast.bo, name="Bar & Machines")
    edit_community(by=cast.bo, community=club, name="Paahtimo", about="", manners="")
    assert find_communities(cast.dara, "machines", 5) == []
    assert len(find_communities(cast.dara, "päähtimo", 5)) == 1


@pytest.mark.parametrize("words", ["%", "_", "'; DROP", "a" * 5000, "\x00", "& | !", ":*", "()"])
def test_odd_words_find_nothing_and_break_nothing(cast, words):
    gather(cast)
    assert list(find_entries(cast.bo, words, 5)) == []
    assert all("Drop" not in hit.title for hit in find_communities(cast.bo, words, 5))


def test_entries_are_found_by_the_beginnings_of_their_words_without_accents(cast):
    club = gather(cast).open
    entry = say(cast.bo, club, "Paahtimossa kävi vieraita Málagasta")
    say(cast.bo, club, "Something else")
    for words in ("paahtimo", "malaga", "vierai kavi", "MÁLAGA"):
        assert list(entries_saying(cast.dara, words)) == [entry], words
    assert not entries_saying(cast.dara, "paahtimo teetä")


def test_what_stands_in_the_title_comes_first(cast):
    below = say(cast.bo, None, "water", title="About burrs")
    above = say(cast.bo, None, "burrs", title="About water")
    say(cast.bo, None, "nothing")
    assert list(entries_saying(cast.dara, "water")) == [above, below]


def test_only_the_newest_fitting_entries_are_ranked(cast, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 2)
    entries = [say(cast.bo, None, f"water {number}") for number in range(4)]
    assert set(entries_saying(cast.dara, "water")) == set(entries[2:])


def test_entries_are_found_only_by_who_may_read_them(cast):
    three = gather(cast)
    for community in three:
        say(cast.bo, community, "The plan")
    found = {name: len(find_entries(person, "plan", 9)) for name, person in cast.everyone.items()}
    assert found == {"ana": 1, "bo": 3, "chen": 3, "dara": 1, "eve": 0, "hugo": 1, "kim": 1}


def test_what_was_deleted_or_removed_is_not_found(cast):
    say(cast.bo, None, "The plan", deleted_at="2026-01-01T00:00Z")
    say(cast.bo, None, "The plan", removed_at="2026-01-01T00:00Z")
    assert list(find_entries(cast.bo, "plan", 9)) == []


def test_an_edit_is_found_at_once(cast):
    entry = say(cast.bo, None, "The plan")
    entry.body = "The design"
    entry.save()
    assert list(entries_saying(cast.dara, "plan")) == []
    assert list(entries_saying(cast.dara, "design")) == [entry]


def test_a_very_long_text_can_be_kept_and_its_beginning_found(cast):
    entry = say(cast.bo, None, "start " + " ".join(f"word{number}" for number in range(60_000)))
    assert list(entries_saying(cast.dara, "start")) == [entry]


def test_the_search_page_asks_both_sources_and_they_cost_one_statement_each(cast, django_assert_num_queries):
    for community in gather(cast):
        say(cast.bo, community, "cupping")
    Community.objects.update(about="cupping")
    for key in ("communities", "entries"):
        with django_assert_num_queries(1):
            assert len(search_sources[key].search(cast.chen, "cupping", 10)) == 3
