"""Bluesky, by its compose intent: 300 graphemes, the address among them."""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _

from rostra.advocacy.networks.network import Network, Telling
from rostra.guidelines.engine.shapes import Surface, Unit


def intent(telling: Telling) -> str:
    return "https://bsky.app/intent/compose?" + urlencode({"text": NETWORK.text_of(telling)}, quote_via=quote)


NETWORK = Network(
    key="bluesky",
    order=30,
    label="Bluesky",
    icon="bluesky",
    surface=Surface(name="Bluesky", limit=300, unit=Unit.GRAPHEMES),
    intent=intent,
    link_in_text=True,
    note=_("Bluesky opens with your words and the link. You press Post there."),
)
