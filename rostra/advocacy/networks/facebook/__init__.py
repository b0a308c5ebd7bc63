"""Facebook, by its sharer: it takes an address and drops every text, so the words are copied first.

Without an address there is nothing its sharer could open; the words are copied and Facebook itself is opened.
"""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from rostra.advocacy.networks.network import Network, Telling
from rostra.guidelines.engine.shapes import Surface, Unit


def intent(telling: Telling) -> str:
    if telling.url:
        return "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": telling.url})
    return "https://www.facebook.com/"


NETWORK = Network(
    key="facebook",
    order=50,
    label="Facebook",
    icon="facebook",
    surface=Surface(name="Facebook", limit=63206, unit=Unit.UTF16, fold=477),
    intent=intent,
    text_travels=False,
    note=_("Facebook takes only the link from us. Your words are copied: paste them there."),
)
