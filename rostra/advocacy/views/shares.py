"""What she told outside: sending it, what became of it, her word where Rostra cannot know."""

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from rostra.advocacy import links, queries, rules
from rostra.advocacy.actions import sharing
from rostra.advocacy.forms import ShareForm
from rostra.advocacy.models import Share
from rostra.advocacy.networks.network import Telling, networks
from rostra.advocacy.views.tell import again
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.paging import Cursor
from rostra.notices.actions import mark_read
from rostra.people.asking import PersonRequest

PAGE = 20


@door("people", methods="POST", pace="shares")
def index(request: PersonRequest) -> HttpResponse:
    """Share. With script the answer is where to go; without, the page of the share opens, with the network's link on it."""
    person = request.person
    form = ShareForm(request.POST, person=person)
    scripted = "application/json" in request.headers.get("Accept", "")
    try:
        made = form.share()
    except Refused as refused:
        if scripted:
            return JsonResponse({"message": refused.message}, status=422)
        return again(request, form.told(), refused)
    page = reverse("share", args=[made.id])
    return JsonResponse({"page": page, "go": _writing_page(made)}) if scripted else redirect(page)


def _writing_page(share: Share) -> str:
    """The network's own page where she posts it; empty by API or copy."""
    if share.way != Share.Way.LINK or share.network not in networks:
        return ""
    title = share.entry.title if share.entry is not None else ""
    telling = Telling(share.words, links.address_of(share), title)
    return networks[share.network].intent(telling) or ""


@door("people", methods="GET DELETE")
def show(request: PersonRequest, share_id: UUID) -> HttpResponse:
    person = request.person
    share = _hers(request, share_id)
    if request.method == "DELETE":
        sharing.cancel(by=person, share=share)
        return redirect("share", share_id)
    mark_read(by=person, subject=share.id)
    return render(
        request,
        "advocacy/shares/show.html",
        {
            "share": share,
            "network": networks.get(share.network),
            "go": _writing_page(share) if share.goes_out else "",  # type: ignore[attr-defined]  # annotated by shares_of
            "address": links.address_of(share),
            "counted": hasattr(share, "link") and links.are_counted(),
            "counts": queries.counts_of(share),
            "can_cancel": rules.can_cancel(person, share),
            "can_try_again": rules.can_try_again(person, share) and share.goes_out,  # type: ignore[attr-defined]
        },
    )


@door("people", methods="POST")
def word(request: PersonRequest, share_id: UUID) -> HttpResponse:
    """Was it posted? `posted` is "yes" or "no"."""
    share = _hers(request, share_id)
    sharing.settle(by=request.person, share=share, posted=request.POST.get("posted") == "yes")
    return redirect("share", share_id)


@door("people", methods="POST", pace="shares")
def tries(request: PersonRequest, share_id: UUID) -> HttpResponse:
    share = _hers(request, share_id)
    person = request.person
    connected = [each for each in queries.accounts_of(person) if each.network == share.network and each.is_connected]
    same = [each for each in connected if each.id == share.account_id]
    sharing.try_again(by=person, share=share, account=next(iter(same or connected), None))
    return redirect("share", share_id)


@door("people")
def mine(request: PersonRequest) -> HttpResponse:
    person = request.person
    cursor = Cursor.parse(request.GET.get("after"))
    rows = list(queries.after(queries.shares_of(person), cursor)[: PAGE + 1])
    more = str(Cursor(rows[PAGE - 1].at, rows[PAGE - 1].id)) if len(rows) > PAGE else ""
    shown = [(share, networks.get(share.network)) for share in rows[:PAGE]]
    context = {"rows": shown, "more": more, "counted": links.are_counted(), "week": queries.week_of(person)}
    return render(request, "advocacy/shares/mine.html", context)


def _hers(request: PersonRequest, share_id: UUID) -> Share:
    share = get_object_or_404(queries.shares_of(request.person), id=share_id)
    if not rules.can_view_share(request.person, share):
        raise Http404
    return share
