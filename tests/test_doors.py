"""Every door, tried by everyone. Each room lists its URLs in `tests/doors.py`; one that is not listed fails here."""

import importlib
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from rostra.home.api import api
from rostra.kit.checks import walk
from tests.doors import FOREIGN, ROOMS

ENTRANTS = ("anonymous", "dara", "chen", "bo", "kim", "ana")


@dataclass(frozen=True)
class Listed:
    room: str
    name: str
    said: dict[str, Any]

    def __str__(self) -> str:
        return self.name


def listed() -> list[Listed]:
    rooms = {room: importlib.import_module(f"rostra.{room}.tests.doors") for room in ROOMS}
    return [Listed(room, name, said) for room, doors in rooms.items() for name, said in doors.DOORS.items()]


def test_every_url_is_listed_once():
    names = [each.name for each in listed()]
    there = {name for name, _pattern in walk(get_resolver().url_patterns) if not name.startswith("api:")}
    assert sorted(names) == sorted(set(names))
    assert there - set(names) - FOREIGN == set(), "URLs without a line in their room's tests/doors.py"
    assert set(names) - there == set(), "lines for URLs that are gone"


@pytest.mark.django_db
@pytest.mark.parametrize("door", listed(), ids=str)
def test_a_door_opens_to_whom_it_says(door, cast, sign_in):
    doors = importlib.import_module(f"rostra.{door.room}.tests.doors")
    kwargs = doors.make(cast).get(door.name, {})
    query = kwargs.pop("?", "") if isinstance(kwargs, dict) else ""
    url = reverse(door.name, kwargs=kwargs) + query
    expected = {who: door.said[who] for who in ENTRANTS}
    got = {}
    for who in ENTRANTS:
        client = Client() if who == "anonymous" else sign_in(getattr(cast, who))
        method = door.said.get("method", "GET").lower()
        got[who] = getattr(client, method)(url, door.said.get("data", {})).status_code
    assert got == expected


def operations() -> list[tuple[str, str]]:
    """(method, path) of everything the API describes, ids made up."""
    schema = api.get_openapi_schema()
    made_up = re.compile(r"{[^}]+}")
    return [
        (method, made_up.sub("01890000-0000-7000-8000-000000000000", path))
        for path, said in schema["paths"].items()
        for method in said
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), operations(), ids=str)
def test_the_api_opens_to_nobody_without_a_token_or_a_session(method, path):
    assert getattr(Client(), method)(path).status_code == 401


@pytest.mark.django_db
def test_the_api_describes_itself():
    assert Client().get("/api/openapi.json").json()["info"]["title"] == "Rostra"
