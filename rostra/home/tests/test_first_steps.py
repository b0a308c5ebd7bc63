"""The first hour: what an administrator of an empty house is led through, by what is true in the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rostra.accounts.actions.invitations import invite
from rostra.accounts.models import Invitation
from rostra.communities.actions.communities import make_community
from rostra.communities.actions.entries import publish_entry
from rostra.communities.hearers import To
from rostra.communities.tests.gathering import say
from rostra.company.models import Company
from rostra.home import first_steps as house
from rostra.people.models import Person


@pytest.fixture
def alone(cast):
    """Ana, before anybody else is known."""
    Company.objects.update(mail_from="")
    Person.objects.exclude(id=cast.ana.id).delete()
    Invitation.objects.create(email=cast.ana.email, digest="of the first hour", expires_at=timezone.now())
    return cast.ana


def left(person):
    return [step.words for step in house.first_steps(person) if not step.done]


def test_each_step_is_done_when_it_is_true_and_with_the_last_all_are_gone(alone, cast, sign_in):
    steps = ["Say how mail gets out", "Bring in the list of people", "Look at the communities", "Write the first post"]
    assert left(alone) == [*steps, "Invite your people"]
    page = sign_in(alone).get("/").content.decode()
    assert "The first hour" in page
    assert 'href="/console/people/import/"' in page
    assert "Nothing has been said yet" not in page
    Company.objects.update(mail_from="rostra@aamuvalle.example")
    Person.objects.create(name="Nils Nord", sort_key="nils", find_text="nils")
    make_community(by=alone, name="Roastery")
    publish_entry(by=alone, to=To.all(), body="Good morning")
    assert left(alone) == ["Invite your people"]
    assert sign_in(alone).get("/").content.decode().count('<li class="done">') == 4
    invite(by=alone.user, email="nils@aamuvalle.example")
    assert house.first_steps(alone) == []
    page = sign_in(alone).get("/").content.decode()
    assert "The first hour" not in page
    assert "Good morning" in page


def test_all_of_it_is_one_question(alone):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        house.first_steps(alone)
    assert len(asked) == 1


def test_nobody_else_is_asked_for_nor_an_administrator_who_has_much_to_read(cast, sign_in, monkeypatch):
    asked = []
    monkeypatch.setattr(house, "first_steps", lambda person: asked.append(person) or [])
    page = sign_in(cast.bo).get("/").content.decode()
    assert asked == []
    # a member's empty home leads to writing and to communities
    assert 'class="btn primary" href="/entries/new/"' in page
    assert 'class="btn" href="/communities/?show=all"' in page
    sign_in(cast.ana).get("/")
    assert asked == [cast.ana]
    sign_in(cast.ana).get("/?order=followed")
    for number in range(60):
        say(cast.ana, None, f"Word {number}")
    assert 'rel="next"' in sign_in(cast.ana).get("/").content.decode()
    assert asked == [cast.ana]
