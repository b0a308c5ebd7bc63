"""What a card needs beside its slip, read for many entries at once: words, pictures, the newest answer, the kind's own."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from rostra.communities.feed.slips import Slip
from rostra.communities.kinds import kinds
from rostra.communities.models import Attachment, Entry

SAID = ("title", "body", "language", "published_at", "edited_at", "until")

# One descent into `comment_in_order` an entry, however long its thread.
_LATEST = """
    SELECT asked.id, c.id, c.at, c.body, p.id, p.name, p.photo_id
    FROM unnest(%s::uuid[]) AS asked(id),
    LATERAL (SELECT c.id, c.at, c.body, c.author_id FROM communities_comment c
             WHERE c.entry_id = asked.id AND c.deleted_at IS NULL AND c.removed_at IS NULL ORDER BY c.id DESC LIMIT 1) c
    JOIN people_person p ON p.id = c.author_id
"""


@dataclass(frozen=True)
class Answer:
    """The newest answer, as a card shows it."""

    id: UUID
    at: datetime
    body: str
    author_id: UUID
    author_name: str
    author_photo: UUID | None


@dataclass(frozen=True)
class Words:
    """`published_at` and `edited_at` in UTC; `satellite` is what the kind keeps beside the entry, or None."""

    title: str
    body: str
    language: str
    published_at: datetime
    edited_at: datetime | None
    until: datetime | None
    pictures: Sequence[Attachment]
    latest: Answer | None
    satellite: Any


def words_of(slips: Sequence[Slip]) -> dict[UUID, Words]:
    """Three statements, and those of each kind that keeps more; the same number for three slips and for thirty."""
    ids = [slip.id for slip in slips]
    if not ids:
        return {}
    said = {row["id"]: row for row in Entry.objects.filter(id__in=ids).values("id", *SAID)}
    pictures: defaultdict[UUID, list[Attachment]] = defaultdict(list)
    for each in Attachment.objects.filter(entry__in=ids).select_related("file").order_by("position"):
        pictures[each.entry_id].append(each)
    latest, satellites = _latest(ids), _satellites(slips)
    return {
        each: Words(
            **{name: said[each][name] for name in SAID},
            pictures=pictures.get(each, ()),
            latest=latest.get(each),
            satellite=satellites.get(each),
        )
        for each in ids
        if each in said
    }


def _latest(ids: list[UUID]) -> dict[UUID, Answer]:
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [ids])
        return {row[0]: Answer(*row[1:]) for row in cursor.fetchall()}


def _satellites(slips: Sequence[Slip]) -> dict[UUID, Any]:
    by_kind: defaultdict[str, list[UUID]] = defaultdict(list)
    for slip in slips:
        by_kind[slip.kind].append(slip.id)
    return {id: each for kind, ids in by_kind.items() for id, each in kinds[kind].satellites(ids).items()}
