"""What the author is told about her shares."""

from django.urls import reverse

from rostra.advocacy.models import Share
from rostra.advocacy.networks.network import networks
from rostra.notices.actions import tell

SENT, UNCLEAR, FAILED = "advocacy.share_sent", "advocacy.share_unclear", "advocacy.share_failed"


def tell_sent(share: Share) -> None:
    _tell(share, SENT)


def tell_trouble(share: Share) -> None:
    _tell(share, UNCLEAR if share.state == Share.State.UNCLEAR else FAILED)


def _tell(share: Share, kind: str) -> None:
    network = networks.get(share.network)
    words = {"network": str(network.label) if network else share.network, "reason": share.error}
    url = reverse("share", args=[share.id])
    tell(people=[share.person_id], kind=kind, by=None, subject=share.id, url=url, words=words)
