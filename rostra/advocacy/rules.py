"""Who may do what. Pure: no queries."""

from datetime import datetime

from rostra.advocacy.models import Account, Share, Story
from rostra.people.models import Person


def can_tell(person: Person, story: Story | None, at: datetime) -> bool:
    """Own words without a story always; a story while it is open. Whether she sees it is `visible_to`'s."""
    return person.is_here and (story is None or story.is_open(at))


def can_view_share(person: Person, share: Share) -> bool:
    """Her own only: nobody else's, whatever her grants."""
    return share.person_id == person.id


def can_settle(person: Person, share: Share) -> bool:
    return can_view_share(person, share) and share.wants_her_word


def can_cancel(person: Person, share: Share) -> bool:
    """Before the first attempt, or when she is asked."""
    untouched = share.is_waiting and not share.maybe_sent
    return can_view_share(person, share) and (untouched or share.wants_her_word)


def can_try_again(person: Person, share: Share) -> bool:
    stuck = share.state in {Share.State.FAILED, Share.State.UNCLEAR}
    return can_view_share(person, share) and share.way == Share.Way.API and stuck


def can_disconnect(person: Person, account: Account) -> bool:
    return account.person_id == person.id
