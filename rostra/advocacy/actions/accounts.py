"""Connecting and disconnecting a person's own account outside."""

from django.db import transaction
from django.utils import timezone

from rostra.advocacy import rules
from rostra.advocacy.facts import AccountConnected, AccountDisconnected
from rostra.advocacy.models import Account, Share
from rostra.advocacy.networks.mastodon import client, oauth
from rostra.advocacy.networks.network import networks
from rostra.company.sealing import seal
from rostra.kit.errors import allow
from rostra.ledger.facts import Actor, record
from rostra.people.models import Person


def connect_mastodon(*, by: Person, journey: oauth.Journey, code: str) -> Account:
    """Turn the code she came back with into a connected account; connecting the same one again renews its token.

    Raises `Refused` when the instance does not accept it.
    """
    token, profile, limit = oauth.finish(journey, code=code)
    known = {
        "handle": profile.handle,
        "name": profile.name,
        "token": seal(token),
        "scopes": client.SCOPES,
        "limit": limit,
    }
    with transaction.atomic():
        account, _made = Account.objects.update_or_create(
            person=by,
            network=oauth.NETWORK,
            instance=journey.instance,
            outside_id=profile.id,
            state__in=[Account.CONNECTED, Account.REFUSED],
            defaults=known | {"state": Account.CONNECTED},
            create_defaults=known,
        )
        record(AccountConnected(account.id, account.network), by=by.actor)
    return account


def disconnect(*, by: Person, account: Account) -> bool:
    """Give the token back and forget it. True when the network confirmed that it is void."""
    allow(rules.can_disconnect(by, account))
    return _end(account, why="hers", actor=by.actor)


def disconnect_leaver(*, person: Person) -> int:
    """All of hers, when she leaves the company. Returns how many. What was on its way is stopped by its next turn."""
    hers = list(Account.objects.filter(person=person).exclude(state=Account.ENDED))
    for account in hers:
        _end(account, why="left", actor=Actor.house())
    return len(hers)


def _end(account: Account, *, why: str, actor: Actor) -> bool:
    sender = networks[account.network].sender if account.network in networks else None
    revoked = bool(account.token) and sender is not None and sender.revoke(account=account)
    with transaction.atomic():
        Account.objects.filter(id=account.id).update(state=Account.ENDED, token="", ended_at=timezone.now())
        waiting = Share.objects.filter(account=account, next_at__isnull=False, leased_until=None)
        waiting.update(next_at=timezone.now())  # the next turn finds no account, and tells her
        record(AccountDisconnected(account.id, account.network, why, revoked), by=actor)
    return revoked
