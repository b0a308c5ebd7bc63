"""Invitations whose sender may no longer invite.

That they open nothing is said by `JoinRequest.objects.open()`; here what was told of them is cleared away.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from rostra.communities.models import Community, JoinRequest
from rostra.notices.actions import forget
from rostra.people.models import Person


def forget_lapsed(community_id: UUID) -> None:
    """What no longer counts leaves inboxes and unsent mails. It counts again if its sender comes back or the community reopens."""
    waiting = JoinRequest.objects.filter(community=community_id, answered_at=None)
    for request_id in waiting.exclude(id__in=JoinRequest.objects.open().values("id")).values_list("id", flat=True):
        forget(subject=request_id)


def forget_lapsed_of(inviters: Iterable[UUID]) -> None:
    """They left the company or lost a grant: the same, wherever one of them invited somebody."""
    theirs = JoinRequest.objects.filter(invited_by__in=list(inviters), answered_at=None)
    for community_id in sorted(set(theirs.values_list("community_id", flat=True))):
        forget_lapsed(community_id)


def settle_lapsed(person: Person, community: Community) -> None:
    """Makes room for a new one, in a transaction that holds the community: there is one unanswered request at a time."""
    lapsed = JoinRequest.objects.filter(person=person, community=community, answered_at=None)
    lapsed.update(answered_at=timezone.now(), welcome=False)
