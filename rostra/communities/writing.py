"""The form one writes on: whom she may say it to, and what came back from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from rostra.accounts.models import Grant
from rostra.communities.actions.pictures import KEEPER
from rostra.communities.hearers import To
from rostra.communities.models import Community
from rostra.company.files import store_picture
from rostra.company.models import File
from rostra.kit.errors import Refused
from rostra.kit.ids import new_id
from rostra.people.models import Audience, Person

NOBODY = UUID(int=0)  # an id that nothing has


@dataclass(frozen=True)
class Choice:
    """One line of "who hears it". `value` is what the form sends."""

    value: str
    label: str
    chosen: bool = False


def choices(person: Person, grants: frozenset[str], chosen: str) -> list[tuple[str, Sequence[Choice]]]:
    """Groups of the select: all of us and followers, her communities, and for communicators the audiences."""

    def made(value: str, label: str) -> Choice:
        return Choice(value, label, value == chosen)

    wide = [made("everyone", _("Everyone here")), made("followers", _("People who follow you"))]
    mine = Community.objects.of(person).running().latest_first().values_list("id", "name")
    groups: list[tuple[str, Sequence[Choice]]] = [("", wide)]
    if places := [made(f"community:{id}", name) for id, name in mine]:
        groups.append((_("Your communities"), places))
    if Grant.Kind.COMMUNICATOR in grants:
        audiences = Audience.objects.order_by("name", "id").values_list("id", "name")
        groups.append((_("Audiences"), [made(f"audience:{id}", name) for id, name in audiences]))
    return groups


def read_to(value: str, person: Person) -> To:
    """What was chosen. `Refused` for what is no choice of hers; whether she may speak there is the verb's to say."""
    if value == "everyone":
        return To.all()
    if value == "followers":
        return To.my_followers()
    kind, _colon, id = value.partition(":")
    if kind == "community":
        community = Community.objects.visible_to(person).filter(id=_uuid(id) or NOBODY).first()
        if community is not None:
            return To.those_in(community)
    if kind == "audience":
        audience = Audience.objects.filter(id=_uuid(id) or NOBODY).first()
        if audience is not None:
            return To.those_of(audience)
    message = _("Choose who is to hear it. Your text is kept below.")
    raise Refused(message, fields={"to": message})


def read_key(text: str | None) -> UUID | None:
    """The form's key; one that is none makes the form good for one more press, no more."""
    return _uuid(text or "")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def read_picture(request: HttpRequest, person: Person) -> File | None:
    """The picture of the form: sent now, or kept from a form that came back. `Refused` when it cannot be taken or says nothing."""
    upload, kept = request.FILES.get("picture"), _uuid(request.POST.get("picture_id", ""))
    alt = request.POST.get("alt", "").strip()
    if isinstance(upload, UploadedFile):
        picture: File | None = store_picture(by=person.actor, upload=upload, keeper=KEEPER, alt=alt)
    elif kept is not None:
        picture = File.objects.filter(id=kept, keeper=KEEPER, owner_id=None, uploaded_by=person.id).first()
        if picture is not None and picture.alt != alt:
            picture.alt = alt[:500]
            picture.save(update_fields=["alt"])
    else:
        return None
    if picture is not None and not alt:
        message = _(
            "Say in a few words what the picture shows, for those who do not see it. Your text and picture are kept."
        )
        raise NoAlt(message, picture)
    return picture


class NoAlt(Refused):
    """The picture came without words for it; it is kept meanwhile."""

    def __init__(self, message: str, picture: File) -> None:
        super().__init__(message, fields={"alt": message})
        self.picture = picture


def fresh_key() -> str:
    return str(new_id())
