"""What the composer sends."""

from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.advocacy import queries
from rostra.advocacy.actions import sharing
from rostra.advocacy.models import Account, Share, Story
from rostra.advocacy.networks.network import Network, networks
from rostra.kit.errors import Refused
from rostra.people.models import Person

LANGUAGES = frozenset({"en", "fi", "es"})


class ShareForm:
    """Fields: network, words, key (UUID), language, story (UUID or empty), way ("copy" or empty), as_it_is ("1" or empty),
    account (UUID; "connected" for whichever she has there; or empty).
    """

    def __init__(self, data: Mapping[str, str], *, person: Person) -> None:
        self.data = data
        self.person = person

    def share(self) -> Share:
        """Raises `Refused` for a field nobody could have chosen, and as `sharing.share` does."""
        given = self.data.get("language", "")
        language = given if given in LANGUAGES else "en"
        copy = self.data.get("way") == "copy"
        story, network, account = self._story(), self._network(), None if copy else self._account()
        return sharing.share(
            by=self.person, story=story, network=network, words=self.data.get("words", ""), language=language,
            key=self._uuid("key") or self._broken(), account=account, copy=copy,
            as_it_is=self.data.get("as_it_is") in {"1", "True"},
        )  # fmt: skip

    def _broken(self) -> UUID:
        raise Refused(_("This form is broken. Your words are kept: load the page again."))

    def _uuid(self, field: str) -> UUID | None:
        text = self.data.get(field, "")
        try:
            return UUID(text) if text else None
        except ValueError:
            return self._broken()

    def _network(self) -> Network:
        network = networks.get(self.data.get("network", ""))
        if network is None:
            raise Refused(_("Choose where it goes."))
        return network

    def _story(self) -> Story | None:
        story_id = self._uuid("story")
        if story_id is None:
            return None
        story = queries.open_stories(self.person, timezone.now()).filter(entry_id=story_id).first()
        if story is None:
            raise Refused(_("This story can no longer be told. Your words are kept."))
        return story

    def told(self) -> Story | None:
        """The story the form is about, be it over; None for none she may see. Raises nothing."""
        with suppress(Refused):
            if story_id := self._uuid("story"):
                return queries.stories_for(self.person).filter(entry_id=story_id).first()
        return None

    def _account(self) -> Account | None:
        connected = queries.accounts_of(self.person).filter(state=Account.CONNECTED)
        if self.data.get("account") == "connected":  # without script nothing tells which
            return connected.filter(network=self.data.get("network")).last()
        account_id = self._uuid("account")
        if account_id is None:
            return None
        account = connected.filter(id=account_id).first()
        if account is None or account.network != self.data.get("network"):
            raise Refused(_("Your account is no longer connected. Connect it again; your words are kept."))
        return account
