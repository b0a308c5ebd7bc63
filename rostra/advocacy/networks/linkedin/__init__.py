"""LinkedIn, by its share page: it takes an address and nothing else, so the words are copied first.

Without an address its own page opens with the words in it; that way is undocumented, so they are copied as well.
Sources: LinkedIn's share-offsite page; limit 3,000 signs of a post, about 210 before "…more".
"""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _

from rostra.advocacy.networks.network import Network, Telling
from rostra.guidelines.engine.shapes import Surface, Unit


def intent(telling: Telling) -> str:
    if telling.url:
        return "https://www.linkedin.com/sharing/share-offsite/?" + urlencode({"url": telling.url})
    return "https://www.linkedin.com/feed/?" + urlencode({"shareActive": "true", "text": telling.text}, quote_via=quote)


NETWORK = Network(
    key="linkedin",
    order=10,
    label="LinkedIn",
    icon="linkedin",
    surface=Surface(name="LinkedIn", limit=3000, unit=Unit.UTF16, fold=210),
    intent=intent,
    text_travels=False,
    note=_("LinkedIn takes only the link from us. Your words are copied: paste them there."),
)
