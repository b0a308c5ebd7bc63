"""Coming in, going, levels: the verbs one by one, then in any order."""

import random

import pytest

from rostra.communities.actions import communities, memberships, requests
from rostra.communities.footing import footing_of
from rostra.communities.models import Community, JoinRequest, Membership
from rostra.communities.places import my_places
from rostra.communities.tests.gathering import gather, say
from rostra.kit.errors import Forbidden, Refused
from rostra.ledger.models import Fact
from rostra.notices.models import Notice
from rostra.people.models import Person


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("at").values_list("kind", flat=True))


def test_anyone_joins_an_open_community_without_belonging_to_its_unit(cast):
    unit = communities.make_community(by=cast.bo, name="Roastery")
    Community.objects.filter(id=unit.id).update(unit=cast.roastery)
    unit.refresh_from_db()
    assert cast.dara.unit != cast.roastery
    memberships.join(by=cast.dara, community=unit)
    memberships.join(by=cast.dara, community=unit)
    unit.refresh_from_db()
    assert unit.members_count == 2
    assert Fact.objects.filter(kind="communities.MemberJoined", subject_id=unit.id).count() == 1


def test_nobody_walks_into_a_closed_or_secret_community(cast):
    three = gather(cast)
    for community in (three.closed, three.secret):
        with pytest.raises(Forbidden):
            memberships.join(by=cast.dara, community=community)


def test_whoever_leaves_keeps_her_row_and_may_come_back(cast):
    club = gather(cast).open
    memberships.leave(by=cast.chen, community=club)
    row = Membership.objects.get(person=cast.chen, community=club)
    assert row.left_at is not None
    assert club.members_count == 1
    memberships.join(by=cast.chen, community=club)
    row.refresh_from_db()
    assert (row.left_at, row.level) == (None, "member")


def test_asking_is_told_to_who_keeps_it_and_the_answer_to_who_asked(cast):
    club = gather(cast).closed
    request = requests.ask_to_join(by=cast.dara, community=club, words="I taste things")
    assert told(cast.bo) == ["communities.asked"]
    assert told(cast.chen) == []
    requests.answer(by=cast.bo, request=request, welcome=True)
    assert told(cast.dara) == ["communities.welcomed"]
    assert told(cast.bo) == []  # answered, so nothing is left to do
    assert footing_of(cast.dara, club).is_in
    requests.answer(by=cast.bo, request=request, welcome=True)
    club.refresh_from_db()
    assert club.members_count == 3


def test_after_not_now_one_asks_again_in_a_week(cast):
    club = gather(cast).closed
    request = requests.ask_to_join(by=cast.dara, community=club)
    requests.answer(by=cast.bo, request=request, welcome=False)
    assert told(cast.dara) == ["communities.not_now"]
    with pytest.raises(Refused):
        requests.ask_to_join(by=cast.dara, community=club)
    JoinRequest.objects.update(answered_at="2020-01-01T00:00Z")
    assert requests.ask_to_join(by=cast.dara, community=club).answered_at is None


def test_a_question_taken_back_may_be_asked_again_at_once(cast):
    club = gather(cast).closed
    requests.withdraw(by=cast.dara, request=requests.ask_to_join(by=cast.dara, community=club))
    assert told(cast.bo) == []
    requests.ask_to_join(by=cast.dara, community=club)


def test_a_stranger_may_not_answer_who_asks(cast):
    club = gather(cast).closed
    request = requests.ask_to_join(by=cast.dara, community=club)
    for other in (cast.chen, cast.dara, cast.kim):
        with pytest.raises(Forbidden):
            requests.answer(by=other, request=request, welcome=True)


def test_whoever_is_asked_in_answers_herself(cast):
    club = gather(cast).secret
    with pytest.raises(Forbidden):
        requests.invite(by=cast.chen, community=club, person=cast.dara)  # members of a secret one do not ask in
    request = requests.invite(by=cast.bo, community=club, person=cast.dara)
    assert told(cast.dara) == ["communities.invited"]
    assert not footing_of(cast.dara, club).is_in
    memberships.join(by=cast.dara, community=club)
    request.refresh_from_db()
    assert request.welcome
    assert told(cast.dara) == []


