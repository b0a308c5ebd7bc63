"""Her own accounts outside: connect, come back from the network, disconnect."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from rostra.advocacy import queries
from rostra.advocacy.actions import accounts
from rostra.advocacy.networks.mastodon import oauth
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.people.asking import PersonRequest

JOURNEY = "advocacy.journey"


@door("people", methods="GET POST")
def index(request: PersonRequest) -> HttpResponse:
    """Her connected accounts; a POST sets out to her instance."""
    typed, refused = request.POST.get("instance", ""), None
    onward = _inside(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        try:
            url, journey = oauth.begin(typed=typed, next_url=onward)
        except Refused as error:
            refused = error
        else:
            request.session[JOURNEY] = journey.as_dict()
            # Our policy lets forms lead nowhere but here: the page that answers leads on by itself.
            onward_context = {"url": url, "server": oauth.name_of(journey.instance)}
            return render(request, "advocacy/accounts/leave.html", onward_context)
    hers = queries.accounts_of(request.person)
    context = {"accounts": hers, "typed": typed, "refused": refused, "next": onward}
    return render(request, "advocacy/accounts/index.html", context, status=422 if refused else 200)


@door("people")
def come_back(request: PersonRequest) -> HttpResponse:
    """Back from the instance, with a code or a no. The journey in her session is used once."""
    kept = request.session.pop(JOURNEY, None)
    state = request.GET.get("state", "")
    if kept is None or not secrets.compare_digest(kept["state"].encode(), state.encode()):
        raise Refused(_("This way back is not one you set out on, or it was used already. Please connect once more."))
    journey = oauth.Journey(**kept)
    if "code" not in request.GET:
        messages.info(request, _("You did not connect an account. Nothing has changed."))
        return HttpResponseRedirect(journey.next or reverse("accounts"))
    account = accounts.connect_mastodon(by=request.person, journey=journey, code=request.GET["code"])
    messages.success(request, _("%(handle)s is connected.") % {"handle": account.handle})
    return HttpResponseRedirect(journey.next or reverse("accounts"))


@door("people", methods="DELETE")
def show(request: PersonRequest, account_id: UUID) -> HttpResponse:
    account = get_object_or_404(queries.accounts_of(request.person), id=account_id)
    revoked = accounts.disconnect(by=request.person, account=account)
    if revoked:
        messages.success(request, _("%(handle)s is disconnected.") % {"handle": account.handle})
    else:
        words = _(
            "%(handle)s is forgotten here, but its server did not confirm. Take Rostra off its list of apps there."
        )
        messages.warning(request, words % {"handle": account.handle})
    return redirect("accounts")


def _inside(request: PersonRequest, url: str) -> str:
    """An address of our own to go on to, else nothing."""
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}) else ""
