"""Posting to a connected Mastodon account: what each answer means, and how a post is found again."""

import html
import re
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from rostra.advocacy.models import Account, AppRegistration
from rostra.advocacy.networks.mastodon import client
from rostra.advocacy.networks.network import Answer, NotTaken, NotThere, Posted, Sight, TurnedDown, Unclear
from rostra.company.sealing import SealBroken, unseal
from rostra.kit import http
from rostra.kit.normalizing import normalize

PAGES = 5  # of 40 posts: who posts more than 200 in 45 minutes is asked
SKEW = timedelta(minutes=5)  # between our clock and the instance's

_TAG = re.compile(r"<[^<>]*>")  # not across another "<": a run of them would be read again from each
_BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_SERVER_OF_MENTION = re.compile(r"(?<![\w/@])(@[\w.-]+)@[\w.-]+")


class MastodonSender:
    """The `Sender` of Mastodon."""

    def post(self, *, account: Account, text: str, language: str, key: UUID) -> Answer:
        try:
            status = client.post_status(account.instance, unseal(account.token), text=text, language=language, key=key)
        except client.Rejected as rejected:
            return meaning_of(rejected)
        except http.Unreachable as unreachable:
            if unreachable.sent:
                return Unclear(_("the server did not answer clearly"))
            return NotTaken(_("the server could not be reached"))
        except SealBroken:
            return TurnedDown(_("your account has to be connected again"), reconnect=True)
        return Posted(status.id, status.url)

    def find(self, *, account: Account, text: str, link: str, since: datetime) -> Sight:
        before = ""
        try:
            token = unseal(account.token)
            for _page in range(PAGES):
                page = client.statuses_of(account.instance, token, account=account.outside_id, before=before)
                recent = [status for status in page if status.at >= since - SKEW]
                for status in recent:
                    if is_this(status.html, text=text, link=link):
                        return Posted(status.id, status.url)
                if not page or len(recent) < len(page):
                    return NotThere()
                before = page[-1].id
        except client.Rejected as rejected:
            return Unclear(_("the server did not show your posts"), after=rejected.after)
        except (http.Unreachable, SealBroken):
            return Unclear(_("the server did not show your posts"))
        return Unclear(_("there are too many posts to look through"))

    def revoke(self, *, account: Account) -> bool:
        registered = AppRegistration.objects.filter(network=account.network, instance=account.instance).first()
        if registered is None or not account.token:
            return False
        try:
            app = client.App(registered.client_id, unseal(registered.client_secret))
            client.revoke_token(account.instance, app, unseal(account.token))
        except (client.Rejected, http.Unreachable, SealBroken):
            return False
        return True


def meaning_of(rejected: client.Rejected) -> Answer:
    """What a refused or unreadable answer to a post means. Only what certainly was not taken is `NotTaken`."""
    status, said = rejected.reply.status, rejected.words
    if status == 429:
        return NotTaken(_("the server asks us to wait"), after=rejected.after)
    if status in {401, 403}:
        return TurnedDown(said or _("the server no longer lets Rostra post for you"), reconnect=status == 401)
    if 400 <= status < 500:
        return TurnedDown(said or _("the server did not take it (%(status)s)") % {"status": status})
    # 2xx that is no JSON, 3xx and 5xx: it may have been taken all the same.
    return Unclear(_("the server did not answer clearly"), after=rejected.after)


def is_this(shown: str, *, text: str, link: str) -> bool:
    """Whether a post's HTML is what was sent: it holds our short link, or says the same words."""
    said = plain(shown)
    return bool(link and link in said) or _folded(said) == _folded(text)


def plain(shown: str) -> str:
    """The text of a post's HTML."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", shown)))


def _folded(text: str) -> str:
    """Without what a server changes: spaces, line ends, compatibility forms, the server part of mentions."""
    return " ".join(_SERVER_OF_MENTION.sub(r"\1", normalize("NFKC", text)).split())
