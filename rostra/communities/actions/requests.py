"""Asking to join, being asked in, and the answers."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.communities import naming
from rostra.communities.actions.lapsing import settle_lapsed
from rostra.communities.actions.memberships import admit
from rostra.communities.facts import gathering as facts
from rostra.communities.footing import footing_of, keepers_of
from rostra.communities.locks import hold_community
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
    community = hold_community(community)
    on = footing_of(by, community)
    if on.has_asked and on.request is not None:
        return on.request
    allow(rules.can_ask(on))
    lately = JoinRequest.objects.filter(person=by, community=community, invited_by=None, welcome=False)
    if lately.filter(answered_at__gt=timezone.now() - AGAIN_AFTER).exclude(answered_by=by).exists():
        raise Refused(_("The answer was “not now” a short while ago. Ask again in a week; nothing has changed."))
    settle_lapsed(by, community)
    request = JoinRequest.objects.create(person=by, community=community, words=words)
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
    """Welcome, or not now; they are told either way. Answered already, or of somebody who has left: nothing happens.

    A community that became secret says "not now" without a word: its name, which may be another by now, is none of theirs.
    """
    community = hold_community(request.community)
    allow(rules.can_tend(footing_of(by, community)) and request.invited_by_id is None)
    if not JoinRequest.objects.open().filter(id=request.id).exists():
        return
    _settle(request, by=by, welcome=welcome)
    answered = facts.JoinAnswered(community=community.id, person=request.person_id, welcome=welcome)
    facts.record_in(community, answered, by=by.actor)
    if welcome:
        admit(person=request.person, community=community, way="asked", by=by)
    elif community.is_secret:
        return
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
    """Their own question taken back, an invitation declined by them, or taken back by who may invite."""
    community = hold_community(request.community)
    own = request.person_id == by.id
    allow(own or (request.invited_by_id is not None and rules.can_tend(footing_of(by, community))))
    if JoinRequest.objects.filter(id=request.id, answered_at=None).exists():
        _settle(request, by=by, welcome=False)


@transaction.atomic
def invite(*, by: Person, community: Community, person: Person) -> JoinRequest | None:
    """Ask somebody in, who answers for themselves. In already: None. Who has asked to join is welcomed by who may answer.

    Whoever left may be asked, never put back. Who was sent away is asked back only by those who tend the community.
    """
    community = hold_community(community)
    on = footing_of(by, community)
    allow(rules.can_invite(on))
    theirs = footing_of(person, community, grants=frozenset())
    if not person.is_here or theirs.is_in:
        return None
    allow(rules.can_ask_in(on, theirs))
    if theirs.request is not None:
        if theirs.has_asked and rules.can_tend(on):
            answer(by=by, request=theirs.request, welcome=True)
        return theirs.request
    settle_lapsed(person, community)
    request = JoinRequest.objects.create(person=person, community=community, invited_by=by)
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
