"""Who may do what in a community. Pure: they ask the footing, never the database.

A community without an owner is kept by the administrators, who keep every community that is not secret; into a secret one
they do not see. docs/explanation/communities.md says why.
"""

from rostra.communities.footing import Footing
from rostra.communities.models import Community, Membership

MEMBER, MODERATOR, OWNER = Membership.Level.MEMBER, Membership.Level.MODERATOR, Membership.Level.OWNER


def can_view(on: Footing) -> bool:
    """May know of it, see its name, about and counts."""
    return on.person.is_here and (not on.community.is_secret or on.is_in or on.is_asked_in)


def can_read(on: Footing) -> bool:
    """May read what is said there and see who is in it."""
    return on.person.is_here and (on.community.is_open or on.is_in)


def can_see_members(on: Footing) -> bool:
    return on.person.is_here and (not on.community.is_secret or on.is_in)


def can_join(on: Footing) -> bool:
    """By herself, at once. Belonging to the unit is not asked."""
    running = can_view(on) and not on.is_in and on.community.closed_at is None
    return running and (on.is_asked_in or (on.community.is_open and not on.was_sent_away))


def can_ask(on: Footing) -> bool:
    """To be let in: of a closed community, or of an open one she was sent away from."""
    running = on.person.is_here and not on.is_in and on.community.closed_at is None
    closed = on.community.access == Community.Access.CLOSED
    return running and on.request is None and (closed or (on.community.is_open and on.was_sent_away))


def _keeps_as_administrator(on: Footing) -> bool:
    return on.person.is_here and "administrator" in on.grants and not on.community.is_secret


def can_tend(on: Footing) -> bool:
    """Edit its words, answer who asks, ask people in, remove members."""
    return on.level in {MODERATOR, OWNER} or _keeps_as_administrator(on)


def can_keep(on: Footing) -> bool:
    """Change access and levels, end it and take it up again."""
    return on.level == OWNER or _keeps_as_administrator(on)


def can_invite(on: Footing) -> bool:
    """Any member of an open or closed one; of a secret one those who tend it."""
    if on.community.closed_at is not None:
        return False
    return can_tend(on) or (on.is_in and not on.community.is_secret)


def can_ask_in(on: Footing, asked: Footing) -> bool:
    """Invite this one: who was sent away is asked back only by those who tend it."""
    return can_invite(on) and (not asked.was_sent_away or can_tend(on))


def invitation_stands(inviter: Footing, asked: Footing) -> bool:
    """Asked when it is used. Agrees with `JoinRequest.objects.open()`, which answers for many at once."""
    return inviter.person.is_here and asked.person.is_here and can_ask_in(inviter, asked)


def can_remove(on: Footing, member: Membership) -> bool:
    """A moderator removes members, an owner moderators too; nobody an owner (an administrator may first change the level)."""
    if member.left_at is not None or member.person_id == on.person.id or member.level == OWNER:
        return False
    return can_keep(on) or (can_tend(on) and member.level == MEMBER)


def can_moderate(on: Footing | None, grants: frozenset[str], *, reported: bool) -> bool:
    """Remove what others said, and undo it. `on` is None for what is said in no community.

    The grants reach everywhere but into secret communities; there a report brings the grant `moderator` in, for that one thing.
    """
    if on is None:
        return bool(grants & {"moderator", "administrator"})
    if not on.person.is_here:
        return False
    if on.level in {MODERATOR, OWNER}:
        return True
    if on.community.is_secret:
        return "moderator" in grants and (reported or on.is_in)
    return bool(grants & {"moderator", "administrator"})


def doorway(on: Footing) -> str:
    """What her button says: in, invited, asked, open, ask, or nothing. Agrees with `doorway_of_row` for a row of a list."""
    if on.is_in:
        return "in"
    if on.community.closed_at is not None:
        return ""
    if on.is_asked_in:
        return "invited"
    if on.has_asked:
        return "asked"
    return "open" if can_join(on) else "ask" if can_ask(on) else ""


def doorway_of_row(community: Community) -> str:
    """The same from `with_footing_of`'s columns."""
    row = community
    if row.level:  # type: ignore[attr-defined]  # annotated
        return "in"
    if row.closed_at is not None:
        return ""
    if row.invited:  # type: ignore[attr-defined]
        return "invited"
    if row.asked:  # type: ignore[attr-defined]
        return "asked"
    if row.is_open and not row.sent_away:  # type: ignore[attr-defined]
        return "open"
    return "" if row.is_secret else "ask"
