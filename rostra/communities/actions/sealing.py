"""What the ledger says of a community that became secret is no longer shown: no audit page, no webhook."""

from django.db.models import Q

from rostra.communities.models import Community, Entry
from rostra.ledger.models import Fact


def seal_facts_of(community: Community) -> int:
    """Facts about it, who is in it, and what was said in it, titles included. Returns how many. In the caller's transaction."""
    said = Entry.objects.in_community(community.id).values("id")
    about = Q(subject_id=community.id) | Q(data__community=str(community.id)) | Q(data__place_id=str(community.id))
    return Fact.objects.filter(about | Q(subject_id__in=said), sealed=False).update(sealed=True)
