"""What advocacy hands to kit and to the rooms below."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostra.advocacy import queries
from rostra.advocacy.counting import open_count
from rostra.advocacy.networks import bluesky, facebook, linkedin, mail, mastodon, whatsapp, x
from rostra.advocacy.networks.network import networks
from rostra.advocacy.pictures import KEEPER, can_read
from rostra.advocacy.telling import FAILED, SENT, UNCLEAR
from rostra.communities.kinds import EntryKind
from rostra.communities.kinds import kinds as entry_kinds
from rostra.company.files import FileKeeper, file_keepers
from rostra.guidelines.surfaces import NamedSurface, surfaces
from rostra.kit.places import ConsolePage, NavItem, console_pages, navigation
from rostra.notices.kinds import NoticeKind, kinds

for _network in (linkedin, mastodon, bluesky, x, facebook, whatsapp, mail):
    networks.add(_network.NETWORK)

kinds.add(
    NoticeKind(
        SENT,
        300,
        gettext_lazy("What you told has gone out"),
        "send",
        lambda words, times: _("What you told stands on %(network)s") % words,
        mail=False,
    )
)
kinds.add(
    NoticeKind(
        UNCLEAR,
        301,
        gettext_lazy("It is unclear whether what you told has gone out"),
        "send",
        lambda words, times: _("Does what you told stand on %(network)s? Please look, and tell us") % words,
    )
)
kinds.add(
    NoticeKind(
        FAILED,
        302,
        gettext_lazy("What you told could not go out"),
        "send",
        lambda words, times: _("What you told could not go out to %(network)s: %(reason)s") % words,
    )
)

for _known in networks:
    surfaces.add(NamedSurface(_known.key, 10 + _known.order, _known.surface, _known.label))

entry_kinds.add(
    EntryKind(
        "story",
        60,
        gettext_lazy("has a story to tell in"),
        gettext_lazy("has a story for you to tell"),
        card="advocacy/stories/_card.html",
        satellites=queries.satellites,
        co_edits=lambda person, entry: queries.is_communicator(person),
        card_class="story",
    )
)

file_keepers.add(FileKeeper(KEEPER, can_read))

navigation.add(
    NavItem(
        "stories",
        25,
        gettext_lazy("Worth telling"),
        "megaphone",
        "stories",
        count=lambda request: open_count(request.person) or None,  # type: ignore[attr-defined]
        tab=4,
        tab_label=gettext_lazy("Tell"),
    )
)
navigation.add(NavItem("my_shares", 55, gettext_lazy("What came of it"), "chart", "my_shares"))

console_pages.add(
    ConsolePage(
        "feeds",
        40,
        gettext_lazy("Feeds"),
        gettext_lazy("Where draft stories come from, and what went wrong with them."),
        "feeds",
        keepers=("administrator", "communicator"),
        waiting=lambda: queries.broken_feeds(),
    )
)
console_pages.add(
    ConsolePage(
        "desk",
        41,
        gettext_lazy("Stories"),
        gettext_lazy("Drafts, what can be told now, and what has ended."),
        "desk",
        keepers=("communicator",),
    )
)
