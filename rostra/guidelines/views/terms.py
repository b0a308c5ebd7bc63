"""The confidential list: read, search, add one or many, remove."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rostra.guidelines import queries
from rostra.guidelines.actions.terms import Added, TermWords, add_term, add_terms, remove_term
from rostra.guidelines.forms import TermForm, TermListForm
from rostra.guidelines.listing import read_terms
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal
from rostra.people.asking import PersonRequest

PAGE = 50
MOST_BYTES = 2 * 1024 * 1024
SHOWN = 200  # refused terms that the page names; the rest are counted


@door("communicator", "administrator", methods="GET POST")
def index(request: PersonRequest) -> HttpResponse:
    """The list, fifty a page, by its words. POST adds one."""
    if request.method == "GET":
        return _page(request, TermForm(initial={"weight": "stop", "match": "forms"}))
    form = TermForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        term = add_term(by=request.person, grants=request.grants, words=form.words())
    except Refused as refused:
        take_refusal(form, refused)
        return _page(request, form, status=422)
    messages.success(request, _("“%(term)s” is on the list.") % {"term": term.term})
    return redirect("terms")


@door("communicator", "administrator", methods="GET POST")
def many(request: PersonRequest) -> HttpResponse:
    """Paste many, or a file: the good ones come in, the refused ones are named with the reason."""
    form = TermListForm(request.POST or None, request.FILES or None)
    added: Added | None = None
    if request.method == "POST" and form.is_valid():
        try:
            listed = ((each.line, TermWords.of(each)) for each in read_terms(_text_of(form)))
            added = add_terms(by=request.person, grants=request.grants, listed=listed)
        except Refused as refused:
            take_refusal(form, refused)
    shown = added.refused[:SHOWN] if added else []
    context = {"form": form, "added": added, "refused": shown, "more": len(added.refused) - len(shown) if added else 0}
    return render(request, "guidelines/terms/many.html", context, status=422 if form.errors else 200)


def _text_of(form: TermListForm) -> str:
    upload = form.cleaned_data["upload"]
    if upload is None:
        return str(form.cleaned_data["pasted"])
    if upload.size > MOST_BYTES:
        too_large = _("The file is larger than 2 MB. Nothing was added; bring it in parts.")
        raise Refused(too_large, fields={"upload": too_large})
    raw = upload.read()
    for encoding in ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return str(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    unreadable = _("The file is no text we can read. Nothing was added; save it as UTF-8 and bring it again.")
    raise Refused(unreadable, fields={"upload": unreadable})


@door("communicator", "administrator", methods="DELETE")
def term(request: PersonRequest, term_id: UUID) -> HttpResponse:
    """Take one off the list."""
    found = get_object_or_404(queries.terms(), id=term_id)
    words = found.term
    remove_term(by=request.person, grants=request.grants, term=found)
    messages.success(request, _("“%(term)s” may be said from now on.") % {"term": words})
    return redirect("terms")


def _page(request: PersonRequest, form: TermForm, status: int = 200) -> HttpResponse:
    search = request.GET.get("q", "")[:120]
    page = Paginator(queries.terms(search), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "search": search, "disputed": queries.disputed() if not search else []}
    return render(request, "guidelines/terms/index.html", context, status=status)
