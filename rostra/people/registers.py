"""What people hands to the registries."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rostra.accounts.actors import ActorSource, actor_sources
from rostra.accounts.api_auth import Recogniser, recognisers
from rostra.accounts.arrivals import Arrival, arrivals
from rostra.accounts.newcomers import NewcomerSource, newcomer_sources
from rostra.company.files import FileKeeper, file_keepers
from rostra.company.kept import Kept, kept
from rostra.company.models import File
from rostra.kit.doors import Keeper, keepers
from rostra.kit.places import ConsolePage, NavItem, SearchSource, console_pages, navigation, search_sources
from rostra.people import arriving, inviting
from rostra.people.actions.photos import KEEPER
from rostra.people.searching import search_people

# A log-in that is a person of the company and still here.
keepers.add(Keeper("people", lambda request: getattr(request, "person", None) is not None))
arrivals.add(Arrival("people", arriving.connect))
newcomer_sources.add(NewcomerSource("people", inviting.count_uninvited, inviting.uninvited_after))
actor_sources.add(ActorSource("people", arriving.actors_of))
recognisers.add(Recogniser("people", arriving.recognise))


def _photo_is_for(request: HttpRequest, file: File) -> bool:
    """A face is for everyone who is here."""
    return getattr(request, "person", None) is not None


file_keepers.add(FileKeeper(KEEPER, _photo_is_for))
navigation.add(NavItem("people", 50, _("People"), "people", "people"))
search_sources.add(SearchSource("people", 10, _("People"), search_people))
console_pages.add(
    ConsolePage(
        "people", 15, _("People"), _("Who is here and who left; bring in the company’s list."), "console_people"
    )
)
console_pages.add(
    ConsolePage("units", 17, _("Units"), _("How the company is built, as its list says."), "console_units")
)
kept.add(
    Kept(
        "people.person",
        20,
        _("What the company’s list says of you: name, e-mail, employee number, unit, title, manager, place, phone,"
          " languages, skills."),
        _("So that colleagues find whom they look for."),
        _("As long as the company keeps its records. When you leave, your name stays with what you said."),
        _("Everyone here; phone, place and number as you chose on your own page."),
    )
)  # fmt: skip
kept.add(
    Kept(
        "people.own",
        21,
        _("What you write about yourself: a few words, a photo, your languages and skills, and whom you follow."),
        _("So that others know what to ask you, and you read whom you want to read."),
        _("Until you take it away."),
        _("Everyone here. Whom you follow: you, and the people you follow."),
    )
)
kept.add(
    Kept(
        "people.import",
        22,
        _("Lists of people that were brought in: who did it, how many changed, and the lines that could not be read."),
        _("So that mistakes in the list can be mended."),
        _("A year. The list itself is deleted when it has been brought in, at the latest after a week."),
        _("Administrators."),
    )
)
