"""Who may do what to entries and comments. Pure: what must be read first comes as `Ties`."""

from datetime import datetime, timedelta

from rostra.accounts.models import Grant
from rostra.communities.kinds import kinds
from rostra.communities.models import Comment, Community, Entry
from rostra.communities.rules.ties import Ties
from rostra.people.models import Audience, Person

UNDO = timedelta(days=1)  # how long what was deleted can be brought back; then it is emptied


def can_view(person: Person, entry: Entry, ties: Ties, *, at: datetime) -> bool:
    """The same answer as `Entry.objects.visible_to(person)`, for an entry in the hand."""
    if not person.is_here or entry.deleted_at or entry.removed_at:
        return False
    mine = entry.author_id == person.id
    if entry.published_at is None:
        return mine
    return (mine or entry.is_current(at)) and _reaches(person, entry, ties)


def _reaches(person: Person, entry: Entry, ties: Ties) -> bool:
    if entry.community is not None:
        return entry.community.is_open or entry.community_id in ties.levels
    if entry.author_id == person.id or entry.to_everyone:
        return True
    return entry.audience_id in ties.audiences if entry.audience_id else entry.author_id in ties.follows


def can_speak_in(person: Person, community: Community, ties: Ties) -> bool:
    """Whoever is in it, while it runs."""
    return person.is_here and community.closed_at is None and community.id in ties.levels


def can_address(person: Person, audience: Audience, ties: Ties, grants: frozenset[str]) -> bool:
    """Those in it, and communicators."""
    return person.is_here and (audience.id in ties.audiences or Grant.Kind.COMMUNICATOR in grants)


def can_edit(person: Person, entry: Entry) -> bool:
    """Its author; of a kind that is written together, whom that kind names."""
    if entry.deleted_at or entry.removed_at or not person.is_here:
        return False
    return entry.author_id == person.id or kinds[entry.kind].co_edits(person, entry)


def can_delete(person: Person, entry: Entry) -> bool:
    return person.is_here and entry.author_id == person.id and not entry.deleted_at and not entry.removed_at


def can_restore(person: Person, thing: Entry | Comment, *, at: datetime) -> bool:
    """Within the day, unless a moderator took it away."""
    deleted = thing.deleted_at
    return (
        person.is_here
        and thing.author_id == person.id
        and thing.removed_at is None
        and deleted is not None
        and at - deleted < UNDO
    )


def can_comment(person: Person, entry: Entry, ties: Ties, *, at: datetime) -> bool:
    """Who may read it may answer, in an open community also before joining, until answers are closed."""
    running = entry.community is None or entry.community.closed_at is None
    said = entry.published_at is not None and entry.comments_closed_at is None
    return said and running and can_view(person, entry, ties, at=at)


def can_thank(person: Person, entry: Entry, ties: Ties, *, at: datetime) -> bool:
    return entry.published_at is not None and can_view(person, entry, ties, at=at)


def can_change_comment(person: Person, comment: Comment) -> bool:
    """Edit or delete: her own."""
    return person.is_here and comment.author_id == person.id and not comment.is_gone
