"""Units become communities; their people are in them, and whoever left stays out."""

import pytest
from django.db import transaction

from rostra.communities.actions.memberships import join, leave
from rostra.communities.actions.units import bring_people, gather_units, let_go
from rostra.communities.models import Community, Membership
from rostra.communities.tests.gathering import gather
from rostra.kit.ids import new_id
from rostra.ledger.actions import dispatch_waiting
from rostra.ledger.facts import Actor, record
from rostra.ledger.models import Delivery, Fact
from rostra.notices.models import Notice
from rostra.people.facts import PeopleImported, PersonChanged, PersonLeft, UnitsMade
from rostra.people.models import Person, Unit


def rows_of(cast, **access):
    units = {"roastery": cast.roastery, "cafes": cast.cafes, "office": cast.office}
    return [
        {"id": str(units[name].id), "name": units[name].name, "parent": None, "access": chosen}
        for name, chosen in access.items()
    ]


def names_in(community):
    return set(Membership.objects.current().filter(community=community).values_list("person__name", flat=True))


def test_a_list_makes_the_communities_chosen_and_puts_their_people_in(cast):
    units = rows_of(cast, roastery="open", cafes="closed", office="none")
    with transaction.atomic():
        record(UnitsMade(run=new_id(), units=units), by=Actor.house())
    dispatch_waiting()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}
    roastery, cafes = Community.objects.get(unit=cast.roastery), Community.objects.get(unit=cast.cafes)
    assert (roastery.access, cafes.access) == ("open", "closed")
    assert names_in(roastery) == {"Bo Berg", "Chen Li"}
    assert names_in(cafes) == {"Dara Díaz"}  # Eve has left
    assert (roastery.members_count, cafes.members_count) == (2, 1)
    assert not Community.objects.filter(unit=cast.office).exists()
    assert not Notice.objects.exists()
    assert Fact.objects.filter(kind="communities.UnitsGathered").count() == 1


def test_twice_changes_nothing(cast):
    units = rows_of(cast, roastery="open")
    gather_units(units=units, by=Actor.house())
    before = (Community.objects.count(), Membership.objects.count(), Fact.objects.count())
    gather_units(units=units, by=Actor.house())
    assert (Community.objects.count(), Membership.objects.count(), Fact.objects.count()) == before


def test_nobody_who_left_a_community_is_put_back(cast):
    gather_units(units=rows_of(cast, roastery="open"), by=Actor.house())
    club = Community.objects.get(unit=cast.roastery)
    leave(by=cast.chen, community=club)
    assert bring_people() == 0
    assert bring_people([cast.chen.id]) == 0
    assert names_in(club) == {"Bo Berg"}


def test_who_changes_unit_is_taken_in_there_and_stays_where_she_was(cast):
    gather_units(units=rows_of(cast, roastery="open", cafes="open"), by=Actor.house())
    Person.objects.filter(id=cast.chen.id).update(unit=cast.cafes)
    with transaction.atomic():
        record(PersonChanged(person=cast.chen.id, fields=["unit"]), by=Actor.house())
    dispatch_waiting()
    assert "Chen Li" in names_in(Community.objects.get(unit=cast.roastery))
    assert "Chen Li" in names_in(Community.objects.get(unit=cast.cafes))


def test_bulk_and_by_hand_leave_the_same_rows(cast):
    gather_units(units=rows_of(cast, roastery="open"), by=Actor.house())
    club = Community.objects.get(unit=cast.roastery)
    join(by=cast.dara, community=club)
    by_hand = Membership.objects.get(person=cast.dara, community=club)
    in_bulk = Membership.objects.get(person=cast.bo, community=club)
    same = ("level", "muted", "left_at", "removed_by_id", "removed_because")
    assert [getattr(by_hand, name) for name in same] == [getattr(in_bulk, name) for name in same]
    assert by_hand.seen_at is not None
    assert in_bulk.seen_at is not None
    club.refresh_from_db()
    assert club.members_count == 3


def test_two_units_of_one_name_are_told_apart_by_the_unit_above(cast):
    made = []
    for parent in (cast.roastery, cast.cafes, cast.office):
        unit = Unit.objects.create(name="Sales", parent=parent)
        made.append({"id": str(unit.id), "name": "Sales", "parent": str(parent.id), "access": "open"})
    gather_units(units=[*rows_of(cast, roastery="none", cafes="none", office="none"), *made], by=Actor.house())
    assert set(Community.objects.values_list("name", flat=True)) == {"Sales", "Sales (Cafés)", "Sales (Office)"}
    assert set(Community.objects.values_list("slug", flat=True)) == {"sales", "sales-cafes", "sales-office"}


def test_a_leaver_is_let_go_and_taken_in_again_when_she_comes_back(cast):
    gather_units(units=rows_of(cast, roastery="open"), by=Actor.house())
    club = Community.objects.get(unit=cast.roastery)
    Person.objects.filter(id=cast.chen.id).update(left_at="2026-01-01T00:00Z")
    with transaction.atomic():
        record(PersonLeft(person=cast.chen.id), by=Actor.house())
    dispatch_waiting()
    club.refresh_from_db()
    assert (names_in(club), club.members_count) == ({"Bo Berg"}, 1)
    Person.objects.filter(id=cast.chen.id).update(left_at=None)
    assert bring_people([cast.chen.id]) == 1


def test_who_left_by_a_list_is_let_go(cast):
    gather_units(units=rows_of(cast, roastery="open"), by=Actor.house())
    Person.objects.filter(id=cast.chen.id).update(left_at="2026-01-01T00:00Z")
    counts = {"new": 0, "changed": 0, "unchanged": 6, "returned": 0, "left_out": 0}
    with transaction.atomic():
        record(PeopleImported(run=new_id(), left=[cast.chen.id], **counts), by=Actor.house())
    dispatch_waiting()
    assert not Membership.objects.filter(person=cast.chen).exists()


def test_a_secret_community_whose_owner_left_the_company_is_kept_by_the_next_in_line(cast):
    secret = gather(cast).secret
    Person.objects.filter(id=cast.bo.id).update(left_at="2026-01-01T00:00Z")
    let_go(people=[cast.bo.id])
    assert Membership.objects.get(person=cast.chen, community=secret).level == "owner"


@pytest.mark.parametrize("access", ["open", "closed"])
def test_a_hundred_units_take_the_same_statements_as_one(cast, access, django_assert_max_num_queries):
    units = [Unit.objects.create(name=f"Unit {number}") for number in range(100)]
    rows = [{"id": str(unit.id), "name": unit.name, "parent": None, "access": access} for unit in units]
    with django_assert_max_num_queries(12):
        gather_units(units=rows, by=Actor.house())
    assert Community.objects.filter(access=access).count() == 100
