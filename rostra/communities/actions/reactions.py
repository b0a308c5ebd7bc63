"""Thanks, given and taken back. Counted in the same transaction, and once however often one presses."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from rostra.communities.facts.entries import ThanksGiven, ThanksTaken, record_about
from rostra.communities.models import Comment, Entry, Reaction
from rostra.communities.queries import ties_to
from rostra.communities.rules import entries as rules
from rostra.kit.errors import allow
from rostra.people.models import Person

THANKS = "thanks"


def thank(*, by: Person, entry: Entry, comment: Comment | None = None) -> bool:
    """Thank for an entry, or with `comment` for that one below it. False: she had already."""
    _allow(by, entry)
    with transaction.atomic():
        _hold(entry)
        _row, given = Reaction.objects.get_or_create(person=by, kind=THANKS, **_what(entry, comment))
        if given:
            _count(entry, comment, +1)
            author = (comment or entry).author_id
            happened = ThanksGiven(entry.id, comment.id if comment else None, author)
            record_about(entry, happened, by=by.actor)
    return given


def unthank(*, by: Person, entry: Entry, comment: Comment | None = None) -> bool:
    """Take it back. False: there was none."""
    _allow(by, entry)
    with transaction.atomic():
        _hold(entry)
        rows, _kinds = Reaction.objects.filter(person=by, kind=THANKS, **_what(entry, comment)).delete()
        if rows:
            _count(entry, comment, -1)
            author = (comment or entry).author_id
            happened = ThanksTaken(entry.id, comment.id if comment else None, author)
            record_about(entry, happened, by=by.actor)
    return bool(rows)


def _allow(by: Person, entry: Entry) -> None:
    allow(rules.can_thank(by, entry, ties_to(by, entry), at=timezone.now()))


def _hold(entry: Entry) -> None:
    """Whoever thanks in one window and takes it back in another does one after the other."""
    Entry.objects.select_for_update(no_key=True).get(id=entry.id)


def _what(entry: Entry, comment: Comment | None) -> dict[str, Any]:
    return {"entry": None, "comment": comment} if comment is not None else {"entry": entry, "comment": None}


def _count(entry: Entry, comment: Comment | None, more: int) -> None:
    counted = Greatest(F("thanks_count") + more, 0)
    if comment is not None:
        Comment.objects.filter(id=comment.id).update(thanks_count=counted)
    else:
        Entry.objects.filter(id=entry.id).update(thanks_count=counted)
