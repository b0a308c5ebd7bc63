"""The moments the river's order and its legs rest on: kept here, and nowhere else.

Rows are locked in one order, the entry's first, then its place's, so that two verbs never wait for each other.
"""

from datetime import datetime

from django.db.models import F, Max
from django.db.models.functions import Coalesce, Greatest

from rostra.communities.models import Community, Entry
from rostra.people.models import Audience


def said(entry: Entry, at: datetime) -> None:
    """A new entry stands in its place, which is active now."""
    _stir(entry, at, more=1)


def moved(entry: Entry, at: datetime) -> None:
    """A comment came: the entry moves up, and its place with it."""
    Entry.objects.filter(id=entry.id).update(
        active_at=Greatest(F("active_at"), at),
        comments_count=F("comments_count") + 1,
        card_version=F("card_version") + 1,
    )
    _stir(entry, at, more=0)


def taken_away(entry: Entry) -> None:
    """An entry is gone, deleted or removed: its place is as active as what is left. Call it after the row changed.

    The place is locked before it is measured: an entry said meanwhile has either raised the moment already, and is
    counted, or raises it after us. Measured first, its moment could be lost, and with it the entry from the river.
    """
    if entry.community_id is not None:
        Community.objects.select_for_update(no_key=True).get(id=entry.community_id)
        left = Entry.objects.shown().in_community(entry.community_id).aggregate(newest=Max("active_at"))["newest"]
        fewer = Greatest(F("entries_count") - 1, 0)
        Community.objects.filter(id=entry.community_id).update(last_active_at=left, entries_count=fewer)
    if entry.audience_id is not None:
        Audience.objects.select_for_update(no_key=True).get(id=entry.audience_id)
        left = Entry.objects.shown().filter(audience=entry.audience_id).aggregate(newest=Max("active_at"))["newest"]
        Audience.objects.filter(id=entry.audience_id).update(last_active_at=left)


def brought_back(entry: Entry) -> None:
    """After an undo: the place is at least as active as what came back."""
    if entry.active_at is not None:
        _stir(entry, entry.active_at, more=1)


def _stir(entry: Entry, at: datetime, *, more: int) -> None:
    latest = Greatest(Coalesce("last_active_at", at), at)
    if entry.community_id is not None:
        counted = F("entries_count") + more
        Community.objects.filter(id=entry.community_id).update(last_active_at=latest, entries_count=counted)
    if entry.audience_id is not None:
        Audience.objects.filter(id=entry.audience_id).update(last_active_at=latest)
