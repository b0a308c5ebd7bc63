"""Communities in the API: the list, one, joining, leaving."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from ninja import Query, Router, Schema

from rostra.communities.actions import memberships
from rostra.communities.models import Community
from rostra.communities.rules import gathering as rules
from rostra.communities.search import communities_named
from rostra.kit.errors import Forbidden
from rostra.kit.pace import AtPace
from rostra.kit.paging import Cursor
from rostra.people.asking import PersonRequest

router = Router(tags=["communities"])
MOST = 100


class CommunityOut(Schema):
    """`doorway` is what the caller may do: in, open (join), ask, asked, invited, or empty. `level` is hers, if she is in."""

    id: UUID
    slug: str
    name: str
    about: str
    manners: str
    access: str
    people: int
    since: datetime
    last_active_at: datetime | None
    ended_at: datetime | None
    doorway: str
    level: str | None


class CommunitiesOut(Schema):
    """`after` asks for the next page; null at the end."""

    communities: list[CommunityOut]
    after: str | None


class CommunitiesIn(Schema):
    """`mine` true: only those she is in. `q`: by name, without further pages. `n`: 1 to 100 a page."""

    mine: bool = False
    q: str = ""
    after: str = ""
    n: int = 30


def _require_person(request: PersonRequest) -> None:
    if getattr(request, "person", None) is None:
        raise Forbidden


def _out(community: Community) -> dict[str, Any]:
    return {
        **{name: getattr(community, name) for name in ("id", "slug", "name", "about", "manners", "access")},
        "people": community.members_count,
        "since": community.at,
        "last_active_at": community.last_active_at,
        "ended_at": community.closed_at,
        "doorway": rules.doorway_of_row(community),
        "level": community.level,  # type: ignore[attr-defined]  # annotated by with_footing_of
    }


@router.get("/communities", response=CommunitiesOut)
def index(request: PersonRequest, asked: Query[CommunitiesIn]) -> dict[str, Any]:
    """Communities the caller may know of, the latest active first."""
    _require_person(request)
    person = request.person
    there = Community.objects.visible_to(person).with_footing_of(person)
    there = there.of(person) if asked.mine else there
    size = min(max(asked.n, 1), MOST)
    if asked.q.strip():
        return {"communities": [_out(each) for each in communities_named(there, asked.q, size)], "after": None}
    ordered, after = there.latest_first(), Cursor.parse(asked.after)
    if after is not None:
        ordered = ordered.filter(Q(moment__lt=after.moment) | Q(moment=after.moment, id__lt=after.id))
    rows = list(ordered[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    following = str(Cursor(last.moment, last.id)) if last is not None else None  # type: ignore[attr-defined]
    return {"communities": [_out(each) for each in rows[:size]], "after": following}


@router.get("/communities/{slug}", response=CommunityOut)
def show(request: PersonRequest, slug: str) -> dict[str, Any]:
    """404 for one that is not there and for one the caller may not know of."""
    return _out(_find(request, slug))


def _find(request: PersonRequest, slug: str) -> Community:
    _require_person(request)
    found = Community.objects.visible_to(request.person).with_footing_of(request.person).at_address(slug)
    if found is None:
        raise Http404
    return found


@router.put("/communities/{slug}/membership", response=CommunityOut, throttle=AtPace("joining"))
def join(request: PersonRequest, slug: str) -> dict[str, Any]:
    """Join. 403 where one has to ask; twice is once."""
    memberships.join(by=request.person, community=_find(request, slug))
    return _out(_find(request, slug))


@router.delete("/communities/{slug}/membership", response={204: None}, throttle=AtPace("joining"))
def leave(request: PersonRequest, slug: str) -> tuple[int, None]:
    """Leave. 422 for the last owner of a secret community, who names another on its page first."""
    memberships.leave(by=request.person, community=_find(request, slug))
    return 204, None
