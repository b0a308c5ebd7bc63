"""Places where the trunk shows a leaf: navigation, console, search, panels. Rooms add to them in `registers.py`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise

from rostra.kit.doors import keepers as all_keepers
from rostra.kit.registry import Registry

Label = str | Promise


@dataclass(frozen=True)
class NavItem:
    """A line of the navigation. `count` gives what is new, or None. `tab` is its place in the phone's bar, 0 for none.

    `rail` False: in the phone's bar only.
    """

    key: str
    order: int
    label: Label
    icon: str
    url_name: str
    keepers: tuple[str, ...] = ("people",)
    count: Callable[[HttpRequest], int | None] | None = None
    tab: int = 0
    rail: bool = True
    tab_label: Label = ""


class Link(NamedTuple):
    """A line of the footer."""

    url: str
    label: str


class LanguageLink(NamedTuple):
    """A language one may read in, by its own name."""

    code: str
    label: str
    url: str


@dataclass(frozen=True)
class ConsolePage:
    """A page of the console. `about` is one sentence; `waiting` counts what asks for attention."""

    key: str
    order: int
    label: Label
    about: Label
    url_name: str
    keepers: tuple[str, ...] = ("administrator",)
    waiting: Callable[[], int] | None = None


@dataclass(frozen=True)
class Panel:
    """A part of another room's page, loaded by URL. `place` names where it may stand: "profile", "home.side"."""

    key: str
    order: int
    place: str
    url_name: str


@dataclass(frozen=True)
class SearchHit:
    """One find. `tile` is the seed of a community's tile, `icon` a lucide name; one of them."""

    title: str
    text: str
    url: str
    icon: str = ""
    tile: str = ""


@dataclass(frozen=True)
class SearchSource:
    """`search` takes the person, her words and how many; it returns only what she may see."""

    key: str
    order: int
    label: Label
    search: Callable[[Any, str, int], Sequence[SearchHit]]


navigation: Registry[NavItem] = Registry("navigation", "Lines of the main navigation.")
console_pages: Registry[ConsolePage] = Registry("console_pages", "Pages of the console.")
panels: Registry[Panel] = Registry("panels", "Parts of pages that belong to a room above, loaded by URL.")
search_sources: Registry[SearchSource] = Registry("search_sources", "What the search page looks through.")


def admitted(request: HttpRequest, keepers: tuple[str, ...]) -> bool:
    """Would a door with these keepers let this request pass."""
    return any(all_keepers[name].admits(request) for name in keepers)
