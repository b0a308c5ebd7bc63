"""Entries: writing one, its page, editing, its versions, deleting and undoing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.communities.actions import entries as verbs
from rostra.communities.actions.moderation import removal_of
from rostra.communities.actions.wording import BODY, TITLE
from rostra.communities.errors import EditedMeanwhile
from rostra.communities.feed.cards import draw
from rostra.communities.feed.river import slips_of
from rostra.communities.feed.words import words_of
from rostra.communities.finding import find_deleted_entry, find_entry, own_removed_entry
from rostra.communities.kinds import kinds
from rostra.communities.mentions import Untold, editable, untold
from rostra.communities.models import Comment, Entry, EntryVersion
from rostra.communities.queries import ties_to
from rostra.communities.rules import entries as rules
from rostra.communities.text import to_html
from rostra.communities.thread import Thread, read_thread
from rostra.communities.views.asked import by_htmx, came_from, go
from rostra.communities.writing import NoAlt, choices, fresh_key, read_key, read_picture, read_to
from rostra.kit.doors import door
from rostra.kit.errors import Refused, allow
from rostra.notices.actions import mark_read
from rostra.people.asking import PersonRequest
from rostra.people.models import Person


@door("people", methods="POST", pace="posts")
def index(request: PersonRequest) -> HttpResponse:
    """Say something. Sent twice, it is made once."""
    try:
        entry = verbs.publish_entry(
            by=request.person,
            to=read_to(request.POST.get("to", ""), request.person),
            body=request.POST.get("body", ""),
            title=request.POST.get("title", ""),
            picture=read_picture(request, request.person),
            caption=request.POST.get("caption", ""),
            key=read_key(request.POST.get("key")),
        )
    except Refused as refused:
        return _write(request, refused)
    messages.success(request, _("Your post is out."))
    tell_untold(request, untold(entry))
    back = came_from(request, "")
    written_on_its_own_page = not back or back.startswith(reverse("entry_new"))
    return go(request, reverse("entry", args=[entry.id]) if written_on_its_own_page else back)


@door("people")
def new(request: PersonRequest) -> HttpResponse:
    """An empty form; `?to=` says to whom."""
    return _write(request, None)


def _write(request: PersonRequest, refused: Refused | None) -> HttpResponse:
    """The form, with what she wrote and, when it was refused, why: alone for htmx, else on a page."""
    given = request.POST or request.GET
    to = given.get("to") or "everyone"
    context: dict[str, Any] = {
        "groups": choices(request.person, request.grants, to),
        "values": {name: given.get(name, "") for name in ("body", "title", "alt", "caption")}
        | {"picture_id": read_key(given.get("picture_id")) or ""},
        "key": given.get("key") or fresh_key(),
        "errors": refused.fields if refused else {},
        "message": refused.message if refused else "",
        "most": BODY,
    }
    if isinstance(refused, NoAlt):
        context["values"]["picture_id"] = str(refused.picture.id)
    part = "#say" if by_htmx(request) else ""
    return render(request, f"communities/entries/new.html{part}", context, status=422 if refused else 200)


def tell_untold(request: PersonRequest, found: Untold) -> None:
    for person in found.cannot_see:
        messages.warning(request, _("%(name)s cannot see this and was not told.") % {"name": person.name})
    for name in found.unclear:
        words = _("There are several people called %(name)s; none was told. Choose one from the list while you write.")
        messages.warning(request, words % {"name": name})


@door("people", methods="GET DELETE")
def show(request: PersonRequest, id: UUID) -> HttpResponse:
    """Its page; `?comment=` opens the page of the thread on which that one stands."""
    if request.method == "DELETE":
        return _delete(request, id)
    try:
        entry = find_entry(request.person, id)
    except Http404:
        return _show_removed(request, id)
    mark_read(by=request.person, subject=entry.id)
    return render(request, "communities/entries/show.html", page_of(request, entry))


def _show_removed(request: PersonRequest, id: UUID) -> HttpResponse:
    """Hers, removed by a moderator: she alone still reads it. Asked only where there is nothing else to show."""
    removed = own_removed_entry(request.person, id)
    if removed is None:
        raise Http404
    context = {"entry": removed, "removal": removal_of(removed), "words": to_html(removed.body)}
    return render(request, "communities/entries/removed.html", context)


def may_answer(person: Person, entry: Entry) -> bool:
    ties = ties_to(person, entry)
    return kinds[entry.kind].answered and rules.can_comment(person, entry, ties, at=timezone.now())


def page_of(request: PersonRequest, entry: Entry) -> dict[str, Any]:
    """`?answers=` makes the form below reply to that one: how the link says it without script."""
    person = request.person
    slip = slips_of(person, [entry.id])[0]
    thread = read_thread(person, entry, request.GET)
    answers = _asked_about(thread, request.GET.get("answers", ""))
    mine = entry.author_id == person.id
    return {
        "entry": entry,
        "card": draw(person, slip, words_of([slip])[entry.id], detail=True),
        "thread": thread,
        "can_comment": may_answer(person, entry),
        "answers": answers,
        "fresh": answers is not None,
        "closed": entry.comments_closed_at is not None,
        "untold": untold(entry) if mine else None,
        "key": fresh_key(),
    }


def _asked_about(thread: Thread, id: str) -> Comment | None:
    return next((said.comment for said in thread.said if str(said.comment.id) == id and not said.gone), None)


def _delete(request: PersonRequest, id: UUID) -> HttpResponse:
    entry = verbs.delete_entry(by=request.person, entry=find_deleted_entry(request.person, id))
    undo = reverse("entry_restoration", args=[entry.id])
    own_page = reverse("entry", args=[entry.id])
    back = came_from(request, "/")
    if by_htmx(request) and not back.startswith(own_page):
        return render(request, "communities/entries/_gone.html", {"entry": entry, "undo": undo})
    messages.success(request, _("Deleted."), extra_tags=undo)
    return go(request, "/" if back.startswith(own_page) else back)


@door("people", methods="POST", pace="posts")
def restoration(request: PersonRequest, id: UUID) -> HttpResponse:
    """Undo a deletion."""
    entry = verbs.restore_entry(by=request.person, entry=find_deleted_entry(request.person, id))
    messages.success(request, _("It is back."))
    return go(request, reverse("entry", args=[entry.id]))


@door("people", methods="GET POST", pace="posts")
def edit(request: PersonRequest, id: UUID) -> HttpResponse:
    entry = find_entry(request.person, id)
    allow(rules.can_edit(request.person, entry))
    if request.method == "GET":
        return _edit(request, entry, None)
    try:
        entry = verbs.edit_entry(
            by=request.person,
            entry=entry,
            version=_version(request),
            title=request.POST.get("title", ""),
            body=request.POST.get("body", ""),
            language=request.POST.get("language", ""),
        )
    except Refused as refused:
        return _edit(request, entry, refused)
    messages.success(request, _("Changed."))
    tell_untold(request, untold(entry))
    return go(request, reverse("entry", args=[entry.id]))


def _version(request: PersonRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else 0


def _edit(request: PersonRequest, entry: Entry, refused: Refused | None) -> HttpResponse:
    """Her text in the field; when somebody was faster, what stands there now beside it, and its version in the form."""
    now = refused.now if isinstance(refused, EditedMeanwhile) else None
    given = {"title": entry.title, "body": editable(entry.body), "language": entry.language}
    if refused is not None:
        given = {name: request.POST.get(name, "") for name in given}
    context = {
        "entry": entry,
        "values": given,
        "version": now.version if now else request.POST.get("version") or entry.version,
        "now": now and {"title": getattr(now, "title", ""), "body": editable(now.body)},
        "errors": refused.fields if refused else {},
        "message": refused.message if refused else "",
        "most": BODY,
        "most_title": TITLE,
    }
    part = "#edit" if by_htmx(request) else ""
    return render(request, f"communities/entries/edit.html{part}", context, status=422 if refused else 200)


@door("people")
def versions(request: PersonRequest, id: UUID) -> HttpResponse:
    """What it said before, for all who may read it: an edit is no secret."""
    entry = find_entry(request.person, id)
    found: QuerySet[EntryVersion] = entry.versions.select_related("by").order_by("-version")
    return render(request, "communities/entries/versions.html", {"entry": entry, "versions": list(found[:100])})
