"""What advocacy hands to kit and to the rooms below."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostra.advocacy.networks import bluesky, facebook, linkedin, mail, mastodon, whatsapp, x
from rostra.advocacy.networks.network import networks
from rostra.advocacy.telling import FAILED, SENT, UNCLEAR
from rostra.guidelines.surfaces import NamedSurface, surfaces
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

for _network in networks:
    surfaces.add(NamedSurface(_network.key, _network.order, _network.surface))
