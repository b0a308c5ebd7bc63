"""A permission is asked when it is used: what was given before a community narrowed, or before somebody left, opens nothing."""

from importlib import import_module
from itertools import product

import pytest
from django.apps import apps

from rostra.accounts.actions.grants import give_grant, take_grant
from rostra.accounts.models import Grant
from rostra.communities.actions import communities, memberships, requests
from rostra.communities.actions.units import let_go
from rostra.communities.footing import footing_of
from rostra.communities.hearers import To
from rostra.communities.models import Community, JoinRequest, Membership
from rostra.communities.rules import gathering as rules
from rostra.communities.tests.test_entries import say
from rostra.kit.errors import Forbidden
from rostra.ledger.actions import dispatch_waiting
from rostra.ledger.models import Fact
from rostra.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def club(cast) -> Community:
    """Bo owns it, Chen is a member, Hugo a moderator."""
    made = communities.make_community(by=cast.bo, name="Merger", access="open")
    for person in (cast.chen, cast.hugo):
        memberships.join(by=person, community=made)
    memberships.set_level(by=cast.bo, community=made, person=cast.hugo, level="moderator")
    return made


def narrow(cast, club, access="secret", name="Merger"):
    return communities.edit_community(by=cast.bo, community=club, name=name, about="", manners="", access=access)


def test_the_audit_page_forgets_what_it_told_of_a_community_that_became_secret(cast, club, sign_in):
    entry = say(cast.bo, To.those_in(club), "We buy them")
    requests.invite(by=cast.chen, community=club, person=cast.dara)
    everybody_else = say(cast.kim, To.all(), "For all")
    assert str(club.id) in sign_in(cast.ana).get("/console/audit/").content.decode()
    narrow(cast, club)
    page = sign_in(cast.ana).get("/console/audit/").content.decode()
    assert str(club.id) not in page
    assert str(entry.id) not in page
    shown = Fact.objects.filter(sealed=False)
    assert shown.filter(subject_id=everybody_else.id).exists()
    assert not shown.filter(kind__in=["communities.MemberJoined", "communities.PersonInvited"]).exists()


def is_open_to(person, club, sign_in) -> bool:
    """By every way in; they agree."""
    club.refresh_from_db()
    client, footing = sign_in(person), footing_of(person, club)
    seen = club in Community.objects.visible_to(person)
    listed = Community.objects.of_or_asked_in(person).filter(id=club.id).exists()
    page = client.get(f"/communities/{club.slug}/").status_code == 200
    told = Notice.objects.filter(person=person, kind="communities.invited").exists()
    assert footing.is_asked_in == listed == told
    assert seen == page == rules.can_view(footing)
    if not footing.is_asked_in:
        with pytest.raises(Forbidden):
            memberships.join(by=person, community=club)
    return footing.is_asked_in


def test_an_invitation_by_a_member_ends_when_the_community_becomes_secret(cast, club, sign_in):
    requests.invite(by=cast.chen, community=club, person=cast.dara)
    secret = say(cast.bo, To.those_in(club), body="We buy them.")
    narrow(cast, club)
    assert not is_open_to(cast.dara, club, sign_in)
    dara = sign_in(cast.dara)
    assert dara.post(f"/communities/{club.slug}/membership/").status_code == 404
    assert dara.put(f"/api/communities/{club.slug}/membership").status_code == 404
    assert dara.get(f"/entries/{secret.id}/").status_code == 404
    assert "Merger" not in dara.get("/communities/?show=mine").content.decode()


def test_one_by_who_tends_it_still_counts(cast, club, sign_in):
    requests.invite(by=cast.hugo, community=club, person=cast.dara)
    narrow(cast, club)
    assert footing_of(cast.dara, club).is_asked_in
    assert sign_in(cast.dara).get(f"/communities/{club.slug}/").status_code == 200
    memberships.join(by=cast.dara, community=club)


def leaves(cast, club):
    memberships.leave(by=cast.chen, community=club)


def is_removed(cast, club):
    memberships.remove_member(by=cast.bo, community=club, person=cast.chen, reason="Not kind.")


def leaves_the_company(cast, club):
    cast.chen.left_at = cast.eve.left_at
    cast.chen.save()
    let_go(people=[cast.chen.id])


def ends(cast, club):
    communities.close_community(by=cast.bo, community=club)


@pytest.mark.parametrize("happens", [leaves, is_removed, leaves_the_company, ends])
def test_and_when_its_sender_or_the_community_is_gone(cast, club, sign_in, happens):
    narrow(cast, club, "closed")
    requests.invite(by=cast.chen, community=club, person=cast.dara)
    assert is_open_to(cast.dara, club, sign_in)
    happens(cast, club)
    assert not is_open_to(cast.dara, club, sign_in)


