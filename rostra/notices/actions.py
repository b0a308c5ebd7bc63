"""Who is told what. What is worth a notice is the caller's decision."""

from collections.abc import Iterable, Sequence
from datetime import time
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from rostra.company.actions import take_mail_back
from rostra.kit.ids import new_id
from rostra.notices.kinds import kinds as known_kinds
from rostra.notices.models import Notice, QuietHours, Wish
from rostra.people.models import Person

_TELL = """
    INSERT INTO notices_notice (id, person_id, kind, by_id, subject, scope, source, url, words, times, at)
    SELECT told.id, p.id, %s, %s, %s, %s, %s, %s, %s::jsonb, 1, now()
    FROM unnest(%s::uuid[], %s::uuid[]) AS told(id, person_id)
    JOIN people_person p ON p.id = told.person_id AND p.left_at IS NULL
    LEFT JOIN notices_wish w ON w.person_id = p.id AND w.kind = %s
    WHERE coalesce(w.inbox, true)
    ON CONFLICT (person_id, kind, subject) WHERE read_at IS NULL
    DO UPDATE SET times = notices_notice.times + (notices_notice.withdrawn IS NULL)::int, withdrawn = NULL,
                  by_id = excluded.by_id, at = excluded.at, source = excluded.source,
                  url = excluded.url, words = excluded.words
"""


def tell(
    *,
    people: Iterable[UUID],
    kind: str,
    by: Person | None,
    subject: UUID,
    scope: UUID | None = None,
    source: UUID | None = None,
    url: str,
    words: dict[str, str],
) -> int:
    """Put one line into the inbox of each: herself never, a leaver never, who does not want the kind never.

    `source`: what its words are taken from, so that they go and come back with it (`withdraw`, `bring_back`, `reword`).

    One statement whatever the number. Returns how many were told. Raises LookupError for a kind nobody registered.
    """
    if kind not in known_kinds:
        raise LookupError(f"no notice kind '{kind}'")
    addressed = sorted({person for person in people if by is None or person != by.id})
    if not addressed:
        return 0
    by_id = by.id if by is not None else None
    packed = connection.ops.adapt_json_value(words, None)
    with connection.cursor() as cursor:
        ids = [new_id() for _person in addressed]
        cursor.execute(_TELL, [kind, by_id, subject, scope, source, url, packed, ids, addressed, kind])
        return int(cursor.rowcount)


@transaction.atomic
def forget(
    *,
    subject: UUID | None = None,
    scope: UUID | None = None,
    person: UUID | None = None,
    kinds: Sequence[str] = (),
) -> int:
    """Take lines back: of a thing that is gone (`subject`), of a place she may no longer see (`scope` and `person`)."""
    if subject is None and scope is None:
        raise ValueError("forget what: a subject or a scope")
    lines = Notice.objects.all()
    lines = lines if subject is None else lines.filter(subject=subject)
    lines = lines if scope is None else lines.filter(scope=scope)
    lines = lines if person is None else lines.filter(person_id=person)
    lines = lines.filter(kind__in=kinds) if kinds else lines
    _call_back(lines)
    return _by_id(lines).delete()[0]


def told_about(subject: UUID, *, kinds: Sequence[str]) -> set[UUID]:
    """Who has lines of these kinds about a thing."""
    return set(Notice.objects.filter(subject=subject, kind__in=kinds).values_list("person_id", flat=True))


@transaction.atomic
def withdraw(*, gone: UUID, about: UUID) -> None:
    """Something is gone, perhaps not for good: what lines show of it, and lines about it, leave inboxes and mails not yet sent.

    `about` is the subject of those lines: the thing itself, or what it belongs to.
    """
    _call_back(Notice.objects.filter(subject=about))
    _by_id(Notice.objects.filter(Q(subject=gone) | Q(source=gone), withdrawn=None)).update(withdrawn=gone)


@transaction.atomic
def bring_back(*, gone: UUID) -> None:
    """It is there again."""
    _by_id(Notice.objects.filter(withdrawn=gone)).update(withdrawn=None)


@transaction.atomic
def reword(*, source: UUID, about: UUID, words: dict[str, str]) -> None:
    """It says something else now."""
    _call_back(Notice.objects.filter(subject=about))
    _by_id(Notice.objects.filter(source=source)).update(words=words)


@transaction.atomic
def forget_withdrawn(*, gone: Iterable[UUID]) -> int:
    """They are gone for good."""
    return _by_id(Notice.objects.filter(withdrawn__in=list(gone))).delete()[0]


@transaction.atomic
def let_go(*, people: Iterable[UUID]) -> None:
    """They left: no mail waits for them, and none will be written of what they have not read."""
    lines = Notice.objects.filter(person__in=list(people))
    _call_back(lines)
    _by_id(lines.filter(mailed_at=None)).update(mailed_at=timezone.now())


def _by_id(lines: "QuerySet[Notice]") -> "QuerySet[Notice]":
    """The same lines, locked in one order, in the caller's transaction: an inbox read as a whole and an entry taken back
    do not wait for each other."""
    held = lines.order_by("id").select_for_update(no_key=True).values("id")
    return Notice.objects.filter(id__in=held)


def _call_back(lines: "QuerySet[Notice]") -> None:
    """Mails with these lines that have not left are taken back; their other lines wait for the next mail."""
    mails = {mail: person for mail, person in lines.values_list("mail", "person") if mail is not None}
    if mails:
        taken = take_mail_back(mails=mails)
        Notice.objects.filter(person__in=set(mails.values()), mail__in=taken).update(mailed_at=None, mail=None)


@transaction.atomic
def mark_read(*, by: Person, subject: UUID | None = None, notice: UUID | None = None) -> int:
    """Read one line, all about one subject (by opening its page), or, with neither, everything."""
    lines = Notice.objects.standing().filter(person=by, read_at=None)
    lines = lines if subject is None else lines.filter(subject=subject)
    lines = lines if notice is None else lines.filter(id=notice)
    return _by_id(lines).update(read_at=timezone.now())


def mark_unread(*, by: Person, notice: UUID) -> int:
    """Unless a newer line of the same kind about the same thing waits already."""
    line = Notice.objects.filter(person=by, id=notice).exclude(read_at=None).first()
    if line is None:
        return 0
    newer = Notice.objects.filter(person=by, kind=line.kind, subject=line.subject, read_at=None)
    return 0 if newer.exists() else Notice.objects.filter(id=line.id).update(read_at=None)


@transaction.atomic
def wish(*, by: Person, chosen: dict[str, tuple[bool, bool]], quiet: tuple[time, time] | None, days: list[int]) -> None:
    """What she wants, whole: kind to (inbox, mail); quiet hours in her zone, or none; whole quiet days."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(id=by.id)  # two windows, one after the other
    Wish.objects.filter(person=by).delete()
    Wish.objects.bulk_create(
        [
            Wish(person=by, kind=kind.key, inbox=inbox, mail=inbox and mail)
            for kind in known_kinds
            for inbox, mail in [chosen.get(kind.key, (True, kind.mail))]
            if (inbox, inbox and mail) != (True, kind.mail)
        ]
    )
    QuietHours.objects.filter(person=by).delete()
    if quiet is not None or days:
        starts, ends = quiet or (time(0), time(0))
        QuietHours.objects.create(person=by, starts=starts, ends=ends, days=sorted(set(days)))
