"""Talk in the API: the river, entries, comments, thanks."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson
from django.http import HttpResponse
from ninja import Router, Schema

from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.entries import publish_entry
from rostra.communities.actions.reactions import thank, unthank
from rostra.communities.feed.plain import entries_of
from rostra.communities.feed.river import river_page, slips_of
from rostra.communities.finding import find_comment, find_entry
from rostra.communities.models import Comment, Entry
from rostra.communities.text import to_plain
from rostra.communities.writing import read_to
from rostra.kit.errors import Forbidden
from rostra.kit.pace import AtPace
from rostra.kit.paging import Cursor
from rostra.people.asking import PersonRequest
from rostra.people.models import Person

router = Router(tags=["talk"])


class Author(Schema):
    id: UUID
    name: str
    title: str


class Heard(Schema):
    """`kind` is everyone, followers, community or audience; `id` a community's, `name` that of a community or audience."""

    kind: str
    id: UUID | None = None
    name: str | None = None


class Picture(Schema):
    url: str
    alt: str
    caption: str
    width: int | None
    height: int | None


class EntryOut(Schema):
    """What all who may see it see. `text` has `@Name` for mentions; `html` is safe."""

    id: UUID
    kind: str
    url: str
    author: Author
    to: Heard
    title: str
    text: str
    html: str
    language: str
    published_at: datetime | None
    edited_at: datetime | None
    version: int
    comments: int
    pictures: list[Picture]


class Item(Schema):
    """An entry and the caller's own: whether she thanked and kept it, and why it is in her river."""

    entry: EntryOut
    active_at: datetime | None
    thanks: int
    thanked: bool
    kept: bool
    why: str | None


class River(Schema):
    """`below` asks for the next page; null at the end."""

    items: list[Item]
    below: str | None


class EntryIn(Schema):
    """`to`: "everyone", "followers", "community:<id>" or "audience:<id>". `key`: any UUID; sent twice, made once."""

    to: str
    text: str
    title: str = ""
    language: str = ""
    key: UUID | None = None


class CommentIn(Schema):
    """`answers`: the comment it replies to."""

    text: str
    answers: UUID | None = None
    key: UUID | None = None


class CommentOut(Schema):
    id: UUID
    entry: UUID
    parent: UUID | None
    author: UUID
    text: str
    at: datetime
    version: int
    thanks: int


def _person(request: PersonRequest) -> Person:
    person: Person | None = getattr(request, "person", None)
    if person is None:
        raise Forbidden
    return person


def _json(answer: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(answer), content_type="application/json", status=status)


def _item(person: Person, entry: Entry) -> dict[str, Any]:
    return entries_of(person, slips_of(person, [entry.id]))[0]


@router.get("/river", response=River)
def river(request: PersonRequest, below: str = "", order: Literal["newest", "followed"] = "newest") -> HttpResponse:
    """The newest 20 of the caller's river, by what moved last; `order=followed`: of the people she follows.

    Serialised by hand, each entry once for everybody: it is asked most.
    """
    person = _person(request)
    page = river_page(person, below=Cursor.parse(below), source="followed" if order == "followed" else "mine")
    return _json({"items": entries_of(person, page.slips), "below": str(page.below) if page.below else None})


@router.get("/entries/{id}", response=Item)
def show(request: PersonRequest, id: UUID) -> HttpResponse:
    """404 for one that is not there and for one the caller may not see."""
    person = _person(request)
    return _json(_item(person, find_entry(person, id)))


@router.post("/entries", response={201: Item}, throttle=AtPace("posts"))
def publish(request: PersonRequest, said: EntryIn) -> HttpResponse:
    """Say something. 422 for words that cannot be taken, 403 where the caller may not speak."""
    person = _person(request)
    to = read_to(said.to, person)
    entry = publish_entry(by=person, to=to, body=said.text, title=said.title, language=said.language, key=said.key)
    return _json(_item(person, entry), status=201)


@router.post("/entries/{id}/comments", response={201: CommentOut}, throttle=AtPace("comments"))
def comment(request: PersonRequest, id: UUID, said: CommentIn) -> tuple[int, dict[str, Any]]:
    """Answer an entry, or one of its comments."""
    person = _person(request)
    entry = find_entry(person, id)
    answers = find_comment(person, said.answers) if said.answers else None
    return 201, _comment(post_comment(by=person, entry=entry, body=said.text, answers=answers, key=said.key))


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "entry": comment.entry_id,
        "parent": comment.parent_id,
        "author": comment.author_id,
        "text": to_plain(comment.body),
        "at": comment.at,
        "version": comment.version,
        "thanks": comment.thanks_count,
    }


@router.put("/entries/{id}/thanks", response={204: None}, throttle=AtPace("thanks"))
def give_thanks(request: PersonRequest, id: UUID) -> tuple[int, None]:
    """Twice is once."""
    person = _person(request)
    thank(by=person, entry=find_entry(person, id))
    return 204, None


@router.delete("/entries/{id}/thanks", response={204: None}, throttle=AtPace("thanks"))
def take_thanks_back(request: PersonRequest, id: UUID) -> tuple[int, None]:
    person = _person(request)
    unthank(by=person, entry=find_entry(person, id))
    return 204, None
