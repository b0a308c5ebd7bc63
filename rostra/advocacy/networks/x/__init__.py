"""X, by its web intent. 280 as X counts (twitter-text 3: CJK and emoji weigh two), any URL counts 23."""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _

from rostra.advocacy.networks.network import Network, Telling
from rostra.guidelines.engine.shapes import Surface, Unit


def intent(telling: Telling) -> str:
    fields = {"text": telling.text} | ({"url": telling.url} if telling.url else {})
    return "https://x.com/intent/tweet?" + urlencode(fields, quote_via=quote)


NETWORK = Network(
    key="x",
    order=40,
    label="X",
    icon="x",
    surface=Surface(name="X", limit=280, unit=Unit.WEIGHTED, url_length=23),
    intent=intent,
    link_behind=True,
    note=_("X opens with your words and the link. You press Post there."),
)
