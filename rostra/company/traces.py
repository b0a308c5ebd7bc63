"""What the company's room keeps about people: mails, files, and what stays on machines."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rostra.company.models import File, Mail
from rostra.company.personal_data import SENT, TRACES, WROTE, PersonalData, Rows, Words, personal_data

OPERATORS = _("Whoever runs the machine.")
_NO_ADDRESS = "-"

# Of the log's line for each page; ROSTRA_LOG_ADDRESS says how much of the address stands on it.
LOG_WORDS: dict[str, Words] = {
    "whole": _(
        "For each page you ask for, in the log of the machine: when, which page, and from which network address."
    ),
    "short": _(
        "For each page you ask for, in the log of the machine: when, which page, and the first part of the network address."
    ),
    "none": _("For each page you ask for, in the log of the machine: when, and which page. No network address."),
}


def _mails(request: HttpRequest) -> Rows:
    return Mail.objects.filter(to=getattr(request.user, "email", _NO_ADDRESS))


def _files(request: HttpRequest) -> Rows:
    person = getattr(request, "person", None)
    return File.objects.filter(uploaded_by=person.id if person is not None else UUID(int=0))


for _entry in (
    PersonalData(
        "company.files",
        20,
        WROTE,
        _("Pictures you upload, written anew: where and with what they were taken is thrown away first. Of the file’s name its"
          " letters stay."),
        _("As long as what they hang on. A picture you never sent goes after a day."),
        _("Whoever may see what they hang on, and nobody else."),
        ("company.File.uploaded_by", "company.File.owner_id"),
        _files,
        ("name", "media_type", "bytes", "at"),
    ),
    PersonalData(
        "company.mail",
        20,
        SENT,
        _("Mails that Rostra sent to the address you have now: the address, the subject, when, and whether your mail server took"
          " it. Mails to an earlier address stand under that address, and are not counted here."),
        _("Ninety days. What the mail said is emptied as soon as it was sent; of a mail that failed, after a week."),
        _("Administrators, without what the mails said."),
        ("company.Mail.to", "company.Mail.subject", "company.Mail.headers"),
        _mails,
        ("subject", "kind", "state", "at", "sent_at"),
    ),
    PersonalData(
        "company.log",
        10,
        TRACES,
        LOG_WORDS[settings.LOG_ADDRESS],
        _("As long as whoever runs the machine keeps its logs; Rostra itself keeps none. Your name, what you wrote and what opens"
          " something are not on it."),
        OPERATORS,
    ),
    PersonalData(
        "company.pace",
        11,
        TRACES,
        _("How often you wrote lately, as one moment for each kind of thing; before you sign in, by network address."),
        _("An hour or two after you wrote last."),
        _("Nobody; whoever runs the machine could look."),
        ("pace.key",),
    ),
    PersonalData(
        "company.jobs",
        12,
        TRACES,
        _("Work that waits to be done, such as a mail to you: which work, and the numbers of what it is about. No words."),
        _("Until it is done; what failed, ninety days."),
        _("Administrators see what failed."),
        ("procrastinate_jobs.args",),
    ),
    PersonalData(
        "company.browser",
        13,
        TRACES,
        _("In your own browser: cookies that hold who is signed in, that forms are yours, your language, and a message until it is"
          " shown; and drafts of what you are writing. No cookie of anybody else, and none that follows you."),
        _("Until you sign out, except the language; at most a year."),
        _("Whoever uses your browser."),
    ),
    PersonalData(
        "company.backups",
        14,
        TRACES,
        _("Copies of all of this, where whoever runs the machine makes backups. What you delete stays in them until they are thrown"
          " away."),
        _("As long as the company keeps its backups; ask who runs the machine."),
        OPERATORS,
    ),
):  # fmt: skip
    personal_data.add(_entry)
