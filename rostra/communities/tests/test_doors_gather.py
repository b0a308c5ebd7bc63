"""Every door of the gathering, tried by everyone, one after the other."""

import pytest
from django.test import Client
from django.urls import reverse

from rostra.communities import urls_gather
from rostra.communities.tests import doors_gather

WHO = ("anonymous", "dara", "chen", "bo", "kim", "ana")


def test_every_door_is_listed():
    assert {pattern.name for pattern in urls_gather.urlpatterns} == set(doors_gather.DOORS)


@pytest.mark.parametrize("name", doors_gather.DOORS)
def test_each_door_opens_to_whom_it_says(cast, sign_in, name):
    said = doors_gather.DOORS[name]
    url = reverse(name, kwargs=doors_gather.make(cast).get(name, {}))
    got = {}
    for who in WHO:
        client = Client() if who == "anonymous" else sign_in(getattr(cast, who))
        got[who] = getattr(client, said["method"].lower())(url, said.get("data", {})).status_code
    assert got == {who: said[who] for who in WHO}
