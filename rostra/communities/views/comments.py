"""Comments: answering, editing, deleting and undoing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rostra.communities.actions import comments as verbs
from rostra.communities.errors import EditedMeanwhile
from rostra.communities.finding import find_comment, find_deleted_comment, find_entry
from rostra.communities.mentions import editable, untold
from rostra.communities.models import Comment, Entry
from rostra.communities.rules import entries as rules
from rostra.communities.tells import address_of
from rostra.communities.thread import said_by
from rostra.communities.views.asked import by_htmx, go
from rostra.communities.views.entries import _version, may_answer, page_of, tell_untold
from rostra.communities.writing import fresh_key, read_key
from rostra.kit.doors import door
from rostra.kit.errors import Refused, allow
from rostra.people.asking import PersonRequest


@door("people", methods="POST", pace="comments")
def index(request: PersonRequest, id: UUID) -> HttpResponse:
    """Answer an entry, or with `answers` a comment. For htmx the answer as it stands, else the page it stands on."""
    entry = find_entry(request.person, id)
    answers = _answered(request, entry)
    try:
        comment = verbs.post_comment(
            by=request.person,
            entry=entry,
            body=request.POST.get("body", ""),
            answers=answers,
            key=read_key(request.POST.get("key")),
        )
    except Refused as refused:
        return _form(request, entry, answers, refused)
    if not by_htmx(request):
        tell_untold(request, untold(comment))
        return redirect(address_of(entry, comment))
    context = {"entry": entry, "said": said_by(request.person, comment), "untold": untold(comment), "key": fresh_key()}
    return render(request, "communities/comments/_posted.html", context | {"stays": bool(request.POST.get("stays"))})


@door("people")
def new(request: PersonRequest, id: UUID) -> HttpResponse:
    """A form to answer with: the part for htmx, else the entry's page, where it stands anyway."""
    entry = find_entry(request.person, id)
    answers = _answered(request, entry)
    if by_htmx(request):
        allow(may_answer(request.person, entry), _("Answers are closed."))
        return _form(request, entry, answers, None)
    asked = f"?comment={answers.id}&answers={answers.id}" if answers else ""
    return redirect(f"{reverse('entry', args=[entry.id])}{asked}#write")


def _answered(request: PersonRequest, entry: Entry) -> Comment | None:
    try:
        id = UUID(request.POST.get("answers") or request.GET.get("answers") or "")
    except ValueError:
        return None
    comment = find_comment(request.person, id)
    return comment if comment.entry_id == entry.id else None


def _form(request: PersonRequest, entry: Entry, answers: Comment | None, refused: Refused | None) -> HttpResponse:
    context = {
        "entry": entry,
        "answers": answers,
        "body": request.POST.get("body", ""),
        "key": request.POST.get("key") or fresh_key(),
        "message": refused.message if refused else "",
        "stays": bool(request.POST.get("stays")),
        "fresh": refused is None,
    }
    status = 422 if refused else 200
    if by_htmx(request):
        return render(request, "communities/comments/_form.html", context, status=status)
    return render(request, "communities/entries/show.html", page_of(request, entry) | context, status=status)


@door("people", methods="DELETE")
def show(request: PersonRequest, id: UUID) -> HttpResponse:
    """Delete it. The page of a comment is its entry's."""
    comment = verbs.delete_comment(by=request.person, comment=find_deleted_comment(request.person, id))
    undo = reverse("comment_restoration", args=[comment.id])
    if by_htmx(request):
        return render(request, "communities/comments/_gone.html", {"comment": comment, "undo": undo})
    messages.success(request, _("Deleted."), extra_tags=undo)
    return redirect(reverse("entry", args=[comment.entry_id]))


@door("people", methods="POST", pace="comments")
def restoration(request: PersonRequest, id: UUID) -> HttpResponse:
    comment = verbs.restore_comment(by=request.person, comment=find_deleted_comment(request.person, id))
    return go(request, address_of(comment.entry, comment))


@door("people", methods="GET POST", pace="comments")
def edit(request: PersonRequest, id: UUID) -> HttpResponse:
    comment = find_comment(request.person, id)
    allow(rules.can_change_comment(request.person, comment))
    if request.method == "GET":
        return _edit(request, comment, None)
    try:
        comment = verbs.edit_comment(
            by=request.person, comment=comment, version=_version(request), body=request.POST.get("body", "")
        )
    except Refused as refused:
        return _edit(request, comment, refused)
    if not by_htmx(request):
        tell_untold(request, untold(comment))
        return redirect(address_of(comment.entry, comment))
    context = {"entry": comment.entry, "said": said_by(request.person, comment), "untold": untold(comment)}
    return render(request, "communities/comments/_posted.html", context | {"edited": True})


def _edit(request: PersonRequest, comment: Comment, refused: Refused | None) -> HttpResponse:
    now = refused.now if isinstance(refused, EditedMeanwhile) else None
    context = {
        "comment": comment,
        "entry": comment.entry,
        "body": request.POST.get("body", "") if refused else editable(comment.body),
        "version": now.version if now else request.POST.get("version") or comment.version,
        "now": editable(now.body) if now else "",
        "message": refused.message if refused else "",
    }
    part = "#edit" if by_htmx(request) else ""
    return render(request, f"communities/comments/edit.html{part}", context, status=422 if refused else 200)
