"""An entry's answers, a page at a time, in reading order: each with the replies to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.safestring import SafeString

from rostra.communities.models import Comment, Entry, Reaction
from rostra.communities.text import to_html
from rostra.people.models import Person

PAGE = 40


@dataclass(frozen=True)
class Said:
    """One answer as a page shows it. `gone`: only its place is left, because replies hang on it."""

    comment: Comment
    html: SafeString
    deep: bool
    gone: bool
    thanked: bool
    mine: bool


@dataclass(frozen=True)
class Thread:
    """`earlier` and `later` are the ids to ask for with `?before=` and `?after=`, or None."""

    said: Sequence[Said]
    earlier: str | None
    later: str | None


def read_thread(person: Person, entry: Entry, asked: Mapping[str, str]) -> Thread:
    """The first page, or the one that `after`, `before` or `comment` names; an id nobody knows gives the first.

    Two or three statements.
    """
    around, name = _anchor(entry, asked)
    rows = Comment.objects.in_thread(entry.id).select_related("author")
    if around is None:
        found = list(rows[: PAGE + 1])
        return _thread(person, found[:PAGE], before=False, after=len(found) > PAGE)
    root = around.parent_id or around.id
    if name == "before":
        found = list(rows.filter(Q(root__lt=root) | Q(root=root, id__lt=around.id)).reverse()[: PAGE + 1])
        return _thread(person, found[:PAGE][::-1], before=len(found) > PAGE, after=True)
    start = Q(root__gt=root) | Q(root=root, id__gt=around.id) if name == "after" else Q(root__gte=root)
    found = list(rows.filter(start)[: PAGE + 1])
    if name == "comment" and around.id not in {row.id for row in found[:PAGE]}:  # deep below many replies
        found = list(rows.filter(Q(root__gt=root) | Q(root=root, id__gte=around.id))[: PAGE + 1])
    first = found[0] if found else around
    earlier = rows.filter(
        Q(root__lt=first.parent_id or first.id) | Q(root=first.parent_id or first.id, id__lt=first.id)
    )
    return _thread(person, found[:PAGE], before=earlier.exists(), after=len(found) > PAGE)


def said_by(person: Person, comment: Comment) -> Said:
    """One that was just posted or changed."""
    return _thread(person, [comment], before=False, after=False).said[0]


def _anchor(entry: Entry, asked: Mapping[str, str]) -> tuple[Comment | None, str]:
    for name in ("comment", "after", "before"):
        try:
            id = UUID(asked.get(name) or "")
        except ValueError:
            continue
        return Comment.objects.filter(id=id, entry=entry).first(), name
    return None, ""


def _thread(person: Person, rows: Sequence[Comment], *, before: bool, after: bool) -> Thread:
    ids = [row.id for row in rows]
    thanks = Reaction.objects.filter(person=person, kind="thanks", comment__in=ids)
    thanked = set(thanks.values_list("comment", flat=True)) if ids else set()
    said = [
        Said(
            comment=row,
            html=SafeString("") if row.is_gone else to_html(row.body),
            deep=row.parent_id is not None,
            gone=row.is_gone,
            thanked=row.id in thanked,
            mine=row.author_id == person.id,
        )
        for row in rows
    ]
    return Thread(said, str(ids[0]) if before and ids else None, str(ids[-1]) if after and ids else None)
