"""A demo's sign-in page lets one be somebody with one click. The builder of the demo registers who."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings

from rostra.kit.registry import Registry


@dataclass(frozen=True)
class DemoPerson:
    """Whom one can be: an address of an account, her name, and what she does in a few words."""

    email: str
    name: str
    sentence: str


@dataclass(frozen=True)
class DemoCast:
    """`people` is asked each time the sign-in page of a demo is opened."""

    key: str
    people: Callable[[], Sequence[DemoPerson]]
    order: int = 0


demo_people: Registry[DemoCast] = Registry(
    "demo_people", "Whom one can be in a demo, with one click on the sign-in page."
)


def people_to_be() -> list[DemoPerson]:
    """Nobody outside a demo, whatever is registered."""
    if not settings.ROSTRA_DEMO:
        return []
    return [person for cast in demo_people for person in cast.people()]
