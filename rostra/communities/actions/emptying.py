"""After the day in which a deletion can be undone: the words go, with every earlier version and every picture."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rostra.communities.models import (
    Attachment,
    Comment,
    CommentVersion,
    Entry,
    EntryTopic,
    EntryVersion,
    Mention,
)
from rostra.communities.rules.entries import UNDO
from rostra.company.files import remove_files
from rostra.company.models import File
from rostra.notices.actions import forget_withdrawn

BATCH = 500


def empty_deleted() -> int:
    """Returns how many entries and comments were emptied. Rows stay: comments hang on them. Safe to run at any time."""
    return _empty_entries() + _empty_comments()


def _empty_entries() -> int:
    long_gone = Entry.objects.filter(deleted_at__lt=timezone.now() - UNDO)
    ids = list(long_gone.exclude(body="", title="").values_list("id", flat=True)[:BATCH])
    with transaction.atomic():
        files = list(File.objects.filter(attachment__entry__in=ids))
        Attachment.objects.filter(entry__in=ids).delete()
        remove_files(files)
        EntryVersion.objects.filter(entry__in=ids).delete()
        EntryTopic.objects.filter(entry__in=ids).delete()
        Mention.objects.filter(entry__in=ids, comment=None).delete()
        Entry.objects.filter(id__in=ids).update(body="", title="")
        forget_withdrawn(gone=ids)
    return len(ids)


def _empty_comments() -> int:
    long_gone = Comment.objects.filter(Q(deleted_at__lt=timezone.now() - UNDO) & ~Q(body=""))
    ids: list[UUID] = list(long_gone.values_list("id", flat=True)[:BATCH])
    with transaction.atomic():
        CommentVersion.objects.filter(comment__in=ids).delete()
        Mention.objects.filter(comment__in=ids).delete()
        Comment.objects.filter(id__in=ids).update(body="")
        forget_withdrawn(gone=ids)
    return len(ids)
