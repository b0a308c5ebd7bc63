"""What is not public yet: terms from the company's list, and stories whose day has not come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rostra.guidelines.engine.folding import Folded
from rostra.guidelines.engine.matcher import Match
from rostra.guidelines.engine.ruleset import Ruleset, Term
from rostra.guidelines.engine.shapes import Surface, Window


def find_terms(folded: Folded, ruleset: Ruleset, today: date) -> Iterator[Match[Term]]:
    """The terms that are still confidential today."""
    for found in ruleset.term_matcher.find(folded):
        if found.what.until is None or today < found.what.until:
            yield found


def closed_window(surface: Surface, today: date) -> Window | None:
    """The window that keeps a story in the house today, the nearest one to open first; None where it may be told."""
    ahead = [w for w in surface.windows if w.opens is not None and today < w.opens]
    for window in surface.windows:
        if (window.opens is None or window.opens <= today) and (window.closes is None or today <= window.closes):
            return None
    if ahead:
        return min(ahead, key=lambda window: window.opens or date.max)
    return max(surface.windows, key=lambda window: window.closes or date.min, default=None)
