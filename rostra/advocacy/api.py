"""Advocacy in the API: stories that can be told, telling one, and what came of one's own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from rostra.advocacy import links, queries
from rostra.advocacy.actions import sharing
from rostra.advocacy.forms import ShareForm
from rostra.advocacy.models import Share, Story
from rostra.advocacy.networks.network import Telling, networks
from rostra.kit.errors import Forbidden
from rostra.kit.pace import AtPace
from rostra.kit.paging import Cursor
from rostra.people.asking import PersonRequest

router = Router(tags=["advocacy"])
MOST = 100


class StoryOut(Schema):
    """A story that can be told now. `address` is where readers can read on, empty for none."""

    id: UUID
    title: str
    text: str
    language: str
    facts: list[str]
    hashtags: list[str]
    address: str
    opens_at: datetime | None
    until: datetime | None


class ShareIn(Schema):
    """`key` is made by the caller, once a share: sent twice, made once. `account` posts by API; without it `go` says where to.

    `network` is one of the keys of `GET /api/networks`. `as_it_is` sends what must be mended all the same.
    """

    network: str
    words: str
    key: UUID
    language: str = "en"
    story: UUID | None = None
    account: UUID | None = None
    copy_only: bool = False
    as_it_is: bool = False


class ShareOut(Schema):
    """`state` is prepared, sending, sent, unclear, failed or cancelled. `clicks` is null where they are not counted."""

    id: UUID
    network: str
    way: str
    state: str
    words: str
    text: str
    address: str
    go: str
    outside_url: str
    error: str
    at: datetime
    clicks: int | None


class SharesOut(Schema):
    """`after` asks for the next page; null at the end."""

    shares: list[ShareOut]
    after: str | None


class SharesIn(Schema):
    """`n`: 1 to 100 a page."""

    after: str = ""
    n: int = 30


class NetworkOut(Schema):
    """`limit` in `unit`s, null for none. `text_travels`: its own page opens with the words in it."""

    key: str
    label: str
    limit: int | None
    unit: str
    text_travels: bool
    by_api: bool


class WordIn(Schema):
    """Her word: it was posted, or not."""

    posted: bool


def _require_person(request: PersonRequest) -> None:
    if getattr(request, "person", None) is None:
        raise Forbidden


@router.get("/networks", response=list[NetworkOut], summary="Networks outside")
def list_networks(request: PersonRequest) -> Any:
    _require_person(request)
    return [
        {"key": each.key, "label": str(each.label), "limit": each.surface.limit, "unit": each.surface.unit.value,
         "text_travels": each.text_travels, "by_api": each.by_api}
        for each in networks
    ]  # fmt: skip


@router.get("/stories", response=list[StoryOut], summary="Stories that can be told now, what ends first on top")
def list_stories(request: PersonRequest) -> Any:
    _require_person(request)
    return [_story_row(story) for story in queries.open_stories(request.person, timezone.now())[:MOST]]


@router.post("/shares", response={201: ShareOut}, summary="Tell something outside", throttle=AtPace("shares"))
def create_share(request: PersonRequest, given: ShareIn) -> Any:
    """422 with the reason for what cannot go out; nothing is sent then."""
    _require_person(request)
    said = {name: str(value) for name, value in given.dict(exclude={"copy_only"}).items() if value is not None}
    made = ShareForm(said | ({"way": "copy"} if given.copy_only else {}), person=request.person).share()
    return 201, _share_row(queries.shares_of(request.person).get(id=made.id))


@router.get("/shares", response=SharesOut, summary="What the caller told outside, newest first")
def list_shares(request: PersonRequest, asked: Query[SharesIn]) -> Any:
    _require_person(request)
    size = min(max(asked.n, 1), MOST)
    rows = list(queries.after(queries.shares_of(request.person), Cursor.parse(asked.after))[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return {
        "shares": [_share_row(row) for row in rows[:size]],
        "after": str(Cursor(last.at, last.id)) if last else None,
    }


@router.post("/shares/{share_id}/word", response=ShareOut, summary="Say whether it was posted")
def settle_share(request: PersonRequest, share_id: UUID, said: WordIn) -> Any:
    _require_person(request)
    share = get_object_or_404(queries.shares_of(request.person), id=share_id)
    sharing.settle(by=request.person, share=share, posted=said.posted)
    return _share_row(queries.shares_of(request.person).get(id=share_id))


def _story_row(story: Story) -> dict[str, Any]:
    entry = story.entry
    return {
        "id": entry.id, "title": entry.title, "text": entry.body, "language": entry.language, "facts": story.facts,
        "hashtags": story.hashtags, "address": story.source_url, "opens_at": story.opens_at, "until": entry.until,
    }  # fmt: skip


def _share_row(share: Share) -> dict[str, Any]:
    address = links.address_of(share)
    network = networks.get(share.network)
    waits = share.way == Share.Way.LINK and share.state == Share.State.PREPARED
    waits = waits and share.goes_out  # type: ignore[attr-defined]  # annotated by shares_of
    telling = Telling(share.words, address, share.entry.title if share.entry is not None else "")
    counted = hasattr(share, "link") and links.are_counted()
    return {
        "id": share.id, "network": share.network, "way": share.way, "state": share.state, "words": share.words,
        "text": share.text, "address": address, "go": (network.intent(telling) or "") if network and waits else "",
        "outside_url": share.outside_url, "error": share.error, "at": share.at,
        "clicks": share.clicks if counted else None,  # type: ignore[attr-defined]  # annotated by shares_of
    }  # fmt: skip
