"""What notices keep about people."""

from django.utils.translation import gettext_lazy as _

from rostra.company.personal_data import SENT, UNTIL_TAKEN, WHILE_HERE, YOU_ALONE, PersonalData, personal_data
from rostra.notices.models import Notice, QuietHours, Wish
from rostra.people.personal_data import id_of

for _entry in (
    PersonalData(
        "notices.inbox",
        10,
        SENT,
        _("Your inbox: who did what, the first words of it, and whether you read it. Of what you do, a line in the inbox of"
          " whoever it is for."),
        _("As long as your entry in the company’s list, which stays when you leave. What is deleted or removed, or what you may"
          " no longer read, leaves the inbox."),
        _("Whoever the inbox is."),
        (
            "notices.Notice.person", "notices.Notice.by", "notices.Notice.words", "notices.Notice.subject",
            "notices.Notice.scope", "notices.Notice.source", "notices.Notice.withdrawn", "notices.Notice.mail",
        ),
        lambda request: Notice.objects.standing().filter(person=id_of(request)),
        ("kind", "at", "read_at", "mailed_at", "times", "url"),
        "inbox",
    ),
    PersonalData(
        "notices.wishes",
        11,
        SENT,
        _("What you want to be told, in the inbox or by mail."),
        UNTIL_TAKEN,
        YOU_ALONE,
        ("notices.Wish.person",),
        lambda request: Wish.objects.filter(person=id_of(request)),
        ("kind", "inbox", "mail"),
        "wishes",
    ),
    PersonalData(
        "notices.quiet_hours",
        12,
        SENT,
        _("Your quiet hours."),
        WHILE_HERE,
        YOU_ALONE,
        ("notices.QuietHours.person", "notices.QuietHours.days"),
        lambda request: QuietHours.objects.filter(person=id_of(request)),
        ("starts", "ends", "days"),
        "wishes",
        counted=False,
    ),
):  # fmt: skip
    personal_data.add(_entry)
