"""WhatsApp, by wa.me: she chooses there to whom. 65,536 signs of a message."""

from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from rostra.advocacy.networks.network import Network, Telling
from rostra.guidelines.engine.shapes import Surface, Unit


def intent(telling: Telling) -> str:
    # wa.me wants %20 for a space, not +
    return "https://wa.me/?text=" + quote(NETWORK.text_of(telling), safe="")


NETWORK = Network(
    key="whatsapp",
    order=60,
    label="WhatsApp",
    icon="whatsapp",
    surface=Surface(name="WhatsApp", limit=65536, unit=Unit.UTF16),
    intent=intent,
    link_in_text=True,
    note=_("WhatsApp opens with your words. You choose there who gets them."),
)
