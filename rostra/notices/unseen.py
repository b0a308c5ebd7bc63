"""The mail for what was not seen: one mail a person, once for each line, never in her quiet hours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from rostra.company.actions import send_mail
from rostra.company.current import current_company
from rostra.company.models import Mail
from rostra.notices.kinds import kinds
from rostra.notices.models import Notice, QuietHours, Wish
from rostra.notices.quiet import is_quiet
from rostra.people.models import Person

WAIT = timedelta(minutes=30)  # she may be on her way to reading it
PEOPLE = 500  # read at a time: whoever is left in peace must not keep the others from their mail
LINES = 8  # in one mail; the rest is a number
SALT = "notices.stop-mail"


@dataclass(frozen=True)
class Line:
    """What a mail shows of a notice."""

    who: str
    sentence: str
    url: str


def mail_unseen(*, now: datetime | None = None) -> int:
    """Mail everybody whose lines have waited half an hour. Returns the number of mails. Run every five minutes."""
    moment = now or timezone.now()
    waiting = Notice.objects.standing().filter(read_at=None, mailed_at=None, at__lt=moment - WAIT)
    ids = list(waiting.filter(person__left_at=None).values_list("person_id", flat=True).distinct())
    return sum(_mail_some(ids[start : start + PEOPLE], moment) for start in range(0, len(ids), PEOPLE))


def _mail_some(ids: list[UUID], moment: datetime) -> int:
    people = Person.objects.filter(id__in=ids, left_at=None).in_bulk()
    quiet = QuietHours.objects.in_bulk(ids)
    refused = _kinds_without_mail(ids)
    return sum(
        _mail_one(person, refused[person.id], moment)
        for person in people.values()
        if not _in_peace(person, quiet.get(person.id), moment)
    )


def _in_peace(person: Person, hours: QuietHours | None, moment: datetime) -> bool:
    if hours is None:
        return False
    local = moment.astimezone(ZoneInfo(person.zone or current_company().zone))
    return is_quiet(local, starts=hours.starts, ends=hours.ends, days=hours.days)


def _kinds_without_mail(ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The kinds each wants no mail of: those off by default unless wished, and those wished off."""
    off = {kind.key for kind in kinds if not kind.mail}
    found: dict[UUID, set[str]] = defaultdict(lambda: set(off))
    for wish in Wish.objects.filter(person__in=list(ids)):
        (found[wish.person_id].discard if wish.mail else found[wish.person_id].add)(wish.kind)
    return found


@transaction.atomic
def _mail_one(person: Person, refused: set[str], moment: datetime) -> int:
    """Send and note in one transaction, so that a killed worker mails nobody twice."""
    lines = list(
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .standing()
        .filter(person=person, read_at=None, mailed_at=None)
        .select_related("by")
        .order_by("-at")
    )
    Notice.objects.filter(id__in=[line.id for line in lines]).update(mailed_at=moment)
    wanted = [line for line in lines if line.kind not in refused and line.kind in kinds]
    if not wanted or not person.email:
        return 0
    with translation.override(person.language or current_company().language):
        mail = _send(person, wanted)
    Notice.objects.filter(id__in=[line.id for line in wanted]).update(mail=mail.id)
    return 1


def _send(person: Person, lines: list[Notice]) -> Mail:
    stop = settings.ROSTRA_URL + reverse("inbox-mail-stop", args=[signing.dumps(str(person.id), salt=SALT)])
    shown = [
        Line(line.by.name if line.by else "", sentence_of(line), settings.ROSTRA_URL + line.url)
        for line in lines[:LINES]
    ]
    count = sum(line.times for line in lines)
    context = {
        "person": person,
        "lines": shown,
        "more": len(lines) - len(shown),
        "inbox": settings.ROSTRA_URL + reverse("inbox"),
        "wishes": settings.ROSTRA_URL + reverse("wishes"),
        "stop": stop,
        "company": current_company(),
    }
    return send_mail(
        to=person.email,
        subject=ngettext("%(count)d thing waits for you", "%(count)d things wait for you", count) % {"count": count},
        text=render_to_string("notices/mail/unseen.txt", context),
        html=render_to_string("notices/mail/unseen.html", context),
        kind="notices.unseen",
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def sentence_of(notice: Notice) -> str:
    """What its kind says; nothing for a kind whose room is gone."""
    kind = kinds.get(notice.kind)
    if kind is None:
        return ""
    words = notice.words if notice.withdrawn is None else notice.words | dict.fromkeys(kind.quoted, "…")
    return kind.sentence(words, notice.times)


def person_of_stop(token: str) -> Person | None:
    """Whose mail a link stops; None for a link nobody gave out. The links do not expire, as mails do not."""
    try:
        return Person.objects.filter(id=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def stop_mail(*, person: Person) -> None:
    """No more mail of any kind; the inbox stays as it is."""
    wishes = {wish.kind: wish.inbox for wish in Wish.objects.filter(person=person)}
    Wish.objects.bulk_create(
        [Wish(person=person, kind=kind.key, inbox=wishes.get(kind.key, True), mail=False) for kind in kinds],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["mail"],
    )
