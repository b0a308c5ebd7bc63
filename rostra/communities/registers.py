"""What communities hand to kit and to notices."""

from django.utils.translation import gettext_lazy as _

from rostra.communities import tells, told
from rostra.communities.actions.pictures import KEEPER
from rostra.communities.finding import can_read_picture
from rostra.communities.search import find_communities, find_entries
from rostra.company.files import FileKeeper, file_keepers
from rostra.kit.places import (
    ConsolePage,
    NavItem,
    Panel,
    SearchSource,
    console_pages,
    navigation,
    panels,
    search_sources,
)

__all__ = ["tells", "told"]

navigation.add(NavItem("communities", 30, _("Communities"), "shapes", "communities", tab=2))
navigation.add(NavItem("kept", 45, _("Kept"), "bookmark", "kept"))
search_sources.add(SearchSource("communities", 20, _("Communities"), find_communities))
search_sources.add(SearchSource("entries", 30, _("What was said"), find_entries))
panels.add(Panel("communities.of_person", 20, "profile", "communities_of"))
panels.add(Panel("communities.suggested", 20, "home.side", "communities_suggested"))
console_pages.add(
    ConsolePage(
        key="reports",
        order=50,
        label=_("Reports"),
        about=_("What people found wrong in what was said, and what was removed."),
        url_name="reports",
        keepers=("moderator", "administrator"),
    )
)

# A picture is as visible as the entry it hangs on.
file_keepers.add(FileKeeper(KEEPER, can_read_picture))
