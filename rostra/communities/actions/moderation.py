"""Reporting, removing with a reason, undoing, leaving as it is."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.communities import naming, tells
from rostra.communities.actions import activity, comments
from rostra.communities.facts import gathering as facts
from rostra.communities.footing import footing_of, granted, grants_of, keepers_of
from rostra.communities.models import Comment, Community, Entry, Removal, Report
from rostra.communities.rules import gathering as rules
from rostra.kit.errors import Forbidden, Refused, allow
from rostra.notices.actions import forget, tell
from rostra.people.models import Person

Thing = Entry | Comment


def entry_of(thing: Thing) -> Entry:
    return thing.entry if isinstance(thing, Comment) else thing


def place_of(thing: Thing) -> Community | None:
    return entry_of(thing).community


def _what(thing: Thing) -> str:
    return "comment" if isinstance(thing, Comment) else "entry"


def reports_subject(thing: Thing) -> UUID:
    """What lines about reports of a thing are about: not the thing itself, whose other lines live on when these go."""
    return uuid5(thing.id, "reports")


def _key(thing: Thing) -> dict[str, Thing]:
    return {_what(thing): thing}


def may_moderate(person: Person, thing: Thing, *, grants: frozenset[str] | None = None) -> bool:
    """Not what she said herself. At most four short statements."""
    if thing.author_id == person.id or not person.is_here:
        return False
    place = place_of(thing)
    grants = grants_of(person) if grants is None else grants
    on = footing_of(person, place, grants=grants) if place is not None else None
    reported = place is not None and place.is_secret and Report.objects.filter(**_key(thing)).open().exists()
    return rules.can_moderate(on, grants, reported=reported)


@transaction.atomic
def report(*, by: Person, thing: Thing, reason: str) -> Report:
    """Once by each; a second time returns the first. Never one's own. Those who may act on it are told, without her name."""
    allow(by.is_here)
    allow(thing.author_id != by.id, _("This is yours. You can change or delete it yourself."))
    reason = _clean_reason(reason, _("Say what is wrong: whoever looks at it reads it. Nothing has been sent."))
    made, fresh = Report.objects.get_or_create(**_key(thing), by=by, defaults={"reason": reason})
    if not fresh:
        return made
    place = place_of(thing)
    tell(
        people=_who_may_act(thing) - {by.id, thing.author_id},
        kind="communities.reported",
        by=None,
        subject=reports_subject(thing),
        scope=place.id if place is not None else None,
        url=reverse("reports"),
        words={"what": _what(thing)},
    )
    place_id = place.id if place is not None else None
    facts.record_in(place, facts.ContentReported(thing=thing.id, what=_what(thing), community=place_id), by=by.actor)
    return made


def _who_may_act(thing: Thing) -> set[UUID]:
    """Who keeps its community and the moderators of the house; where there is neither, administrators, but of nothing secret."""
    place = place_of(thing)
    acting = set(granted("moderator")) | set(keepers_of(place) if place is not None else ())
    if not acting and (place is None or not place.is_secret):
        acting = set(granted("administrator"))
    return acting


def _clean_reason(reason: str, missing: str) -> str:
    reason = naming.clean_text(reason, field="reason", longest=naming.LONGEST_ABOUT)
    if not reason:
        raise Refused(missing, fields={"reason": missing})
    return reason


@transaction.atomic
def close_reports(*, by: Person, thing: Thing) -> int:
    """Looked at and left as it is. Returns how many reports that closed; none the second time."""
    allow(may_moderate(by, thing))
    closed = _close_reports(thing, by=by)
    if closed:
        looked = facts.ReportsClosed(thing=thing.id, what=_what(thing), reports=closed)
        facts.record_in(place_of(thing), looked, by=by.actor)
    return closed


def _close_reports(thing: Thing, *, by: Person) -> int:
    forget(subject=reports_subject(thing))
    return Report.objects.filter(**_key(thing)).open().update(closed_at=timezone.now(), closed_by=by)


@transaction.atomic
def remove(*, by: Person, thing: Thing, reason: str) -> Removal:
    """Take it out of every river, tell its author why, close its reports. Removed already: the removal that stands."""
    allow(may_moderate(by, thing))
    reason = _clean_reason(reason, _("Say why: the author is told the reason. Nothing has changed."))
    now = timezone.now()
    if not _mark(thing, removed_at=now):
        standing = removal_of(thing)
        if standing is None:
            raise Refused(_("Its author has deleted it meanwhile. There is nothing left to remove."))
        return standing
    removal = Removal.objects.create(**_key(thing), by=by, reason=reason)
    _close_reports(thing, by=by)
    forget(subject=thing.id, kinds=("communities.removed", "communities.restored"))
    tells.went(thing)
    _tell_author(thing, "communities.removed", reason=reason)
    place = place_of(thing)
    removed = facts.ContentRemoved(
        thing=thing.id,
        what=_what(thing),
        community=place.id if place is not None else None,
        author=thing.author_id,
        reason=reason,
    )
    facts.record_in(place, removed, by=by.actor)
    return removal


def removal_of(thing: Thing) -> Removal | None:
    """The removal that stands: what a stub shows. None where nothing was removed."""
    return Removal.objects.filter(**_key(thing)).standing().order_by("-at").first()


@transaction.atomic
def undo_removal(*, by: Person, thing: Thing) -> None:
    """It stands where it stood, and its author is told. Not removed: nothing happens."""
    if not may_moderate_removed(by, thing):
        raise Forbidden(_("This is not yours to do. Nothing has changed."))
    if not _mark(thing, removed_at=None):
        return
    Removal.objects.filter(**_key(thing)).standing().update(undone_at=timezone.now())
    tells.came_back(thing)
    _tell_author(thing, "communities.restored")
    place = place_of(thing)
    undone = facts.RemovalUndone(thing=thing.id, what=_what(thing), community=place.id if place is not None else None)
    facts.record_in(place, undone, by=by.actor)


def may_moderate_removed(person: Person, thing: Thing, *, grants: frozenset[str] | None = None) -> bool:
    """Who may moderate it; and whoever removed it, whose way in was a report that is closed by now."""
    if may_moderate(person, thing, grants=grants):
        return True
    standing = removal_of(thing)
    held = grants_of(person) if grants is None else grants
    return standing is not None and standing.by_id == person.id and "moderator" in held


def _mark(thing: Thing, *, removed_at: datetime | None) -> bool:
    """Set or clear `removed_at`; False where it is so already or its author deleted it. Its entry's row is locked first."""
    Entry.objects.select_for_update(no_key=True).get(id=entry_of(thing).id)
    rows = type(thing)._default_manager.filter(id=thing.id, deleted_at=None)
    rows = rows.filter(removed_at=None) if removed_at is not None else rows.exclude(removed_at=None)
    if not rows.update(removed_at=removed_at):
        return False
    thing.removed_at = removed_at
    if isinstance(thing, Comment):
        comments.count(thing.entry, -1 if removed_at is not None else +1)
    elif removed_at is not None:
        activity.taken_away(thing)
    else:
        activity.brought_back(thing)
    return True


def _tell_author(thing: Thing, kind: str, **words: str) -> None:
    place = place_of(thing)
    tell(
        people=[thing.author_id],
        kind=kind,
        by=None,
        subject=thing.id,
        scope=place.id if place is not None else None,
        url=reverse("entry", args=[entry_of(thing).id]),
        words={"what": _what(thing), **words},
    )
