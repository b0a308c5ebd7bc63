"""A person tells something outside: the verbs she presses."""

from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.advocacy import links, rules
from rostra.advocacy.facts import SharePrepared, ShareSent
from rostra.advocacy.models import Account, Share, Story
from rostra.advocacy.networks.network import Network, Telling
from rostra.advocacy.queries import may_go_out
from rostra.guidelines.checking import check
from rostra.guidelines.engine import Finding, Surface, Weight, count
from rostra.kit.errors import Refused, allow
from rostra.kit.ids import new_id
from rostra.kit.job_queue import defer
from rostra.ledger.facts import record
from rostra.people.models import Person

MOST_SIGNS = 20_000


class Unmended(Refused):
    """There is something she must mend, or say that it goes as it is."""


def share(
    *,
    by: Person,
    story: Story | None,
    network: Network,
    words: str,
    language: str,
    key: UUID,
    account: Account | None = None,
    copy: bool = False,
    as_it_is: bool = False,
) -> Share:
    """Keep what she tells, with its link; by API also the job that sends it: all commit together, before any call.

    `key` is the form's: pressed twice, made once. `account` sends by API. `copy` only hands her the text. `as_it_is`:
    what must be mended goes by her own word, since the check may be wrong.
    Raises `Forbidden` for a story that is over, `Unmended`, and `Refused` for no words, too many, what the guidelines
    stop, or a key that is somebody else's.
    """
    allow(rules.can_tell(by, story, timezone.now()), _("This story can no longer be told. Your words are kept."))
    words = _taken(words)
    if account is not None:
        allow(rules.can_disconnect(by, account) and account.is_connected)
    surface = surface_for(network, story=story, account=account, language=language)
    if account is not None:
        _refuse_too_long(words, surface)
    _stop_what_stops(check(words, surface=surface, author=by), as_it_is=as_it_is)
    made_already = Share.objects.filter(key=key).first()
    if made_already is not None:
        return _hers(made_already, by)
    try:
        with transaction.atomic():
            return _keep(by, story, network, words, language, key, account, copy)
    except IntegrityError:
        return _hers(Share.objects.get(key=key), by)


def _keep(
    by: Person,
    story: Story | None,
    network: Network,
    words: str,
    language: str,
    key: UUID,
    account: Account | None,
    copy: bool,
) -> Share:
    way = Share.Way.API if account is not None else Share.Way.COPY if copy else Share.Way.LINK
    entry = story.entry if story is not None else None
    made = Share.objects.create(
        person=by, entry=entry, account=account, network=network.key, way=way, words=words, text=words,
        language=language, key=key, next_at=timezone.now() if account is not None else None,
    )  # fmt: skip
    target = links.target_of(entry)
    if target and links.are_counted():
        links.link_for(made, target=target)
    made.text = network.text_of(Telling(words, links.address_of(made), entry.title if entry else ""))
    made.save(update_fields=["text"])
    record(SharePrepared(made.id, made.entry_id, made.network, made.way), by=by.actor)
    if account is not None:
        defer_sending(made)
    return made


def defer_sending(made: Share) -> None:
    """In the caller's transaction: the job is there exactly when the share is."""
    defer("advocacy.send_share", share_id=str(made.id))


def _taken(words: str) -> str:
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise Refused(_("There are no words yet. Write what you would tell a friend about it."))
    if len(words) > MOST_SIGNS:
        raise Refused(_("This is more than any network takes. Your words are kept: make them shorter."))
    return words


def surface_for(network: Network, *, story: Story | None, account: Account | None, language: str) -> Surface:
    """Where the words go, as the check needs it: her own server's limit, and what the link takes of it."""
    limit = (account.limit if account is not None else None) or network.surface.limit
    travels = network.travels(links.example_url(story.entry if story is not None else None))
    return replace(network.surface, language=language, story=story is not None, limit=limit, travels=travels)


def _stop_what_stops(findings: list[Finding], *, as_it_is: bool) -> None:
    """What stops a text on the page stops it here, what must be mended waits for her word. Nothing found is kept."""
    heaviest = max(findings, key=lambda found: found.weight.rank, default=None)
    if heaviest is None or heaviest.weight is Weight.HINT:
        return
    reason = {"reason": heaviest.message.rstrip(".")}
    if heaviest.weight is Weight.STOP:
        raise Refused(_("This stops it: %(reason)s. Your words are kept.") % reason)
    if not as_it_is:
        raise Unmended(_("This must be mended: %(reason)s. Mend it, or share it as it is.") % reason)


def _refuse_too_long(words: str, surface: Surface) -> None:
    """Her server would not take it; on a network's own page she can still shorten it."""
    over = count(words, surface) + surface.travels - (surface.limit or 0)
    if surface.limit is not None and over > 0:
        raise Refused(
            _("It is %(over)s signs too long for %(network)s. Your words are kept.")
            % {"over": over, "network": surface.name}
        )


def _hers(made: Share, by: Person) -> Share:
    if made.person_id != by.id:
        raise Refused(_("This form was used already. Your words are kept: load the page again."))
    return made


def settle(*, by: Person, share: Share, posted: bool) -> Share:
    """Her word on what Rostra cannot know: it stands there, or it does not and is left. Raises `Forbidden`."""
    with transaction.atomic():
        held = Share.objects.select_for_update().get(id=share.id)
        allow(rules.can_settle(by, held), _("There is nothing left to say about this one."))
        held.settled_at = timezone.now()
        held.state = Share.State.SENT if posted else Share.State.CANCELLED
        held.sent_at = held.settled_at if posted else None
        held.next_at = held.leased_until = None
        held.error = ""
        held.save()
        if posted:
            record(ShareSent(held.id, held.entry_id, held.network, held.way), by=by.actor)
    return held


def cancel(*, by: Person, share: Share) -> Share:
    """Stop one that has not gone out. Raises `Forbidden` once an attempt may have been taken."""
    with transaction.atomic():
        held = Share.objects.select_for_update().get(id=share.id)
        allow(rules.can_cancel(by, held), _("It is on its way and can no longer be stopped here."))
        held.state, held.next_at, held.leased_until = Share.State.CANCELLED, None, None
        held.save()
    return held


def try_again(*, by: Person, share: Share, account: Account | None = None) -> Share:
    """A new round of 45 minutes, under a new idempotency key: the network has forgotten the old one.

    Her own posts are looked through from the very first attempt before anything is sent. `account`: if she connected anew.
    """
    with transaction.atomic():
        held = Share.objects.select_for_update().get(id=share.id)
        allow(rules.can_try_again(by, held), _("This one needs no second try."))
        allow(may_go_out(held, timezone.now()), _("This story can no longer be told. Your words are kept."))
        chosen = account or held.account
        if chosen is None or not chosen.is_connected or chosen.person_id != by.id:
            raise Refused(_("Your account is no longer connected. Connect it again; your words are kept."))
        held.account = chosen
        held.state, held.error = Share.State.PREPARED, ""
        held.first_attempt_at, held.idempotency_key = None, new_id()
        held.next_at, held.leased_until, held.tries = timezone.now(), None, held.tries + 1
        held.save()
        defer_sending(held)
    return held
