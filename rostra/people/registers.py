"""What people hands to the registries."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rostra.accounts.actors import ActorSource, actor_sources
from rostra.accounts.api_auth import Recogniser, recognisers
from rostra.accounts.arrivals import Arrival, arrivals
from rostra.accounts.newcomers import NewcomerSource, newcomer_sources
from rostra.company.files import FileKeeper, file_keepers
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