def test_and_when_a_moderator_of_a_secret_one_is_moderator_no_more(cast, club, sign_in):
    narrow(cast, club)
    requests.invite(by=cast.hugo, community=club, person=cast.dara)
    assert is_open_to(cast.dara, club, sign_in)
    memberships.set_level(by=cast.bo, community=club, person=cast.hugo, level="member")
    assert not is_open_to(cast.dara, club, sign_in)


def test_and_when_an_administrator_is_administrator_no_more(cast, club, sign_in):
    narrow(cast, club, "closed")
    give_grant(by=None, user=cast.kim.user, kind=Grant.Kind.ADMINISTRATOR)
    requests.invite(by=cast.kim, community=club, person=cast.dara)
    assert is_open_to(cast.dara, club, sign_in)
    take_grant(by=None, grant=Grant.objects.get(user=cast.kim.user, kind=Grant.Kind.ADMINISTRATOR))
    dispatch_waiting()
    assert not is_open_to(cast.dara, club, sign_in)


def test_whoever_may_invite_invites_anew(cast, club, sign_in):
    requests.invite(by=cast.chen, community=club, person=cast.dara)
    narrow(cast, club)
    again = requests.invite(by=cast.bo, community=club, person=cast.dara)
    assert again is not None
    assert again.invited_by == cast.bo
    assert is_open_to(cast.dara, club, sign_in)


def test_the_rule_and_the_query_agree_over_the_whole_cast(cast, club):
    give_grant(by=None, user=cast.kim.user, kind=Grant.Kind.ADMINISTRATOR)
    Membership.objects.create(person=cast.eve, community=club)
    memberships.join(by=cast.dara, community=club)
    memberships.remove_member(by=cast.bo, community=club, person=cast.dara, reason="Not kind.")
    stood = set()
    for access, closed in product(["open", "closed", "secret"], [None, cast.eve.left_at]):
        Community.objects.filter(id=club.id).update(access=access, closed_at=closed)
        club.refresh_from_db()
        for inviter, asked in product(cast.everyone.values(), cast.everyone.values()):
            request = JoinRequest.objects.create(person=asked, community=club, invited_by=inviter)
            stands = rules.invitation_stands(footing_of(inviter, club), footing_of(asked, club))
            assert JoinRequest.objects.open().filter(id=request.id).exists() == stands, (inviter, asked, access, closed)
            stood.add(stands)
            request.delete()
    assert stood == {True, False}


def test_not_now_by_a_community_that_became_secret_is_said_without_a_word(cast, club):
    narrow(cast, club, "closed")
    asked = requests.ask_to_join(by=cast.dara, community=club)
    narrow(cast, club, name="Merger with Kaisla")
    requests.answer(by=cast.bo, request=asked, welcome=False)
    assert not Notice.objects.filter(person=cast.dara).exists()
    assert not JoinRequest.objects.filter(answered_at=None).exists()


def test_a_secret_community_has_no_speaking_address_and_leaves_its_old_one_to_others(cast, club, sign_in):
    assert club.slug == "merger"
    narrow(cast, club)
    assert "merger" not in club.slug
    assert sign_in(cast.dara).get("/communities/merger/").status_code == 404
    member = sign_in(cast.chen)
    assert member.get("/communities/merger/")["Location"] == f"/communities/{club.slug}/"
    assert member.get("/communities/merger/people/").status_code == 200
    assert member.get("/api/communities/merger").json()["slug"] == club.slug
    made = sign_in(cast.dara).post("/communities/", {"name": "Merger", "access": "open"})
    assert made["Location"] == "/communities/merger/", "as if there were no other"
    assert member.get("/communities/merger/").status_code == 200
    assert member.get("/api/communities/merger").json()["id"] != str(club.id)


@pytest.mark.parametrize("first", ["open", "secret"])
def test_making_one_whose_name_a_secret_one_bears_tells_nothing(cast, club, first, sign_in):
    if first == "secret":
        communities.make_community(by=cast.bo, name="Kaisla", access="secret")
    made = [
        sign_in(cast.dara).post("/communities/", {"name": "Kaisla", "access": access})["Location"]
        for access in ("secret", "open")
    ]
    assert made[1] == "/communities/kaisla/"
    assert "kaisla" not in made[0]


def test_becoming_visible_again_it_gets_an_address_of_its_name(cast, club):
    narrow(cast, club)
    narrow(cast, club, "open")
    assert club.slug == "merger"


def test_the_migration_hides_the_addresses_of_communities_that_are_secret_already(cast):
    for name, access in (("Merger", "secret"), ("Cupping", "open")):
        Community.objects.create(name=name, slug=name.lower(), access=access)
    import_module("rostra.communities.migrations.0006_former_addresses").hide_speaking_addresses(apps, None)
    hidden, shown = Community.objects.get(name="Merger"), Community.objects.get(name="Cupping")
    assert (shown.slug, hidden.former_addresses.get().slug) == ("cupping", "merger")
    assert hidden.slug.startswith("s-")
