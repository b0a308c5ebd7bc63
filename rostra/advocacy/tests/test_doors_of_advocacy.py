"""Every door of the room, asked by everyone of the cast."""

import pytest
from django.test import Client
from django.urls import reverse

from rostra.advocacy import urls
from rostra.advocacy.tests.doors import DOORS, make


def test_every_url_of_the_room_says_who_may_pass():
    assert {pattern.name for pattern in urls.urlpatterns} == set(DOORS)


@pytest.mark.parametrize("name", sorted(DOORS))
def test_the_door_lets_in_whom_it_says(cast, sign_in, name):
    door, kwargs = DOORS[name], make(cast).get(name, {})
    address = reverse(name, kwargs=kwargs)
    for who in ("anonymous", "dara", "chen", "ana", "kim", "bo"):
        client = Client() if who == "anonymous" else sign_in(getattr(cast, who))
        answer = getattr(client, door.get("method", "GET").lower())(address)
        assert answer.status_code == door[who], (who, address)
        if door.get("page") and answer.status_code == 200:
            assert b"<h1" in answer.content
