"""Mastodon: by API to a connected account, else by the share page that asks for her instance."""

from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from rostra.advocacy.networks.mastodon.sender import MastodonSender
from rostra.advocacy.networks.network import Network, Telling
from rostra.guidelines.engine.shapes import Surface, Unit


def intent(telling: Telling) -> str:
    return "https://share.joinmastodon.org/#text=" + quote(NETWORK.text_of(telling), safe="")


NETWORK = Network(
    key="mastodon",
    order=20,
    label="Mastodon",
    icon="mastodon",
    # An instance may allow more: a connected account brings its own limit.
    surface=Surface(name="Mastodon", limit=500, unit=Unit.CHARACTERS, url_length=23, short_mentions=True),
    intent=intent,
    link_in_text=True,
    sender=MastodonSender(),
    note=_("Connect your account and it goes out with one press. Else Mastodon’s share page opens with your words."),
)
