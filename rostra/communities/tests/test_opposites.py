"""Pressing and taking back at one moment, by many: real requests, threads and transactions. Nobody is told that the house broke.

A deadlock is not tried again here, so that verbs which lock in two orders are found.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client

from rostra.accounts.models import User
from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.communities import make_community
from rostra.communities.actions.entries import publish_entry
from rostra.communities.actions.memberships import join, leave, set_level
from rostra.communities.actions.requests import ask_to_join, invite
from rostra.communities.actions.units import bring_people, let_go
from rostra.communities.hearers import To
from rostra.communities.models import Community, JoinRequest, Membership, Reaction, Topic
from rostra.company.models import Company
from rostra.kit import deadlocks
from rostra.notices.models import Notice
from rostra.people.models import Person, Unit
from rostra.server.paces import PACES

UNDERSTOOD = {200, 201, 204, 302, 403, 404, 422}  # done, or a no that says why
HALF = 10

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _house(settings, monkeypatch):
    Company.objects.update_or_create(id=1, defaults={"name": "Aamuvalle", "languages": ["en"], "language": "en"})
    settings.PACES = dict.fromkeys(PACES, (10000, 1))
    monkeypatch.setattr(deadlocks, "TRIES", 1)


def come(name: str, unit: Unit | None = None) -> Person:
    email = f"{name.lower().replace(' ', '.')}@crowd.example"
    user = User.objects.create(email=email, password="!")
    return Person.objects.create(
        user=user, name=name, sort_key=name, find_text=f" {name.lower()}", email=email, unit=unit
    )


def crowd(count: int = 2 * HALF) -> list[Person]:
    return [come(f"{chr(65 + number)}na Crowd") for number in range(count)]


def press(person: Person, method: str, path: str, data: dict[str, str] | None = None):
    """A button, as a call to make later: its answer's status, or what the server ran into."""
    client = Client(raise_request_exception=False)
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def now() -> int:
        form = (data or {}) | ({"_method": "delete"} if method == "DELETE" else {})
        if path.startswith("/api/"):
            return getattr(client, method.lower())(path).status_code
        if method == "GET":
            return client.get(path).status_code
        return client.post(path, form).status_code

    return now


def at_once(calls) -> list[object]:
    ready = threading.Barrier(len(calls))

    def one(call):
        try:
            ready.wait(60)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def everybody_understands(calls) -> None:
    answers = at_once(calls)
    assert set(answers) <= UNDERSTOOD, sorted(answers)


def gathering(access: str = "open") -> tuple[Person, Community]:
    owner = come("Owner")
    return owner, make_community(by=owner, name="Roasting", access=access)


@pytest.mark.parametrize("way", ["pages", "api"])
def test_twenty_press_join_and_leave_at_once(way):
    _owner, community = gathering()
    people = crowd()
    for person in people:
        join(by=person, community=community)
        leave(by=person, community=community)
    page, api = f"/communities/{community.slug}/membership/", f"/api/communities/{community.slug}/membership"
    path, enter = (page, "POST") if way == "pages" else (api, "PUT")
    everybody_understands([press(person, method, path) for person in people for method in ("DELETE", enter)])
    community.refresh_from_db()
    assert community.members_count == Membership.objects.filter(community=community, left_at=None).count()


def test_one_who_joins_and_leaves_in_ten_windows():
    _owner, community = gathering()
    person = come("Hasty")
    path = f"/communities/{community.slug}/membership/"
    everybody_understands([press(person, method, path) for method in ("POST", "DELETE") * HALF])
    community.refresh_from_db()
    assert community.members_count == Membership.objects.filter(community=community, left_at=None).count()


def test_joining_and_leaving_while_it_is_narrowed_and_levels_move():
    owner, community = gathering()
    people = crowd()
    for person in people[:HALF]:
        join(by=person, community=community)
    path = f"/communities/{community.slug}/"
    edits = [
        press(owner, "POST", f"{path}edit/", {"name": "Roasting", "about": str(n), "access": "closed"})
        for n in range(4)
    ]
    levels = [press(owner, "POST", f"{path}people/{person.id}/level/", {"level": "moderator"}) for person in people[:4]]
    removals = [
        press(owner, "DELETE", f"{path}people/{person.id}/", {"reason": "Not kind."}) for person in people[4:HALF]
    ]
    joins = [press(person, "POST", f"{path}membership/") for person in people[HALF:]]
    leaves = [press(person, "DELETE", f"{path}membership/") for person in people[:HALF]]
    everybody_understands(edits + levels + removals + joins + leaves)
    community.refresh_from_db()
    assert community.members_count == Membership.objects.filter(community=community, left_at=None).count()


