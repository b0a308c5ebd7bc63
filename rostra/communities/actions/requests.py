"""Asking to join, being asked in, and the answers."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.communities import naming
from rostra.communities.actions.memberships import admit
from rostra.communities.facts import gathering as facts
from rostra.communities.footing import footing_of, keepers_of
from rostra.communities.models import Community, JoinRequest
from rostra.communities.rules import gathering as rules
from rostra.kit.errors import Refused, allow
from rostra.notices.actions import forget, tell
from rostra.people.models import Person

AGAIN_AFTER = timedelta(days=7)


@transaction.atomic
def ask_to_join(*, by: Person, community: Community, words: str = "") -> JoinRequest:
    """Owners and moderators are told. Asked already: the same question. After a "not now", again in a week (`Refused`)."""
    words = naming.clean_text(words, field="words", longest=naming.LONGEST_ABOUT)
    on = footing_of(by, community)
    if on.has_asked and on.request is not None:
        return on.request
    allow(rules.can_ask(on))
    lately = JoinRequest.objects.filter(person=by, community=community, invited_by=None, welcome=False)
    if lately.filter(answered_at__gt=timezone.now() - AGAIN_AFTER).exclude(answered_by=by).exists():
        raise Refused(_("The answer was “not now” a short while ago. Ask again in a week; nothing has changed."))
    try:
        with transaction.atomic():
            request = JoinRequest.objects.create(person=by, community=community, words=words)
    except IntegrityError:  # asked twice in one moment
        return JoinRequest.objects.get(person=by, community=community, answered_at=None)
    tell(
        people=keepers_of(community),
        kind="communities.asked",
        by=by,
        subject=request.id,
        scope=community.id,
        url=reverse("community_requests", args=[community.slug]),
        words={"community": community.name},
    )
    facts.record_in(community, facts.JoinAsked(community=community.id, person=by.id), by=by.actor)
    return request


@transaction.atomic
def answer(*, by: Person, request: JoinRequest, welcome: bool) -> None:
    """Welcome, or not now; she is told either way. Answered already: nothing happens."""
    on = footing_of(by, request.community)
    allow(rules.can_tend(on) and request.invited_by_id is None)
    locked = JoinRequest.objects.select_for_update().filter(id=request.id, answered_at=None).first()
    if locked is None:
        return
    community = request.community
    _settle(locked, by=by, welcome=welcome)
    answered = facts.JoinAnswered(community=community.id, person=request.person_id, welcome=welcome)
    facts.record_in(community, answered, by=by.actor)
    if welcome:
        admit(person=request.person, community=community, way="asked", by=by)
    tell(
        people=[request.person_id],
        kind="communities.welcomed" if welcome else "communities.not_now",
        by=by if welcome else None,
        subject=community.id,
        scope=community.id if welcome else None,
        url=reverse("community", args=[community.slug]),
        words={"community": community.name},
    )


def _settle(request: JoinRequest, *, by: Person, welcome: bool) -> None:
    JoinRequest.objects.filter(id=request.id).update(answered_at=timezone.now(), answered_by=by, welcome=welcome)
    forget(subject=request.id)


@transaction.atomic
def withdraw(*, by: Person, request: JoinRequest) -> None:
    """Her own question taken back, an invitation declined by her, or taken back by who may invite."""
    own = request.person_id == by.id
    allow(own or (request.invited_by_id is not None and rules.can_tend(footing_of(by, request.community))))
    if JoinRequest.objects.select_for_update().filter(id=request.id, answered_at=None).exists():
        _settle(request, by=by, welcome=False)


@transaction.atomic
def invite(*, by: Person, community: Community, person: Person) -> JoinRequest | None:
    """Ask somebody in; she answers herself. In already: None. Who has asked to join is welcomed by who may answer.

    Whoever left may be asked, never put back. Who was sent away is asked back only by those who tend the community.
    """
    on = footing_of(by, community)
    allow(rules.can_invite(on))
    theirs = footing_of(person, community, grants=frozenset())
    if not person.is_here or theirs.is_in:
        return None
    allow(not theirs.was_sent_away or rules.can_tend(on))
    if theirs.request is not None:
        if theirs.has_asked and rules.can_tend(on):
            answer(by=by, request=theirs.request, welcome=True)
        return theirs.request
    try:
        with transaction.atomic():
            request = JoinRequest.objects.create(person=person, community=community, invited_by=by)
    except IntegrityError:  # invited by two in one moment
        return JoinRequest.objects.get(person=person, community=community, answered_at=None)
    tell(
        people=[person.id],
        kind="communities.invited",
        by=by,
        subject=request.id,
        scope=community.id,
        url=reverse("community", args=[community.slug]),
        words={"community": community.name},
    )
    facts.record_in(community, facts.PersonInvited(community=community.id, person=person.id), by=by.actor)
    return request
