"""Making a community, changing it, ending it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.communities import naming
from rostra.communities.actions.lapsing import forget_lapsed
from rostra.communities.actions.sealing import seal_facts_of
from rostra.communities.facts import gathering as facts
from rostra.communities.footing import footing_of
from rostra.communities.locks import hold_community
from rostra.communities.models import Community, FormerAddress, Membership
from rostra.communities.rules import gathering as rules
from rostra.kit.errors import Refused, allow
from rostra.notices.actions import forget
from rostra.notices.models import Notice
from rostra.people.models import Person

STRICTER = {Community.Access.OPEN: 0, Community.Access.CLOSED: 1, Community.Access.SECRET: 2}


def _clean_access(access: str) -> str:
    if access not in Community.Access.values:
        message = _("Choose who may come in: open, closed or secret. What you wrote is still here.")
        raise Refused(message, fields={"access": message})
    return access


def make_community(*, by: Person, name: str, about: str = "", manners: str = "", access: str = "open") -> Community:
    """She who makes it owns it. Raises `Refused` for a name that is taken or words too long."""
    allow(by.is_here)
    name, access = naming.clean_name(name), _clean_access(access)
    about = naming.clean_text(about, field="about", longest=naming.LONGEST_ABOUT)
    manners = naming.clean_text(manners, field="manners", longest=naming.LONGEST_MANNERS)
    secret = access == Community.Access.SECRET
    if not secret:
        naming.refuse_taken(name)
    community = Community(
        name=name, about=about, manners=manners, access=access, made_by=by, find_text=naming.find_text(name, about)
    )
    community.slug = naming.fresh_slug(name, secret=secret)
    community.members_count = 1
    with transaction.atomic():
        _save(community)
        owner = Membership.Level.OWNER
        Membership.objects.create(person=by, community=community, level=owner, seen_at=timezone.now())
        facts.record_in(community, facts.CommunityMade(community=community.id, access=access), by=by.actor)
    return community


def _save(community: Community) -> None:
    """Two at once with one name: the second is told, not broken."""
    try:
        with transaction.atomic():
            community.save()
    except IntegrityError:
        naming.refuse_taken(community.name, but=community)
        community.slug = naming.fresh_slug(community.name, secret=community.is_secret)
        community.save()


def edit_community(
    *, by: Person, community: Community, name: str, about: str, manners: str, access: str | None = None
) -> Community:
    """Words by those who tend it; `access` by those who keep it. Nothing changed, nothing recorded.

    Once something was said in it, access only narrows: who spoke among few did not speak to all. Becoming secret changes
    its address to one that tells nothing, since the old one would tell by being taken; the old one still leads its members.
    """
    wanted = {
        "name": naming.clean_name(name),
        "about": naming.clean_text(about, field="about", longest=naming.LONGEST_ABOUT),
        "manners": naming.clean_text(manners, field="manners", longest=naming.LONGEST_MANNERS),
    }
    with transaction.atomic():
        held = hold_community(community)
        on = footing_of(by, held)
        allow(rules.can_tend(on))
        wanted["access"] = held.access if access is None else _clean_access(access)
        allow(wanted["access"] == held.access or rules.can_keep(on))
        _refuse_widening(held, wanted["access"])
        changed = tuple(field for field, value in wanted.items() if getattr(held, field) != value)
        if changed:
            _write(held, wanted, changed)
            facts.record_in(held, facts.CommunityChanged(community=held.id, fields=changed), by=by.actor)
    community.refresh_from_db()
    return community


def _write(held: Community, wanted: dict[str, str], changed: tuple[str, ...]) -> None:
    if wanted["access"] != Community.Access.SECRET and {"name", "access"} & set(changed):
        naming.refuse_taken(wanted["name"], but=held)
    was_secret = held.is_secret
    for field in changed:
        setattr(held, field, wanted[field])
    held.find_text = naming.find_text(held.name, held.about)
    if held.is_secret != was_secret:
        FormerAddress.objects.get_or_create(community=held, slug=held.slug)
        held.slug = naming.fresh_slug(held.name, secret=held.is_secret)
    _save(held)
    if held.is_secret and not was_secret:
        seal_facts_of(held)
    if "access" in changed:
        _forget_strangers(held)


def _refuse_widening(community: Community, access: str) -> None:
    wider = STRICTER[Community.Access(access)] < STRICTER[Community.Access(community.access)]
    if wider and community.entries.exists():
        message = _(
            "People spoke here among few, so it cannot be opened wider. "
            "Make a new, open community and invite everybody. Nothing has changed."
        )
        raise Refused(message, fields={"access": message})


def _forget_strangers(community: Community) -> None:
    """Whoever is not in it may no longer read it: lines in inboxes about it go."""
    if community.is_open:
        return
    inside = Membership.objects.filter(community=community, left_at=None).values("person")
    outside = Notice.objects.filter(scope=community.id).exclude(person__in=inside)
    for person in sorted(set(outside.values_list("person_id", flat=True))):
        forget(scope=community.id, person=person)
    forget_lapsed(community.id)


def close_community(*, by: Person, community: Community) -> None:
    """Nobody joins or writes any more; what was said stays to be read. Twice changes nothing."""
    with transaction.atomic():
        allow(rules.can_keep(footing_of(by, hold_community(community))))
        if Community.objects.filter(id=community.id, closed_at=None).update(closed_at=timezone.now()):
            forget_lapsed(community.id)
            facts.record_in(community, facts.CommunityClosed(community=community.id), by=by.actor)
    community.refresh_from_db()


def reopen_community(*, by: Person, community: Community) -> None:
    with transaction.atomic():
        allow(rules.can_keep(footing_of(by, hold_community(community))))
        if Community.objects.filter(id=community.id, closed_at__isnull=False).update(closed_at=None):
            facts.record_in(community, facts.CommunityReopened(community=community.id), by=by.actor)
    community.refresh_from_db()
