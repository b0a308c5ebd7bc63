"""What Rostra keeps about people: each room says it here, and `/privacy/` shows it to everyone."""

from dataclasses import dataclass

from django.utils.functional import Promise

from rostra.kit.registry import Registry

Words = str | Promise


@dataclass(frozen=True)
class Kept:
    """One line of the page: what is kept, why, for how long, and who sees it. Sentences, translated."""

    key: str
    order: int
    what: Words
    why: Words
    how_long: Words
    who_sees: Words


kept: Registry[Kept] = Registry("kept", "What Rostra keeps about people, why, how long, and who sees it.")
