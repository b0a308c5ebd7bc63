"""What the pages of communities share: finding the community, its head."""

from typing import Any

from django.http import Http404

from rostra.communities.about import figures_of, much_talked_about, who_keeps
from rostra.communities.footing import Footing, footing_of
from rostra.communities.models import Community, JoinRequest
from rostra.communities.rules import gathering as rules
from rostra.people.asking import PersonRequest

Context = dict[str, Any]


def find_community(request: PersonRequest, slug: str) -> Community:
    """404 for one that is not there and for one they may not know of: the two look alike."""
    found = Community.objects.visible_to(request.person).select_related("unit").at_address(slug)
    if found is None:
        raise Http404
    return found


def find_footing(request: PersonRequest, slug: str) -> Footing:
    return footing_of(request.person, find_community(request, slug), grants=request.grants)


def require(seen: bool) -> None:
    """What she may not see is not there."""
    if not seen:
        raise Http404


def head_of(on: Footing, tab: str) -> Context:
    """Everything `_head.html` and `_side.html` say."""
    community = on.community
    can_tend, can_read = rules.can_tend(on), rules.can_read(on)
    return {
        "community": community,
        "on": on,
        "tab": tab,
        "doorway": rules.doorway(on),
        "figures": figures_of(community),
        "keepers": who_keeps(community) if rules.can_see_members(on) else [],
        "topics": much_talked_about(community) if can_read else [],
        "can_read": can_read,
        "can_see_members": rules.can_see_members(on),
        "can_tend": can_tend,
        "can_keep": rules.can_keep(on),
        "can_invite": rules.can_invite(on),
        "waiting": JoinRequest.objects.filter(community=community).open().questions().count() if can_tend else 0,
    }