def test_asking_withdrawing_and_answering():
    owner, community = gathering("closed")
    second = come("Second")
    bring = Membership.objects.create(person=second, community=community)
    set_level(by=owner, community=community, person=second, level="owner")
    people = crowd()
    asked = [ask_to_join(by=person, community=community) for person in people]
    calls = [press(row.person, "DELETE", f"/join-requests/{row.id}/") for row in asked[:HALF]]
    calls += [press(row.person, "POST", f"/communities/{community.slug}/requests/") for row in asked]
    for keeper in (owner, second):
        calls += [press(keeper, "POST", f"/join-requests/{row.id}/answer/", {"welcome": "yes"}) for row in asked[::2]]
        calls += [press(keeper, "POST", f"/join-requests/{row.id}/answer/", {"welcome": "no"}) for row in asked[1::2]]
        calls += [
            press(keeper, "POST", f"/communities/{community.slug}/invitations/", {"person": str(person.id)})
            for person in people[:HALF]
        ]
    everybody_understands(calls)
    community.refresh_from_db()
    inside = Membership.objects.filter(community=community, left_at=None)
    assert bring.community_id == community.id
    assert community.members_count + 1 == inside.count(), "one row was put in by hand"
    assert not JoinRequest.objects.filter(answered_at=None, person__in=inside.values("person")).exists()


def test_inviting_accepting_and_declining():
    owner, community = gathering("closed")
    people = crowd()
    asked = [invite(by=owner, community=community, person=person) for person in people]
    calls = [press(row.person, "DELETE", f"/join-requests/{row.id}/") for row in asked]
    calls += [press(row.person, "POST", f"/communities/{community.slug}/membership/") for row in asked]
    calls += [press(owner, "DELETE", f"/join-requests/{row.id}/") for row in asked[:HALF]]
    everybody_understands(calls)
    community.refresh_from_db()
    assert community.members_count == Membership.objects.filter(community=community, left_at=None).count()


@pytest.mark.parametrize("what", ["thanks", "bookmark"])
def test_thanking_or_keeping_and_taking_it_back(what):
    entry = publish_entry(by=come("Author"), to=To.all(), body="First light.")
    people = crowd(HALF)
    path = f"/entries/{entry.id}/{what}/"
    everybody_understands([press(person, method, path) for person in people for method in ("POST", "DELETE", "POST")])
    hasty = [press(people[0], method, path) for method in ("POST", "DELETE") * HALF]
    for _round in range(5):
        everybody_understands(hasty)
    entry.refresh_from_db()
    assert entry.thanks_count == Reaction.objects.filter(entry=entry).count()


def test_thanking_what_is_answered_edited_and_deleted():
    author = come("Author")
    entry = publish_entry(by=author, to=To.all(), body="First light. #a")
    people = crowd(8)
    comments = [post_comment(by=person, entry=entry, body="Yes.") for person in people]
    calls = [press(person, "POST", f"/entries/{entry.id}/thanks/") for person in people]
    calls += [press(person, "POST", f"/comments/{comments[0].id}/thanks/") for person in people[1:]]
    calls += [press(person, "POST", f"/entries/{entry.id}/comments/", {"body": "Me too."}) for person in people]
    calls += [press(c.author, "POST", f"/comments/{c.id}/edit/", {"body": "No.", "version": "1"}) for c in comments[:4]]
    calls += [press(c.author, "DELETE", f"/comments/{c.id}/") for c in comments[4:]]
    calls += [press(author, "POST", f"/entries/{entry.id}/edit/", {"body": "Dusk. #b #a", "version": "1"})]
    calls += [
        press(author, "DELETE", f"/entries/{entry.id}/"),
        press(author, "POST", f"/entries/{entry.id}/restoration/"),
    ]
    everybody_understands(calls)


