"""The check itself: text in, findings out. Knows no database, no web, no settings."""

from rostra.guidelines.engine.check import check
from rostra.guidelines.engine.length import count
from rostra.guidelines.engine.offsets import Utf16
from rostra.guidelines.engine.protected import protected_words, refuse_term
from rostra.guidelines.engine.ruleset import Match, Ruleset, Term
from rostra.guidelines.engine.shapes import (
    INSIDE,
    NOBODY,
    OUTSIDE,
    Author,
    Finding,
    Gettext,
    Kind,
    Surface,
    Unit,
    Weight,
    Window,
)

__all__ = [
    "INSIDE",
    "NOBODY",
    "OUTSIDE",
    "Author",
    "Finding",
    "Gettext",
    "Kind",
    "Match",
    "Ruleset",
    "Surface",
    "Term",
    "Unit",
    "Utf16",
    "Weight",
    "Window",
    "check",
    "count",
    "protected_words",
    "refuse_term",
]
