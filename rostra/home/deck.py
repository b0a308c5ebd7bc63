"""The sentence below the date: what came since she was here, and what waits for her."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostra.communities.places import MOST, MyPlace
from rostra.notices.queries import MOST as MOST_UNREAD


def deck_of(places: Sequence[MyPlace], unread: int) -> str:
    """One or two sentences from what the frame knows already: the rail's counts and the inbox's."""
    if not places:
        return _("You are in no community yet. Join one that interests you, and what is said there comes here.")
    said = [_came([place.count for place in places]), _waits(unread)]
    return " ".join(part for part in said if part) or _(
        "Nothing new since you looked. A good moment to say something yourself."
    )


def _came(counts: Sequence[int]) -> str:
    fresh = sum(counts)
    if not fresh:
        return ""
    if MOST in counts:  # counted no further
        return _("Your communities brought more than %(count)s new entries.") % {"count": fresh - 1}
    return ngettext(
        "Your communities brought %(count)s new entry.", "Your communities brought %(count)s new entries.", fresh
    ) % {"count": fresh}


def _waits(unread: int) -> str:
    if not unread:
        return ""
    if unread >= MOST_UNREAD:
        return _("More than %(count)s lines in your inbox are for you.") % {"count": unread - 1}
    return ngettext(
        "%(count)s line in your inbox is for you.", "%(count)s lines in your inbox are for you.", unread
    ) % {"count": unread}
