"""Kept for herself. No fact: nobody else is to know."""

from django.utils import timezone

from rostra.communities.models import Bookmark, Entry
from rostra.communities.queries import ties_to
from rostra.communities.rules import entries as rules
from rostra.kit.errors import allow
from rostra.people.models import Person


def keep(*, by: Person, entry: Entry) -> bool:
    """False: kept already."""
    allow(rules.can_view(by, entry, ties_to(by, entry), at=timezone.now()))
    had = Bookmark.objects.filter(person=by, entry=entry).exists()
    # Not get_or_create: between its two statements another window may take the bookmark away.
    Bookmark.objects.bulk_create([Bookmark(person=by, entry=entry)], ignore_conflicts=True)
    return not had


def unkeep(*, by: Person, entry: Entry) -> bool:
    """False: it was not kept."""
    return Bookmark.objects.filter(person=by, entry=entry).delete()[0] > 0
