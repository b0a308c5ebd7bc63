"""The verbs of a comment."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.communities import tells
from rostra.communities.actions import activity, wording
from rostra.communities.errors import EditedMeanwhile
from rostra.communities.facts.entries import (
    CommentDeleted,
    CommentEdited,
    CommentPosted,
    CommentRestored,
    record_about,
)
from rostra.communities.mentions import keep_mentions
from rostra.communities.models import Comment, CommentVersion, Entry
from rostra.communities.queries import ties_to
from rostra.communities.rules import entries as rules
from rostra.kit.errors import Refused, allow
from rostra.people.models import Person


def post_comment(
    *,
    by: Person,
    entry: Entry,
    body: str,
    answers: Comment | None = None,
    key: UUID | None = None,
) -> Comment:
    """Answer an entry, or with `answers` a comment; a reply to a reply stands under the same comment. Moves the entry up.

    `key` as in `publish_entry`. Raises `Forbidden` where answers are closed, `Refused` for words that cannot be taken.
    """
    posted = _of_key(key, by)
    if posted is not None:
        return posted
    allow(
        rules.can_comment(by, entry, ties_to(by, entry), at=timezone.now()),
        _("Answers are closed here. Your text is not lost: you can copy it from the form."),
    )
    parent = _stands_under(entry, answers)
    words = wording.words_of(body, most=wording.COMMENT)
    try:
        with transaction.atomic():
            comment = Comment.objects.create(entry=entry, parent=parent, author=by, body=words, key=key)
            activity.moved(entry, comment.at)
            tells.answered(comment, answers, keep_mentions(entry, comment), by=by)
            happened = CommentPosted(entry.id, comment.id, parent.id if parent else None)
            record_about(entry, happened, by=by.actor)
    except IntegrityError:
        posted = _of_key(key, by)  # the other of two presses was faster
        if posted is None:
            raise
        return posted
    return comment


def edit_comment(*, by: Person, comment: Comment, version: int, body: str) -> Comment:
    """As `edit_entry`: raises `EditedMeanwhile`, keeps what stood there."""
    allow(rules.can_change_comment(by, comment))
    words = wording.words_of(body, most=wording.COMMENT)
    with transaction.atomic():
        comment = _held(comment)
        allow(rules.can_change_comment(by, comment))
        if comment.body == words:
            return comment
        if comment.version != version:
            raise EditedMeanwhile(now=comment, wanted=words)
        CommentVersion.objects.create(comment=comment, version=comment.version, body=comment.body)
        comment.body, comment.version, comment.edited_at = words, version + 1, timezone.now()
        comment.save(update_fields=["body", "version", "edited_at"])
        redraw(comment.entry)
        tells.changed(comment.entry, comment)
        tells.mentioned(comment.entry, comment, keep_mentions(comment.entry, comment), by=by)
        record_about(comment.entry, CommentEdited(comment.entry_id, comment.id), by=by.actor)
    return comment


def delete_comment(*, by: Person, comment: Comment) -> Comment:
    """Gone for all at once; its replies stay. Within the day `restore_comment` brings it back. Twice is once."""
    with transaction.atomic():
        comment = _held(comment)
        if comment.deleted_at is not None and comment.author_id == by.id:
            return comment
        allow(rules.can_change_comment(by, comment))
        comment.deleted_at = timezone.now()
        comment.save(update_fields=["deleted_at"])
        count(comment.entry, -1)
        tells.went(comment)
        record_about(comment.entry, CommentDeleted(comment.entry_id, comment.id), by=by.actor)
    return comment


def restore_comment(*, by: Person, comment: Comment) -> Comment:
    with transaction.atomic():
        comment = _held(comment)
        if comment.deleted_at is None and comment.author_id == by.id:
            return comment
        allow(
            rules.can_restore(by, comment, at=timezone.now()), _("More than a day has passed: this is gone for good.")
        )
        comment.deleted_at = None
        comment.save(update_fields=["deleted_at"])
        count(comment.entry, +1)
        tells.came_back(comment)
        record_about(comment.entry, CommentRestored(comment.entry_id, comment.id), by=by.actor)
    return comment


def count(entry: Entry, more: int) -> None:
    """Answers came back or went, by their author or a moderator. The entry stays where it is in the river."""
    Entry.objects.filter(id=entry.id).update(
        comments_count=Greatest(F("comments_count") + more, 0), card_version=F("card_version") + 1
    )


def redraw(entry: Entry) -> None:
    """What its card shows beside its own words has changed."""
    Entry.objects.filter(id=entry.id).update(card_version=F("card_version") + 1)


def _held(comment: Comment) -> Comment:
    """The entry's row is locked first, as by every verb."""
    Entry.objects.select_for_update(no_key=True).get(id=comment.entry_id)
    held: Comment = (
        Comment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("entry__community")
        .get(id=comment.id)
    )
    return held


def _stands_under(entry: Entry, answers: Comment | None) -> Comment | None:
    if answers is None:
        return None
    if answers.entry_id != entry.id or answers.is_gone:
        raise Refused(_("What you answered is gone. Your text is kept: send it as an answer of its own."))
    return answers.parent or answers


def _of_key(key: UUID | None, by: Person) -> Comment | None:
    posted = Comment.objects.filter(key=key).select_related("entry").first() if key else None
    if posted is not None and posted.author_id != by.id:
        raise Refused(_("This form was used already. Your text is kept: open a new one and send it from there."))
    return posted