def test_saying_no_to_a_secret_community_makes_it_vanish_again(cast):
    club = gather(cast).secret
    request = requests.invite(by=cast.bo, community=club, person=cast.dara)
    requests.withdraw(by=cast.dara, request=request)
    assert club not in Community.objects.visible_to(cast.dara)
    assert told(cast.dara) == []


def test_losing_access_forgets_what_stood_in_the_inbox(cast):
    three = gather(cast)
    for community in three:
        requests.invite(by=cast.bo, community=community, person=cast.dara)
        memberships.set_level(by=cast.bo, community=community, person=cast.chen, level="moderator")
    assert told(cast.chen) == ["communities.level"] * 3
    for community in three:
        memberships.leave(by=cast.chen, community=community)
    assert list(Notice.objects.filter(person=cast.chen).values_list("scope", flat=True)) == [three.open.id]


def test_the_last_owner_of_a_secret_community_names_who_keeps_it(cast):
    club = gather(cast).secret
    with pytest.raises(Refused):
        memberships.leave(by=cast.bo, community=club)
    with pytest.raises(Refused):
        memberships.leave(by=cast.bo, community=club, heir=cast.dara)
    memberships.leave(by=cast.bo, community=club, heir=cast.chen)
    assert footing_of(cast.chen, club).level == "owner"
    memberships.leave(by=cast.chen, community=club)
    club.refresh_from_db()
    assert club.closed_at is not None
    assert club.members_count == 0


def test_an_open_community_without_owner_is_kept_by_administrators(cast):
    club = gather(cast).closed
    memberships.leave(by=cast.bo, community=club)
    requests.ask_to_join(by=cast.dara, community=club)
    assert told(cast.ana) == ["communities.asked"]
    memberships.set_level(by=cast.ana, community=club, person=cast.chen, level="owner")
    assert footing_of(cast.chen, club).level == "owner"


def test_the_last_owner_stays_one_until_there_is_another(cast):
    club = gather(cast).open
    with pytest.raises(Refused):
        memberships.set_level(by=cast.bo, community=club, person=cast.bo, level="member")
    memberships.set_level(by=cast.bo, community=club, person=cast.chen, level="owner")
    memberships.set_level(by=cast.bo, community=club, person=cast.bo, level="member")
    with pytest.raises(Forbidden):
        memberships.set_level(by=cast.bo, community=club, person=cast.chen, level="member")


def test_who_is_removed_is_told_why_and_may_only_ask_to_come_back(cast):
    club = gather(cast).open
    with pytest.raises(Refused):
        memberships.remove_member(by=cast.bo, community=club, person=cast.chen, reason="  ")
    memberships.remove_member(by=cast.bo, community=club, person=cast.chen, reason="Sells insurance here")
    notice = Notice.objects.get(person=cast.chen, kind="communities.sent_away")
    assert notice.words["reason"] == "Sells insurance here"
    assert notice.by is None
    with pytest.raises(Forbidden):
        memberships.join(by=cast.chen, community=club)
    request = requests.ask_to_join(by=cast.chen, community=club)
    requests.answer(by=cast.bo, request=request, welcome=True)
    assert footing_of(cast.chen, club).level == "member"


def test_a_moderator_removes_members_but_neither_moderators_nor_owners(cast):
    club = gather(cast).open
    memberships.set_level(by=cast.bo, community=club, person=cast.chen, level="moderator")
    memberships.join(by=cast.dara, community=club)
    memberships.join(by=cast.kim, community=club)
    memberships.set_level(by=cast.bo, community=club, person=cast.kim, level="moderator")
    for person in (cast.kim, cast.bo, cast.chen):
        with pytest.raises(Forbidden):
            memberships.remove_member(by=cast.chen, community=club, person=person, reason="No")
    memberships.remove_member(by=cast.chen, community=club, person=cast.dara, reason="Yes")
    with pytest.raises(Forbidden):
        memberships.remove_member(by=cast.hugo, community=club, person=cast.kim, reason="No")


