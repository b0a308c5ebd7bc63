"""Coming in, going, and what one is there."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.communities import naming
from rostra.communities.actions.lapsing import forget_lapsed
from rostra.communities.facts import gathering as facts
from rostra.communities.footing import Footing, footing_of
from rostra.communities.locks import hold_community
from rostra.communities.models import Community, JoinRequest, Membership
from rostra.communities.rules import gathering as rules
from rostra.kit.errors import Refused, allow
from rostra.kit.room import by_the_way
from rostra.notices.actions import forget, tell
from rostra.people.models import Person

OWNER, MODERATOR, MEMBER = Membership.Level.OWNER, Membership.Level.MODERATOR, Membership.Level.MEMBER


@transaction.atomic
def admit(*, person: Person, community: Community, way: str, by: Person) -> Membership:
    """Put them in, whoever decided it. In the caller's transaction, which holds the community; already in, nothing happens."""
    now = timezone.now()
    row, made = Membership.objects.get_or_create(person=person, community=community, defaults={"seen_at": now})
    if not made:
        fresh = {"left_at": None, "at": now, "seen_at": now, "level": MEMBER, "muted": False}
        back = Membership.objects.filter(id=row.id, left_at__isnull=False)
        if not back.update(**fresh, removed_by=None, removed_because=""):
            return row
        row.refresh_from_db()
    Community.objects.filter(id=community.id).update(members_count=F("members_count") + 1)
    open_ones = JoinRequest.objects.filter(person=person, community=community, answered_at=None)
    for request_id in list(open_ones.values_list("id", flat=True)):
        forget(subject=request_id)
    open_ones.update(answered_at=now, answered_by=by, welcome=True)
    joined = facts.MemberJoined(community=community.id, person=person.id, way=way)
    facts.record_in(community, joined, by=by.actor)
    return row


@transaction.atomic
def join(*, by: Person, community: Community) -> Membership:
    """By herself: an open community, or one she was asked into. Twice is once. Whether she belongs to the unit is not asked."""
    locked = hold_community(community)
    on = footing_of(by, locked)
    if on.is_in and on.membership is not None:
        return on.membership
    allow(rules.can_join(on), _("One cannot walk in here. Ask to join: those who keep it are told at once."))
    return admit(person=by, community=locked, way="invited" if on.is_asked_in else "open", by=by)


@transaction.atomic
def leave(*, by: Person, community: Community, heir: Person | None = None) -> None:
    """Her row stays, so that nothing puts her back. Not in it: nothing happens.

    The last owner may name an `heir` from the members. Without one an open or closed community is kept by the administrators
    from then on; a secret one, which they do not see, cannot be left so (`Refused`), unless she is alone: then it ends.
    """
    locked = hold_community(community)
    on = footing_of(by, locked)
    if not on.is_in or on.membership is None:
        return
    if on.level == OWNER:
        _settle_ownership(on, heir)
    _end(on.membership)
    facts.record_in(locked, facts.MemberLeft(community=locked.id, person=by.id), by=by.actor)
    community.refresh_from_db()


def is_last_owner(on: Footing) -> bool:
    others = Membership.objects.current().filter(community=on.community, level=OWNER).exclude(person=on.person)
    return on.level == OWNER and not others.exists()


def _settle_ownership(on: Footing, heir: Person | None) -> None:
    others = Membership.objects.current().filter(community=on.community).exclude(person=on.person)
    if heir is not None:
        row = others.filter(person=heir).first()
        if row is None:
            message = _("Only somebody who is in it can keep it after you. Nothing has changed; choose another.")
            raise Refused(message, fields={"heir": message})
        _write_level(row, OWNER, on.community, by=on.person)
    elif not on.community.is_secret or others.filter(level=OWNER).exists():
        return
    elif others.exists():
        message = _("You are the last to keep this community. Say first who keeps it after you. Nothing has changed.")
        raise Refused(message, fields={"heir": message})
    else:
        Community.objects.filter(id=on.community.id, closed_at=None).update(closed_at=timezone.now())
        facts.record_in(on.community, facts.CommunityClosed(community=on.community.id), by=on.person.actor)


