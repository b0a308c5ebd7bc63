"""What people keep about people, and the ledger below them: it knows ids and names only."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rostra.company.personal_data import (
    ABOUT,
    ADMINISTRATORS,
    BELONGS,
    DID,
    EVERYONE_HERE,
    RECORDS,
    UNTIL_TAKEN,
    WHILE_HERE,
    YOU_ALONE,
    PersonalData,
    Rows,
    personal_data,
)
from rostra.ledger.models import Fact
from rostra.people.models import AudienceMember, Follow, ImportRun, Person, PersonSkill

NOBODY = UUID(int=0)


def id_of(request: HttpRequest) -> UUID:
    """Whoever asks, as a Person; an id that nobody has for who is none."""
    person = getattr(request, "person", None)
    return person.id if person is not None else NOBODY


def _self(request: HttpRequest) -> Rows:
    return Person.objects.filter(id=id_of(request))


for _entry in (
    PersonalData(
        "people.person",
        20,
        ABOUT,
        _("What the company’s list says of you: name, e-mail, employee number, unit, title, manager, place, phone,"
          " languages, skills."),
        RECORDS,
        _("Everyone here; phone, place and number as you chose on your own page."),
        ("people.Person.email", "people.Person.phone", "people.Person.number", "people.Person.lead"),
        _self,
        ("name", "email", "number", "title", "unit__name", "lead__name", "place", "phone", "languages", "left_at"),
        "me",
        counted=False,
    ),
    PersonalData(
        "people.own",
        21,
        ABOUT,
        _("What you write about yourself: a few words, a photo, and who may see your phone, place and number."),
        UNTIL_TAKEN,
        EVERYONE_HERE,
        ("people.Person.photo_id", "people.Person.sees_phone"),
        _self,
        ("about", "sees_phone", "sees_place", "sees_number", "edited"),
        "me",
        counted=False,
    ),
    PersonalData(
        "people.skills",
        22,
        ABOUT,
        _("Your skills."),
        UNTIL_TAKEN,
        EVERYONE_HERE,
        ("people.PersonSkill.person",),
        lambda request: PersonSkill.objects.filter(person=id_of(request)),
        ("skill__name",),
        "me",
    ),
    PersonalData(
        "people.settings",
        23,
        ABOUT,
        _("Your language, your time zone, light or dark; when you first came in, and where you stopped reading."),
        WHILE_HERE,
        YOU_ALONE,
        (),
        _self,
        ("language", "zone", "theme", "came_at", "river_seen_at"),
        "me",
        counted=False,
    ),
    PersonalData(
        "people.follow",
        24,
        BELONGS,
        _("Whom you follow, and who follows you."),
        _("Until one stops following."),
        _("You, and whoever is followed."),
        ("people.Follow.follower", "people.Follow.followed"),
        lambda request: Follow.objects.filter(Q(follower=id_of(request)) | Q(followed=id_of(request))),
        ("follower__name", "followed__name", "at"),
        "people",
    ),
    PersonalData(
        "people.audience",
        25,
        BELONGS,
        _("Groups of readers that you fall into, by your unit, place, language or skills."),
        _("As long as you fall into them; worked out anew every hour."),
        _("Nobody sees who is in one; its size is shown to whoever writes to it."),
        ("people.AudienceMember.person", "people.Audience.rule"),
        lambda request: AudienceMember.objects.filter(person=id_of(request)),
        ("audience__name",),
    ),
    PersonalData(
        "people.import",
        26,
        ABOUT,
        _("Lists of people that were brought in: who did it, how many changed, and the lines that could not be read."),
        _("A year. The list itself is deleted when it has been brought in, at the latest after a week."),
        ADMINISTRATORS,
        (
            "people.ImportRun.by", "people.ImportRun.options", "people.ImportRun.report", "people.ImportNote.words",
            "people.ImportNote.text",
        ),
        lambda request: ImportRun.objects.filter(by=id_of(request)),
        ("file_name", "state", "at", "ended_at"),
    ),
    PersonalData(
        "people.audit",
        27,
        DID,
        _("The audit: what you did, from signing in to publishing, joining or removing; your name as it was then, when, and what"
          " it was about: a browser, an address, a title, a moderator’s reason. Never the words of posts and comments."),
        _("Signing in: ninety days. Thanks, shares and outside accounts: a year. The rest as long as the company keeps its"
          " records, also after you left."),
        _("Auditors and administrators."),
        (
            "ledger.Fact.actor_id", "ledger.Fact.actor_label", "ledger.Fact.subject_id", "ledger.Fact.data",
            "ledger.Delivery.error",
        ),
        lambda request: Fact.objects.filter(actor_id=id_of(request)),
        ("kind", "at", "keep_until", "actor_label", "data"),
    ),
):  # fmt: skip
    personal_data.add(_entry)
