"""E-mail, by a mailto link (RFC 6068): line ends are CRLF, spaces %20."""

from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from rostra.advocacy.networks.network import Network, Telling
from rostra.guidelines.engine.shapes import Surface

MOST = 1800  # signs of an address that mail programs of the common systems still open


def intent(telling: Telling) -> str | None:
    body = NETWORK.text_of(telling).replace("\r\n", "\n").replace("\n", "\r\n")
    address = "mailto:?" + "&".join([f"subject={quote(telling.title, safe='')}", f"body={quote(body, safe='')}"])
    return address if len(address) <= MOST else "mailto:?" + f"subject={quote(telling.title, safe='')}"


NETWORK = Network(
    key="mail",
    order=70,
    label=_("E-mail"),
    icon="mail",
    surface=Surface(name="e-mail"),
    intent=intent,
    link_in_text=True,
    note=_("Your mail program opens with your words. A very long text is copied instead: paste it there."),
)
