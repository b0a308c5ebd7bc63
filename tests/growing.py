"""The grown house: every room's samples, and as many more of everything its pages list as one wants.

Each room's `tests/growing.py` says how one more is made (`grow`), which of its doors list nothing that grows (`STILL`), and
what else a door is asked for (`LOOKS`). All that is grown bears its number: "Grown 7".
"""

import importlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rostra.communities.tests import growing as communities
from tests.cast import Cast
from tests.doors import ROOMS

EYES = ("bo", "kim", "ana", "chen", "dara", "anonymous")  # the first of them whom a door lets see it
GROWN = re.compile(r"[Gg]rown ?(\d+)")


@dataclass(frozen=True)
class Look:
    """One page as one person asks for it."""

    room: str
    door: str
    query: str
    who: str
    is_page: bool

    def __str__(self) -> str:
        return self.door + self.query

    def url(self, made: dict[str, dict[str, Any]]) -> str:
        """`made` is what `furnish` gave."""
        kwargs = dict(made.get(self.door, {}))
        asked = kwargs.pop("?", "")
        return reverse(self.door, kwargs=kwargs) + (self.query or asked)


# Every GET of the API by its pattern, and what is asked of it; `{door}` is the id of that door's sample.
API = {
    "/api/river": ["/api/river", "/api/river?order=followed"],
    "/api/entries/{id}": ["/api/entries/{entry}"],
    "/api/communities": ["/api/communities", "/api/communities?mine=true", "/api/communities?q=grown"],
    "/api/communities/{slug}": ["/api/communities/works-council"],
    "/api/people": ["/api/people", "/api/people?q=grown"],
    "/api/people/me": ["/api/people/me"],
    "/api/people/{person_id}": ["/api/people/{person}"],
    "/api/networks": ["/api/networks"],
    "/api/stories": ["/api/stories"],
    "/api/shares": ["/api/shares"],
}
API_STILL = {
    "/api/entries/{id}",
    "/api/communities/{slug}",
    "/api/people/me",
    "/api/people/{person_id}",
    "/api/networks",
}


@dataclass(frozen=True)
class ApiLook(Look):
    """One question to the API, as Bo asks it."""

    def __str__(self) -> str:
        return self.query

    def url(self, made: dict[str, dict[str, Any]]) -> str:
        return self.query.format(**{door: next(iter(made[door].values())) for door in ("entry", "person")})


def api_looks() -> list[Look]:
    return [ApiLook("", pattern, query, "bo", False) for pattern, queries in API.items() for query in queries]


def looks() -> list[Look]:
    """Everything that is read by GET and answers somebody with 200."""
    found = []
    for room in ROOMS:
        more = getattr(_growing(room), "LOOKS", {})
        for door, said in importlib.import_module(f"rostra.{room}.tests.doors").DOORS.items():
            who = next((each for each in EYES if said[each] == 200), None)
            if said.get("method", "GET") == "GET" and who:
                page = bool(said.get("page"))
                found += [Look(room, door, query, who, page) for query in ("", *more.get(door, []))]
    return found


def still() -> set[str]:
    return API_STILL | {door for room in ROOMS for door in _growing(room).STILL}


def furnish(cast: Cast) -> dict[str, dict[str, Any]]:
    """The samples of every room: what each door's address is made of."""
    made: dict[str, dict[str, Any]] = {}
    for room in ROOMS:
        made |= importlib.import_module(f"rostra.{room}.tests.doors").make(cast)
    return made


def grow(cast: Cast, numbers: Iterable[int]) -> None:
    for number in numbers:
        for room in ROOMS:
            _growing(room).grow(cast, number)
    communities.forget()


def _growing(room: str) -> Any:
    return importlib.import_module(f"rostra.{room}.tests.growing")