def _end(row: Membership, *, removed_by: Person | None = None, because: str = "") -> None:
    """The one way out of a community: counted, and forgotten by the inbox where reading ends with it."""
    Membership.objects.filter(id=row.id).update(
        left_at=timezone.now(), level=MEMBER, muted=False, removed_by=removed_by, removed_because=because
    )
    Community.objects.filter(id=row.community_id).update(members_count=F("members_count") - 1)
    if not row.community.is_open:
        forget(scope=row.community_id, person=row.person_id)
    forget_lapsed(row.community_id)


def set_muted(*, by: Person, community: Community, muted: bool) -> None:
    """Muted, its entries stay out of her river and its counts out of her rail; mentions still reach her."""
    on = footing_of(by, community)
    allow(on.is_in, _("You are not in this community, so there is nothing to mute."))
    Membership.objects.filter(person=by, community=community, left_at=None).update(muted=muted)


def mark_seen(*, by: Person, community: Community) -> None:
    """Her read pointer: what is active later is new to her. Not in it: nothing."""
    row = Membership.objects.filter(person=by, community=community, left_at=None)
    by_the_way(lambda: row.update(seen_at=timezone.now()))


@transaction.atomic
def set_level(*, by: Person, community: Community, person: Person, level: str) -> Membership:
    """Owner, moderator or member. To hand a community over is to make another its owner. The last owner stays one."""
    locked = hold_community(community)
    allow(rules.can_keep(footing_of(by, locked)))
    if level not in Membership.Level.values:
        raise Refused(_("There is no such level. Nothing has changed."))
    row = (
        Membership.objects.current()
        .select_for_update(of=("self",), no_key=True)
        .filter(community=locked, person=person)
        .first()
    )
    if row is None:
        raise Refused(_("This person is not in the community any more. Nothing has changed."))
    if row.level == level:
        return row
    if row.level == OWNER and is_last_owner(Footing(person, locked, row, None, frozenset())):
        raise Refused(_("A community needs somebody who keeps it. Make another its owner first. Nothing has changed."))
    _write_level(row, level, locked, by=by)
    return row


def _write_level(row: Membership, level: str, community: Community, *, by: Person) -> None:
    row.level = level
    row.save(update_fields=["level"])
    forget_lapsed(community.id)
    changed = facts.LevelChanged(community=community.id, person=row.person_id, level=level)
    facts.record_in(community, changed, by=by.actor)
    if level != MEMBER:
        _tell(row.person_id, "communities.level", community, by=by, level=level)


def _tell(person: UUID, kind: str, community: Community, *, by: Person | None, **words: str) -> None:
    tell(
        people=[person],
        kind=kind,
        by=by,
        subject=community.id,
        scope=community.id,
        url=reverse("community", args=[community.slug]),
        words={"community": community.name, **words},
    )


@transaction.atomic
def remove_member(*, by: Person, community: Community, person: Person, reason: str) -> None:
    """With a reason, which she is told. She may ask to come back. Not in it any more: nothing happens."""
    reason = naming.clean_text(reason, field="reason", longest=naming.LONGEST_ABOUT)
    if not reason:
        message = _("Say why: she is told the reason. Nothing has changed.")
        raise Refused(message, fields={"reason": message})
    locked = hold_community(community)
    row = Membership.objects.select_related("community").filter(community=locked, person=person, left_at=None).first()
    if row is None:
        allow(rules.can_tend(footing_of(by, locked)))
        return
    allow(rules.can_remove(footing_of(by, locked), row))
    _end(row, removed_by=by, because=reason)
    facts.record_in(locked, facts.MemberRemoved(community=locked.id, person=person.id, reason=reason), by=by.actor)
    tell(
        people=[person.id],
        kind="communities.sent_away",
        by=None,
        subject=locked.id,
        url=reverse("communities") if locked.is_secret else reverse("community", args=[locked.slug]),
        words={"community": locked.name, "reason": reason},
    )
