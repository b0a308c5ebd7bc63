"""What tests of sharing by API do: connect, tell, take a turn, ask what she was told."""

from datetime import timedelta

from django.utils import timezone

from rostra.advocacy.actions import sending, sharing
from rostra.advocacy.models import Account, AppRegistration, Share
from rostra.advocacy.networks.mastodon import NETWORK, client
from rostra.advocacy.tests.servers import TOKEN, Proxy
from rostra.company.sealing import seal
from rostra.kit.ids import new_id
from rostra.notices.models import Notice
from rostra.people.models import Person

WORDS = "I learned to swim in Impivaara. Ämpäri & <käärme> – 5 > 4.\n\nNow @chen@kaffe.example swims there too."


def connect(person: Person, proxy: Proxy) -> Account:
    instance = f"http://{proxy.place}"
    profile = client.who_is(instance, TOKEN)
    AppRegistration.objects.create(
        network="mastodon",
        instance=instance,
        client_id="id",
        client_secret=seal("secret"),
        redirect_uri="r",
        scopes="s",
    )
    return Account.objects.create(
        person=person, network="mastodon", instance=instance, outside_id=profile.id, handle=profile.handle,
        token=seal(TOKEN), scopes=client.SCOPES,
    )  # fmt: skip


def tell(person: Person, account: Account, words: str = WORDS) -> Share:
    return sharing.share(
        by=person, story=None, network=NETWORK, words=words, language="en", key=new_id(), account=account
    )


def turn(share: Share, *, minutes: float = 0) -> Share:
    """One turn at the share, so many minutes from now."""
    sending.send_share(share_id=share.id, at=timezone.now() + timedelta(minutes=minutes))
    share.refresh_from_db()
    return share


def turns_until_settled(share: Share, *, minutes: int = 60) -> Share:
    """Every minute for an hour, as the sweep would."""
    for minute in range(minutes):
        turn(share, minutes=minute)
    return share


def told(share: Share) -> list[str]:
    return list(Notice.objects.filter(subject=share.id, person=share.person_id).values_list("kind", flat=True))