def test_what_happens_in_a_secret_community_is_sealed(cast):
    three = gather(cast)
    requests.invite(by=cast.bo, community=three.secret, person=cast.dara)
    kinds = dict(Fact.objects.filter(subject_id=three.secret.id).values_list("kind", "sealed"))
    assert kinds
    assert all(kinds.values())
    assert not any(Fact.objects.filter(subject_id=three.open.id).values_list("sealed", flat=True))


def test_an_ended_community_takes_nobody_in_and_goes_on_when_taken_up(cast):
    club = gather(cast).open
    with pytest.raises(Forbidden):
        communities.close_community(by=cast.chen, community=club)
    communities.close_community(by=cast.bo, community=club)
    communities.close_community(by=cast.bo, community=club)
    with pytest.raises(Forbidden):
        memberships.join(by=cast.dara, community=club)
    assert Fact.objects.filter(kind="communities.CommunityClosed").count() == 1
    communities.reopen_community(by=cast.bo, community=club)
    memberships.join(by=cast.dara, community=club)


def test_once_something_was_said_a_community_does_not_open_wider(cast):
    three = gather(cast)
    say(cast.bo, three.closed)
    words = {"name": three.closed.name, "about": "", "manners": ""}
    with pytest.raises(Refused):
        communities.edit_community(by=cast.bo, community=three.closed, access="open", **words)
    three.closed.refresh_from_db()
    communities.edit_community(by=cast.bo, community=three.closed, access="secret", **words)
    words["name"] = three.secret.name
    communities.edit_community(by=cast.bo, community=three.secret, access="open", **words)


def test_a_community_that_becomes_closed_is_forgotten_by_strangers_inboxes(cast):
    club = gather(cast).open
    requests.invite(by=cast.bo, community=club, person=cast.dara)
    communities.edit_community(by=cast.bo, community=club, name=club.name, about="", manners="", access="closed")
    assert told(cast.dara) == []


def test_two_communities_of_one_name_are_refused_and_the_words_are_kept(cast, sign_in):
    gather(cast)
    answer = sign_in(cast.dara).post("/communities/", {"name": "OPEN cupping  club", "about": "Mine", "access": "open"})
    assert answer.status_code == 422
    assert "Mine" in answer.content.decode()
    assert "There is a community of that name already" in answer.content.decode()


@pytest.mark.parametrize("name", ["", "x", "y" * 81, "\x00\x01", "   "])
def test_a_name_that_is_none_is_refused(cast, name):
    with pytest.raises(Refused):
        communities.make_community(by=cast.bo, name=name)


@pytest.mark.parametrize(("name", "slug"), [("Äiti & lapsi", "aiti-lapsi"), ("咖啡", "community"), ("New", "new-2")])
def test_every_name_gets_an_address(cast, name, slug):
    assert communities.make_community(by=cast.bo, name=name).slug == slug


def test_the_rail_counts_what_is_new_and_no_further_than_past_99(cast, django_assert_num_queries):
    club = gather(cast).open
    for number in range(103):
        say(cast.bo, club, f"Word {number}")
    Community.objects.filter(id=club.id).update(last_active_at="2100-01-01T00:00Z")
    with django_assert_num_queries(1):
        places = my_places(cast.chen)
    assert [place.count for place in places if place.name == club.name] == [100]
    memberships.mark_seen(by=cast.chen, community=club)
    assert not any(place.count for place in my_places(cast.chen))


def test_a_muted_community_counts_nothing_and_stands_last(cast):
    three = gather(cast)
    say(cast.bo, three.open)
    Community.objects.filter(id=three.open.id).update(last_active_at="2100-01-01T00:00Z")
    memberships.set_muted(by=cast.chen, community=three.open, muted=True)
    places = my_places(cast.chen)
    assert (places[-1].name, places[-1].count) == (three.open.name, 0)


