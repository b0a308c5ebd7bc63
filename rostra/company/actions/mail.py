"""Outbound mail: kept as a row, sent by a job, tried again while there is hope."""

import re
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.company.current import company_or_none
from rostra.company.facts import MailFailed
from rostra.company.models import Company, Mail
from rostra.company.transport import MailServer, NotTaken, SealBroken, hand_over
from rostra.kit.errors import Refused
from rostra.kit.job_queue import defer
from rostra.ledger.facts import Actor, record

# Seconds until the next try: minutes for a server that is restarted, hours for a greylist or a full disk; then failed.
WAITS = (60, 300, 900, 3600, 3 * 3600, 8 * 3600, 24 * 3600)
LONGEST_ADDRESS = 254  # signs, RFC 5321
SWEEP_MINUTES = 10
LOG_DAYS = 90
FAILED_BODY_DAYS = 7
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}")


def send_mail(
    *, to: str, subject: str, text: str, html: str = "", kind: str, headers: dict[str, str] | None = None
) -> Mail:
    """Keep one message and defer its sending, in the caller's transaction. Raises `Refused` for an address that is none.

    `kind` is "room.what". `headers` may carry List-Unsubscribe and its like. Write it in the reader's language.
    """
    try:
        validate_email(to if len(to) <= LONGEST_ADDRESS else "")
    except ValidationError as error:
        raise Refused(_("“%(to)s” is not an e-mail address. Nothing was sent.") % {"to": to[:254]}) from error
    with transaction.atomic():
        mail = Mail.objects.create(
            to=to,
            subject=" ".join(subject.split())[:300],
            text=text,
            html=html,
            kind=kind,
            headers={
                name: " ".join(value.split()) for name, value in (headers or {}).items() if _HEADER.fullmatch(name)
            },
        )
        _defer(mail.id, 0)
    return mail


def deliver_mail(*, mail_id: UUID) -> str:
    """Try one waiting message. Returns its state afterwards. Two workers never try the same one at once."""
    with transaction.atomic():
        mail = Mail.objects.select_for_update(skip_locked=True).filter(id=mail_id).first()
        if mail is None:  # another worker has it; one that does not exist is a fault, and raised
            return Mail.objects.get(id=mail_id).state
        if mail.state != Mail.WAITING:
            return mail.state
        company = company_or_none()
        if keeps_only(company):
            return _note_sent(mail, keep_body=True)
        mail.tries += 1
        try:
            hand_over(mail, _server_of(company))
        except NotTaken as error:
            return _note_refusal(mail, error)
        return _note_sent(mail, keep_body=False)


def try_mail_again(*, mail: Mail) -> None:
    """The mail log's button, for one that failed and still has its words."""
    with transaction.atomic():
        again = Mail.objects.filter(id=mail.id, state=Mail.FAILED).exclude(text="")
        if again.update(state=Mail.WAITING, tries=0, error=""):
            _defer(mail.id, 0)


def take_mail_back(*, mails: Iterable[UUID]) -> list[UUID]:
    """What should not be read any more: not sent where it has not left, without words there and where it failed.

    Returns those that will not be sent. One that is being handed over at this moment leaves.
    """
    with transaction.atomic():
        there = Mail.objects.filter(id__in=list(mails))
        held = there.select_for_update(skip_locked=True).filter(state=Mail.WAITING).values_list("id", flat=True)
        taken = list(held)
        there.filter(state=Mail.FAILED).update(text="", html="")
        Mail.objects.filter(id__in=taken).update(state=Mail.TAKEN_BACK, text="", html="", headers={})
    return taken


def send_waiting_now() -> int:
    """After the settings were mended: what waits for its next try is tried at once. Returns how many."""
    with transaction.atomic():
        waiting = list(Mail.objects.filter(state=Mail.WAITING, tries__gt=0).values_list("id", flat=True)[:5000])
        for mail_id in waiting:
            _defer(mail_id, 0)
    return len(waiting)


def sweep_mail() -> int:
    """Defer anew what waits with no job left. Returns how many. A job that failed for good has its button in the console."""
    with_job = ProcrastinateJob.objects.filter(task_name="company.deliver_mail")
    have = set(with_job.values_list("args__mail_id", flat=True))
    before = timezone.now() - timedelta(minutes=SWEEP_MINUTES)
    waiting = Mail.objects.filter(state=Mail.WAITING, at__lt=before).values_list("id", flat=True)
    lost = [mail_id for mail_id in waiting[:5000] if str(mail_id) not in have]
    with transaction.atomic():
        for mail_id in lost:
            _defer(mail_id, 0)
    return len(lost)


def tidy_mail() -> None:
    """Daily: the words of what failed go after a week, the log after ninety days. A demo keeps all."""
    if keeps_only(company_or_none()):
        return
    now = timezone.now()
    Mail.objects.filter(state=Mail.FAILED, at__lt=now - timedelta(days=FAILED_BODY_DAYS)).update(text="", html="")
    Mail.objects.filter(at__lt=now - timedelta(days=LOG_DAYS)).delete()


def keeps_only(company: Company | None) -> bool:
    """A demo never sends: its people are invented, their addresses might not be."""
    return bool(settings.ROSTRA_DEMO or (company and company.demo))


def can_send_mail() -> bool:
    """Whether mail has a way out: a server is set, or a demo that only keeps it."""
    company = company_or_none()
    return keeps_only(company) or bool(company and company.mail_host and company.mail_from)


def _server_of(company: Company | None) -> MailServer:
    if company is None:
        raise NotTaken("no company is set up", final=False)
    try:
        return MailServer.of(company)
    except SealBroken as error:
        raise NotTaken(
            "the mail password cannot be opened with the keys of this house; type it anew", final=False
        ) from error


def _note_sent(mail: Mail, *, keep_body: bool) -> str:
    mail.state, mail.error, mail.sent_at = Mail.SENT, "", timezone.now()
    if not keep_body:
        mail.text = mail.html = ""
    mail.save()
    return mail.state


def _note_refusal(mail: Mail, error: NotTaken) -> str:
    mail.error = error.reason[:500]
    if error.final or mail.tries > len(WAITS):
        mail.state = Mail.FAILED
        record(MailFailed(mail_id=str(mail.id), kind=mail.kind, error=mail.error), by=Actor.house())
    else:
        _defer(mail.id, WAITS[mail.tries - 1])
    mail.save()
    return mail.state


def _defer(mail_id: UUID, seconds: int) -> None:
    defer("company.deliver_mail", wait=timedelta(seconds=seconds), mail_id=str(mail_id))
