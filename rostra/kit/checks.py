"""Checks at start: every URL has a door."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from rostra.kit.doors import keepers

# Views of libraries, which cannot carry our decorator: their URL-name prefixes, each held by `tests/doors.py` all the same.
FOREIGN = ("account_", "mfa_", "socialaccount_", "api:")


def walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern below, with its namespaced name."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield f"{prefix}{entry.name or entry.pattern}", entry


@register()
def every_view_has_a_door(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name, pattern in walk(get_resolver().url_patterns):
        declared = getattr(pattern.callback, "door", None)
        if declared is None and not name.startswith(FOREIGN):
            found.append(Error(f"{name} has no door", hint="Decorate the view with @door(...).", id="kit.E001"))
        unknown = [keeper for keeper in getattr(declared, "keepers", ()) if keeper not in keepers]
        if unknown:
            found.append(Error(f"{name} asks for unknown keepers {unknown}", id="kit.E002"))
        if (pace := getattr(declared, "pace", None)) is not None and pace not in settings.PACES:
            found.append(Error(f"{name} asks for an unknown pace {pace}", id="kit.E003"))
    return found