def test_eight_communities_stand_in_the_rail_the_latest_active_first(cast):
    for number in range(12):
        community = communities.make_community(by=cast.bo, name=f"Place {number}")
        Community.objects.filter(id=community.id).update(last_active_at=f"2026-01-{number + 1:02}T00:00Z")
    assert [place.name for place in my_places(cast.bo)] == [f"Place {number}" for number in range(11, 3, -1)]


def holds(community: Community) -> None:
    """What must be so whatever was done: the count is right, levels go with being in, one open question a person."""
    community.refresh_from_db()
    rows = list(Membership.objects.filter(community=community))
    assert community.members_count == sum(row.left_at is None for row in rows)
    assert all(row.level == "member" for row in rows if row.left_at is not None)
    waiting = list(JoinRequest.objects.filter(community=community, answered_at=None).values_list("person", flat=True))
    assert len(waiting) == len(set(waiting))
    inside = {row.person_id for row in rows if row.left_at is None}
    assert not inside & set(waiting)
    if community.is_secret and inside:
        assert any(row.level == "owner" and row.left_at is None for row in rows)
    if community.is_secret:
        strangers = set(Notice.objects.filter(scope=community.id).values_list("person_id", flat=True))
        assert strangers <= inside | set(waiting)


def one_step(dice: random.Random, people: list[Person], three) -> bool:
    """One random verb; whether it was allowed."""
    by, other, community = dice.choice(people), dice.choice(people), dice.choice(list(three))
    waiting = JoinRequest.objects.filter(community=community, answered_at=None).select_related("community", "person")
    levels = Membership.Level.values
    acts = [
        lambda: memberships.join(by=by, community=community),
        lambda: memberships.leave(by=by, community=community, heir=dice.choice([None, other])),
        lambda: memberships.set_level(by=by, community=community, person=other, level=dice.choice(levels)),
        lambda: memberships.remove_member(by=by, community=community, person=other, reason="So"),
        lambda: memberships.set_muted(by=by, community=community, muted=True),
        lambda: requests.ask_to_join(by=by, community=community),
        lambda: requests.invite(by=by, community=community, person=other),
        lambda: requests.answer(by=by, request=dice.choice(list(waiting)), welcome=dice.random() < 0.7),
        lambda: requests.withdraw(by=by, request=dice.choice(list(waiting))),
    ]
    try:
        dice.choice(acts)()
    except (Forbidden, Refused, IndexError):
        return False
    return True


@pytest.mark.parametrize("seed", range(12))
def test_whatever_people_do_in_any_order_the_community_stays_whole(cast, seed):
    dice = random.Random(seed)
    three = gather(cast)
    people = [cast.ana, cast.bo, cast.chen, cast.dara, cast.hugo, cast.kim]
    done = 0
    for _step in range(60):
        done += one_step(dice, people, three)
        for community in three:
            holds(community)
    assert done > 10


def test_ones_own_page_does_not_say_of_each_community_that_one_is_in_it(cast, sign_in):
    gather(cast)
    own = sign_in(cast.chen).get(f"/communities/of/{cast.chen.id}/").content.decode()
    hers = sign_in(cast.bo).get(f"/communities/of/{cast.chen.id}/").content.decode()
    assert "Open cupping club" in own
    assert "You are in" not in own
    assert "You are in" in hers


def test_who_has_no_title_and_no_unit_is_shown_without_signs_between_nothing(cast, sign_in):
    three = gather(cast)
    Person.objects.filter(id__in=[cast.dara.id, cast.bo.id]).update(title="", unit=None)
    requests.ask_to_join(by=cast.dara, community=three.closed)
    asking = sign_in(cast.bo).get(f"/communities/{three.closed.slug}/requests/").content.decode()
    assert '<span class="fine"><time' in asking
    inside = sign_in(cast.bo).get(f"/communities/{three.closed.slug}/people/").content.decode()
    assert '<span class="fine">Keeps it</span>' in inside
    Person.objects.filter(id=cast.bo.id).update(unit=cast.roastery)
    inside = sign_in(cast.bo).get(f"/communities/{three.closed.slug}/people/").content.decode()
    assert '<span class="fine">Keeps it. Roastery</span>' in inside
