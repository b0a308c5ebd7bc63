"""What may be seen, over the whole cast: the QuerySet and the rule agree, and a secret community is told of nowhere."""

import pytest

from rostra.accounts.models import Grant
from rostra.communities.actions.memberships import leave
from rostra.communities.actions.requests import invite
from rostra.communities.footing import footing_of
from rostra.communities.models import Community, EntryTopic, Membership, Topic
from rostra.communities.rules import gathering as rules
from rostra.communities.search import find_communities, find_entries
from rostra.communities.suggestions import suggested_to
from rostra.communities.tests.gathering import gather, say
from rostra.communities.topics import find_topic, topics_like
from rostra.notices.models import Notice
from rostra.people.models import Follow


def test_the_rule_and_the_reading_agree_over_the_whole_cast(cast):
    three = gather(cast)
    invite(by=cast.bo, community=three.secret, person=cast.dara)
    leave(by=cast.chen, community=three.closed)
    for name, person in cast.everyone.items():
        for community in three:
            seen = Community.objects.visible_to(person).filter(id=community.id).exists()
            assert seen == rules.can_view(footing_of(person, community)), (name, community.access)


def test_nobody_knows_of_a_secret_community_but_who_is_in_it_or_asked_in(cast):
    secret = gather(cast).secret
    knows = {name for name, each in cast.everyone.items() if secret in Community.objects.visible_to(each)}
    assert knows == {"bo", "chen"}
    invite(by=cast.bo, community=secret, person=cast.dara)
    assert secret in Community.objects.visible_to(cast.dara)


def test_a_leaver_sees_no_community(cast):
    three = gather(cast)
    Membership.objects.create(person=cast.eve, community=three.secret)
    assert not Community.objects.visible_to(cast.eve).exists()
    assert not Community.objects.visible_to(None).exists()


def test_the_button_of_a_row_and_of_the_page_say_the_same(cast):
    three = gather(cast)
    invite(by=cast.bo, community=three.secret, person=cast.dara)
    invite(by=cast.bo, community=three.open, person=cast.hugo)
    leave(by=cast.chen, community=three.closed)
    Membership.objects.filter(person=cast.chen, community=three.open).update(
        left_at="2026-01-01T00:00Z", removed_by=cast.bo
    )
    for name, person in cast.everyone.items():
        for row in Community.objects.visible_to(person).with_footing_of(person):
            assert rules.doorway_of_row(row) == rules.doorway(footing_of(person, row)), (name, row.access)


@pytest.mark.parametrize("who", ["ana", "dara", "hugo", "kim"])
def test_a_secret_community_is_told_of_nowhere(cast, sign_in, who):
    secret = gather(cast).secret
    entry = say(cast.bo, secret, "A merger nobody knows of #merger")
    EntryTopic.objects.create(entry=entry, topic=Topic.objects.create(key="merger", name="merger"))
    stranger = getattr(cast, who)
    Follow.objects.create(follower=stranger, followed=cast.bo)
    client = sign_in(stranger)
    pages = [
        "/communities/", "/communities/?show=all", "/communities/?show=new", "/communities/?show=suggested",
        "/communities/?q=secret", "/communities/?q=cupping", "/communities/suggested/", "/topics/suggest/?q=mer",
        f"/communities/of/{cast.bo.id}/", f"/communities/of/{cast.chen.id}/", "/reports/",
    ]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "Secret cupping" not in answer.content.decode(), page
        assert "merger" not in answer.content.decode(), page
        assert secret.slug not in answer.content.decode(), page
    assert not [hit for hit in find_communities(stranger, "secret cupping", 10) if "Secret" in hit.title]
    assert find_entries(stranger, "merger", 10) == []
    assert secret not in suggested_to(stranger, limit=30)
    assert topics_like(stranger, "mer") == []
    assert not Notice.objects.filter(person=stranger, scope=secret.id).exists()


def test_a_secret_community_and_one_that_never_was_look_alike(cast, sign_in):
    secret = gather(cast).secret
    client = sign_in(cast.dara)
    paths = [
        "", "about/", "people/", "edit/", "requests/", "invitations/", "leaving/", f"people/{cast.chen.id}/",
    ]  # fmt: skip
    for path in paths:
        there, nowhere = client.get(f"/communities/{secret.slug}/{path}"), client.get(f"/communities/nowhere/{path}")
        assert (there.status_code, nowhere.status_code) == (404, 404), path
    for path in ("membership/", "mute/", "closure/", "requests/", "invitations/", f"people/{cast.chen.id}/level/"):
        there, nowhere = client.post(f"/communities/{secret.slug}/{path}"), client.post(f"/communities/nowhere/{path}")
        assert (there.status_code, nowhere.status_code) == (404, 404), path
    assert client.get("/topics/merger/").status_code == 404


def test_a_name_taken_by_a_secret_community_can_be_had(cast, sign_in):
    secret = gather(cast).secret
    answer = sign_in(cast.dara).post("/communities/", {"name": secret.name, "access": "open"})
    assert answer.status_code == 302
    made = Community.objects.get(name=secret.name, access="open")
    assert made.slug == "secret-cupping-club"


def test_an_administrator_does_not_see_into_a_secret_community_and_a_moderator_neither(cast):
    secret = gather(cast).secret
    Grant.objects.create(user=cast.hugo.user, kind="moderator")
    for person in (cast.ana, cast.hugo):
        on = footing_of(person, secret)
        assert not any((rules.can_view(on), rules.can_tend(on), rules.can_keep(on), rules.can_see_members(on)))


def test_being_asked_into_a_secret_community_does_not_show_who_is_in_it(cast, sign_in):
    secret = gather(cast).secret
    invite(by=cast.bo, community=secret, person=cast.dara)
    client = sign_in(cast.dara)
    page = client.get(f"/communities/{secret.slug}/")
    assert page.status_code == 200
    assert "Chen Li" not in page.content.decode()
    assert client.get(f"/communities/{secret.slug}/people/").status_code == 404
    assert "Secret" not in client.get(f"/communities/of/{cast.chen.id}/").content.decode()


def test_a_profile_shows_what_the_reader_may_know_of(cast, sign_in):
    gather(cast)
    to_chen = sign_in(cast.chen).get(f"/communities/of/{cast.bo.id}/").content.decode()
    to_dara = sign_in(cast.dara).get(f"/communities/of/{cast.bo.id}/").content.decode()
    assert "Secret cupping club" in to_chen
    assert "Secret cupping club" not in to_dara
    assert "Closed cupping club" in to_dara


def test_a_topic_shows_only_where_she_may_read_of_it(cast):
    three = gather(cast)
    topic = Topic.objects.create(key="burrs", name="burrs")
    EntryTopic.objects.create(entry=say(cast.bo, three.closed), topic=topic)
    assert topics_like(cast.dara, "bur") == []
    assert [each.key for each in topics_like(cast.chen, "bur")] == ["burrs"]
    EntryTopic.objects.create(entry=say(cast.bo, three.open), topic=topic)
    assert find_topic(cast.dara, "Burrs") == topic
