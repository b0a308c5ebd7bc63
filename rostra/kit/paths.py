"""Addresses made often: `reverse` once, then the value laid in. A page of the river asks for forty."""

from functools import cache
from uuid import UUID

from django.urls import reverse

NOBODY = UUID(int=0)


def path_to(name: str, value: UUID | str | None = None) -> str:
    """`reverse(name, args=[value])`. A text must be a slug: nothing in it is quoted."""
    if value is None:
        return _plain(name)
    before, after = _around(name, NOBODY if isinstance(value, UUID) else "0-0")
    return f"{before}{value}{after}"


@cache
def _plain(name: str) -> str:
    return reverse(name)


@cache
def _around(name: str, mark: UUID | str) -> tuple[str, str]:
    before, _mark, after = reverse(name, args=[mark]).partition(str(mark))
    return before, after
