"""How a share by API leaves: in three steps, each committed, so that a worker may die between any two of them.

1. `claim` takes the share for one worker for a while, and notes that an attempt may now have been taken.
2. The network is called: looked through first when an earlier attempt may have been taken, then posted to.
3. `write_down` keeps the answer, if no other worker has taken the share over since.

A share whose worker died is taken again when its lease is over; it is then looked for before it is posted again, and
posted under the same idempotency key. Rostra never posts a second time while the first attempt is unexplained.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from rostra.advocacy import links, telling
from rostra.advocacy.facts import ShareFailed, ShareSent
from rostra.advocacy.models import Account, Share
from rostra.advocacy.networks.network import Answer, NotTaken, NotThere, Posted, Sender, TurnedDown, Unclear, networks
from rostra.advocacy.queries import due_shares, may_go_out
from rostra.kit.job_queue import defer
from rostra.ledger.facts import Actor, record

log = structlog.get_logger("rostra.advocacy")

LEASE = timedelta(minutes=3)  # longer than all calls of one turn together
SHORTEST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)  # between tries; as long as it has been tried so far


@dataclass(frozen=True)
class Turn:
    """One worker's turn at a share, as it was claimed. `fence` is the number of the try."""

    share: Share
    account: Account
    sender: Sender
    fence: int
    look_first: bool
    may_post: bool
    at: datetime


def send_share(*, share_id: UUID, at: datetime | None = None) -> None:
    """One turn at a share. Returns quietly when it is not due, is done, or somebody else is at it."""
    turn = claim(share_id=share_id, at=at or timezone.now())
    if turn is not None:
        with translation.override(turn.share.person.language or None):
            write_down(turn, _carried_out(turn))


def claim(*, share_id: UUID, at: datetime) -> Turn | None:
    """Step 1. Commits before anything is sent."""
    with transaction.atomic():
        held = Share.objects.select_for_update(of=("self",)).select_related("person", "account").get(id=share_id)
        if not held.is_waiting or held.next_at is None or held.next_at > at:
            return None
        sender = networks[held.network].sender if held.network in networks else None
        account = held.account
        if account is None or sender is None or not account.is_connected or not held.person.is_here:
            with translation.override(held.person.language or None):
                _give_up(held, _("your account is no longer connected"))
            return None
        look_first = held.maybe_sent
        may_tell = may_go_out(held, at)
        if not may_tell and not look_first:
            with translation.override(held.person.language or None):
                _give_up(held, _("the story can no longer be told"))
            return None
        held.state = Share.State.SENDING
        held.began_at = held.began_at or at
        held.first_attempt_at = held.first_attempt_at or at
        held.tries += 1
        may_post = may_tell and at <= held.may_try_until()  # type: ignore[operator]  # first_attempt_at was set above
        held.leased_until = held.next_at = at + LEASE
        held.maybe_sent = held.maybe_sent or may_post
        held.save()
        return Turn(held, account, sender, held.tries, look_first, may_post, at)


def _carried_out(turn: Turn) -> Answer | NotThere:
    """Whatever breaks in between counts as an unclear answer: it ends with its author, never in silence."""
    try:
        return carry_out(turn)
    except Exception:
        log.exception("share broke", share=str(turn.share.id))
        return Unclear(_("something broke on our side"))


def carry_out(turn: Turn) -> Answer | NotThere:
    """Step 2: the calls. `NotThere` means looked for in vain, and not posted because the time for that is over."""
    if turn.look_first:
        seen = look_for(turn)
        if not isinstance(seen, NotThere) or not turn.may_post:
            return seen
    if not turn.may_post:
        return NotThere()
    share = turn.share
    answer = turn.sender.post(account=turn.account, text=share.text, language=share.language, key=share.idempotency_key)
    if not isinstance(answer, Unclear):
        return answer
    seen = look_for(turn)
    return seen if isinstance(seen, Posted) else answer


def look_for(turn: Turn) -> Posted | NotThere | Unclear:
    share = turn.share
    link = getattr(share, "link", None)
    address = links.address_of(share) if link is not None else ""
    return turn.sender.find(account=turn.account, text=share.text, link=address, since=share.began_at or turn.at)


def write_down(turn: Turn, answer: Answer | NotThere) -> None:
    """Step 3. What was posted is kept in any case; anything else only while the turn is still this worker's."""
    with transaction.atomic():
        held = Share.objects.select_for_update(of=("self",)).select_related("person").get(id=turn.share.id)
        posted = isinstance(answer, Posted)
        if held.state == Share.State.SENT or (held.tries != turn.fence and not posted):
            return
        held.leased_until = held.next_at = None
        if isinstance(answer, Posted):
            _arrive(held, answer)
        elif isinstance(answer, TurnedDown):
            # A refusal of this attempt says nothing of an earlier one that stayed unexplained.
            held.maybe_sent = turn.look_first
            _give_up(held, answer.reason)
            if answer.reconnect:
                Account.objects.filter(id=turn.account.id).update(state=Account.REFUSED, token="")
        elif isinstance(answer, NotThere):
            _ask_her(held, _("it is not among your posts"))
        else:
            held.maybe_sent = turn.look_first if isinstance(answer, NotTaken) else True
            _wait_or_end(held, answer, turn.at)


def _arrive(held: Share, posted: Posted) -> None:
    held.state, held.error = Share.State.SENT, ""
    held.outside_id, held.outside_url = posted.id, posted.url
    held.sent_at = timezone.now()
    held.save()
    record(ShareSent(held.id, held.entry_id, held.network, held.way), by=held.person.actor)
    telling.tell_sent(held)


def _wait_or_end(held: Share, answer: NotTaken | Unclear, at: datetime) -> None:
    trying = at - (held.first_attempt_at or at)
    pause = min(max(trying, SHORTEST), LONGEST)
    if answer.after is not None:
        pause = max(pause, timedelta(seconds=min(answer.after, 86_400.0)))
    until = held.may_try_until()
    if until is not None and at + pause <= until:
        held.state, held.error, held.next_at = Share.State.SENDING, answer.reason, at + pause
        held.save()
    elif held.maybe_sent:
        _ask_her(held, answer.reason)
    else:
        _give_up(held, answer.reason)


def _ask_her(held: Share, reason: str) -> None:
    """Only she can settle it."""
    held.state, held.error = Share.State.UNCLEAR, reason
    held.save()
    _told_badly(held)


def _give_up(held: Share, reason: str) -> None:
    """It did not go out; what an earlier attempt left unexplained is hers to settle."""
    held.next_at = held.leased_until = None
    if held.maybe_sent:
        _ask_her(held, reason)
        return
    held.state, held.error = Share.State.FAILED, reason
    held.save()
    _told_badly(held)


def _told_badly(held: Share) -> None:
    log.warning("share not sent", share=str(held.id), network=held.network, state=held.state, tries=held.tries)
    record(ShareFailed(held.id, held.network, held.state, held.tries), by=Actor.house())
    telling.tell_trouble(held)


def send_due() -> int:
    """A job for every share whose moment has come: tries again, and what a killed worker left. Returns how many."""
    due = list(due_shares(timezone.now()).values_list("id", flat=True)[:500])
    with transaction.atomic():
        for share_id in due:
            defer("advocacy.send_share", once=f"advocacy.share.{share_id}", share_id=str(share_id))
    return len(due)
