"""The first hour of a house: what its first administrator does, each step done when the database says so."""

from dataclasses import dataclass

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from rostra.accounts.models import Invitation
from rostra.communities.models import Community, Entry
from rostra.communities.models.entry import SHOWN
from rostra.company.models import Company
from rostra.people.models import Person


@dataclass(frozen=True)
class Step:
    words: str
    about: str
    url: str
    done: bool


def first_steps(person: Person) -> list[Step]:
    """What is done and what is left, in one statement; nothing when all is done."""
    others = Person.objects.visible_to(person).here().exclude(id=person.id)
    asked = Company.objects.values_list(
        "mail_from",
        Exists(others),
        Exists(Community.objects.filter(closed_at=None)),
        Exists(Entry.objects.filter(SHOWN)),
        Exists(Invitation.objects.filter(sent_at__isnull=False)),  # the first administrator’s own was never sent
        Exists(others.filter(user__isnull=False)),
    ).first()
    if asked is None:
        return []
    mail, people, communities, said, invited, came = asked
    steps = _steps(bool(mail), people, communities, said, invited or came)
    return [] if all(step.done for step in steps) else steps


def _steps(mail: bool, people: bool, communities: bool, said: bool, invited: bool) -> list[Step]:
    return [
        Step(
            _("Say how mail gets out"),
            _("Invitations and news travel by mail. You can send yourself a letter to see that it works."),
            reverse("company"),
            mail,
        ),
        Step(
            _("Bring in the list of people"),
            _("A file with names, addresses and units. You see what it would change before anything does."),
            reverse("people_imports"),
            people,
        ),
        Step(
            _("Look at the communities"),
            _("Every unit of the list gets one. Start others for what people share across units."),
            f"{reverse('communities')}?show=all",
            communities,
        ),
        Step(
            _("Write the first post"),
            _("Whoever comes in finds that somebody speaks here."),
            reverse("entry_new"),
            said,
        ),
        Step(
            _("Invite your people"),
            _("One mail each, with a way in. Start with a few if you like."),
            reverse("invitations"),
            invited,
        ),
    ]
