"""The inbox and the wishes page."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from rostra.kit.doors import door
from rostra.kit.paging import Cursor
from rostra.notices import actions
from rostra.notices.forms import WishesForm, quiet_shown
from rostra.notices.queries import inbox_of, page_of, wishes_of
from rostra.notices.unseen import person_of_stop, stop_mail
from rostra.people.asking import PersonRequest


@door("people")
def inbox(request: PersonRequest) -> HttpResponse:
    """Everything told to her, newest first; `?unread=1` for what is new."""
    unread_only = request.GET.get("unread") == "1"
    after = Cursor.parse(request.GET.get("after"))
    lines, older = page_of(request.person, after=after, unread_only=unread_only)
    context = {"lines": lines, "older": older, "unread_only": unread_only, "later_page": after is not None}
    part = "#lines" if request.headers.get("HX-Request") and after is not None else ""
    return render(request, f"notices/inbox/index.html{part}", context)


@door("people")
def follow(request: PersonRequest, notice: UUID) -> HttpResponse:
    """Open what a line is about; it is read by that."""
    line = inbox_of(request.person).filter(id=notice).first()
    if line is None:
        raise Http404
    actions.mark_read(by=request.person, notice=line.id)
    return redirect(line.url)


@door("people", methods="POST")
def reading(request: PersonRequest) -> HttpResponse:
    """Mark all as read."""
    count = actions.mark_read(by=request.person)
    text = ngettext("%(count)d line is read now.", "%(count)d lines are read now.", count) % {"count": count}
    messages.success(request, text if count else _("There was nothing new."))
    return redirect("inbox")


@door("people", methods="POST DELETE")
def reading_of_one(request: PersonRequest, notice: UUID) -> HttpResponse:
    """POST: read. DELETE: unread again."""
    verb = actions.mark_unread if request.method == "DELETE" else actions.mark_read
    if not inbox_of(request.person).filter(id=notice).exists():
        raise Http404
    verb(by=request.person, notice=notice)
    return redirect("inbox")


@door("people", methods="GET POST")
def wishes(request: PersonRequest) -> HttpResponse:
    """What to be told, and when."""
    form = WishesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.wish(by=request.person, chosen=form.chosen, quiet=form.quiet, days=form.cleaned_data["days"])
        messages.success(request, _("Your wishes are kept."))
        return redirect("wishes")
    rows, hours = wishes_of(request.person, form.chosen if form.is_bound else None)
    context = {"form": form, "rows": rows, "week": [(day + 1, name) for day, name in WEEKDAYS.items()]}
    context |= quiet_shown(form, hours)
    return render(request, "notices/wishes/show.html", context, status=422 if form.errors else 200)


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed token is the permission
@door("anyone", methods="GET POST")
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop all mail, from a link in a mail, without signing in. GET asks, POST does."""
    person = person_of_stop(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        stop_mail(person=person)
    return render(request, "notices/mail_stop/show.html", {"stopped": request.method == "POST", "email": person.email})