def test_reading_an_inbox_as_a_whole_while_what_it_tells_of_is_taken_away():
    author, people = come("Author"), crowd(6)
    named = " ".join(f"@{person.name}" for person in people)
    entries = [publish_entry(by=author, to=To.all(), body=f"{named} {number}") for number in range(6)]
    assert Notice.objects.count() == 36
    calls = [press(person, "POST", "/inbox/reading/") for person in people]
    calls += [press(person, "GET", f"/entries/{entry.id}/") for person in people[:3] for entry in entries[:2]]
    calls += [press(author, "DELETE", f"/entries/{entry.id}/") for entry in entries[::2]]
    edit = {"body": f"{named} again", "version": "1"}
    calls += [press(author, "POST", f"/entries/{entry.id}/edit/", edit) for entry in entries[1::2]]
    everybody_understands(calls)


def test_posts_with_the_same_new_topics_in_two_orders():
    """Both wait for the topic in the middle, each with its own half in hand; then that is free."""
    people, names = crowd(2), [f"#t{number}" for number in range(9)]
    bodies = [" ".join(names), " ".join(reversed(names))]
    posts = [
        press(person, "POST", "/entries/", {"body": body, "to": "everyone"})
        for person, body in zip(people, bodies, strict=True)
    ]
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Topic.objects.create(key="t4", name="t4")
            answers = pool.submit(at_once, posts)
            _wait_until_waiting(2)
        assert answers.result(60) == [302, 302]


def _wait_until_waiting(count: int) -> None:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    for _look in range(600):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0] >= count:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")


def test_following_and_unfollowing():
    followed, people = come("Followed"), crowd(HALF)
    path = f"/people/{followed.id}/following/"
    everybody_understands([press(person, method, path) for person in people for method in ("POST", "DELETE", "POST")])
    hasty = [press(people[0], method, path) for method in ("POST", "DELETE") * HALF]
    for _round in range(5):
        everybody_understands(hasty)


def test_wishes_sent_by_two_windows():
    person = come("Hasty")
    for _round in range(3):
        everybody_understands([press(person, "POST", "/inbox/wishes/", {"days": "1"}) for _window in range(HALF)])


def test_a_list_takes_people_in_while_they_join_and_others_leave():
    unit = Unit.objects.create(name="Roastery")
    communities = [Community.objects.create(name="Roastery", slug="roastery", unit=unit)]
    people = [come(f"Crowd {number}", unit) for number in range(2 * HALF)]
    for person in people[:HALF]:
        join(by=person, community=communities[0])
    gone = people[:3]
    Person.objects.filter(id__in=[person.id for person in gone]).update(left_at="2026-01-01T00:00Z")
    path = "/communities/roastery/membership/"
    calls = [press(person, "POST", path) for person in people[HALF:]]
    calls += [press(person, "DELETE", path) for person in people[3:HALF]]
    calls += [lambda: (bring_people(), 200)[1]] * 3 + [lambda: (let_go(people=[p.id for p in gone]), 200)[1]] * 2
    everybody_understands(calls)
    communities[0].refresh_from_db()
    inside = Membership.objects.filter(community=communities[0], left_at=None).count()
    assert communities[0].members_count == inside


@pytest.mark.parametrize("way", ["pages", "api"])
def test_who_loses_a_deadlock_all_the_same_is_served(way, monkeypatch):
    """Somebody holds the membership and then wants the community, as no verb of ours does."""
    monkeypatch.setattr(deadlocks, "TRIES", 4)
    _owner, community = gathering()
    person = come("Crowd")
    join(by=person, community=community)
    leave(by=person, community=community)
    path = f"/communities/{community.slug}/membership/"
    call = press(person, "POST", path) if way == "pages" else press(person, "PUT", f"/api{path}".rstrip("/"))
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Membership.objects.select_for_update().get(person=person)
            answer = pool.submit(at_once, [call])
            _wait_until_waiting(1)
            time.sleep(0.3)  # who waits first looks for a deadlock first, and ends itself
            Community.objects.select_for_update().get(id=community.id)
        assert answer.result(60) == [302 if way == "pages" else 200]
    assert Membership.objects.get(person=person).left_at is None
