"""What advocacy keeps about people."""

from django.utils.translation import gettext_lazy as _

from rostra.advocacy.models import Account, FeedSource, Share, Story, TrackedLink
from rostra.company.personal_data import DID, RECORDS, SECURITY, WHILE_HERE, WROTE, PersonalData, personal_data
from rostra.people.personal_data import id_of

for _entry in (
    PersonalData(
        "advocacy.shares",
        40,
        WROTE,
        _("What you told outside through Rostra: your words, where, when, and how it went."),
        WHILE_HERE,
        _("You. Communicators see totals of five people and more, never names."),
        ("advocacy.Share.person", "advocacy.Share.key", "advocacy.Share.idempotency_key"),
        lambda request: Share.objects.filter(person=id_of(request)),
        ("network", "way", "words", "text", "state", "at", "sent_at", "outside_url"),
        "my_shares",
    ),
    PersonalData(
        "advocacy.clicks",
        41,
        DID,
        _("How often your short links were opened, by day. Of those who open them: nothing that names them."),
        _("Counts as long as the share. Who clicked is a keyed hash whose key is thrown away every day."),
        _("You; communicators in totals of five people and more."),
        ("advocacy.TrackedLink.share", "advocacy.DayCount.link", "advocacy.Click.visitor"),
        lambda request: TrackedLink.objects.filter(share__person=id_of(request)),
        ("token", "target", "at"),
        "my_shares",
    ),
    PersonalData(
        "advocacy.accounts",
        42,
        SECURITY,
        _("Accounts outside that you connected: their name, and the key their network gave us, encrypted."),
        _("Until you disconnect them or leave; then the key is given back and forgotten. That there was one stays."),
        _("You."),
        ("advocacy.Account.person", "advocacy.Account.handle"),
        lambda request: Account.objects.filter(person=id_of(request)),
        ("network", "instance", "handle", "name", "state", "connected_at", "ended_at"),
        "accounts",
    ),
    PersonalData(
        "advocacy.desk",
        43,
        DID,
        _("Stories you planned for the desk."),
        RECORDS,
        _("Communicators and administrators."),
        ("advocacy.Story.planned_by",),
        lambda request: Story.objects.filter(planned_by=id_of(request)),
        ("entry__title", "opens_at"),
    ),
    PersonalData(
        "advocacy.feeds",
        44,
        DID,
        _("Feeds you added for the desk."),
        RECORDS,
        _("Communicators and administrators."),
        ("advocacy.FeedSource.added_by",),
        lambda request: FeedSource.objects.filter(added_by=id_of(request)),
        ("name", "url", "at"),
    ),
):
    personal_data.add(_entry)
