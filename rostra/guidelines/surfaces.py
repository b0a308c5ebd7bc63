"""Where texts may go, by name. Rooms above that know networks add theirs; this room knows only `Surface`."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise

from rostra.guidelines.engine import INSIDE, OUTSIDE, Surface
from rostra.kit.registry import Registry


@dataclass(frozen=True)
class NamedSurface:
    """A surface under the key by which pages and the API ask for it, "mastodon", and `label` as the reader's language names it."""

    key: str
    order: int
    surface: Surface
    label: str | Promise = ""


surfaces: Registry[NamedSurface] = Registry(
    "surfaces", "Where a text may go, as the check needs it: limit, unit, fold."
)
surfaces.add(NamedSurface("outside", 0, OUTSIDE))
surfaces.add(NamedSurface("inside", 1, INSIDE))


def surface_named(
    key: str, *, language: str | None = None, story: bool = False, limit: int | None = None, travels: int = 0
) -> Surface | None:
    """The surface `key` for one text; None where nobody registered it. `limit` replaces its own, as one server's may."""
    named = surfaces.get(key.strip().lower() or "outside")
    if named is None:
        return None
    surface = named.surface
    language, limit = language or surface.language, limit or surface.limit
    return replace(surface, language=language, story=story, limit=limit, travels=travels)
