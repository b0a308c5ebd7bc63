"""The console's page of feeds: where stories come from."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostra.advocacy import queries
from rostra.advocacy.actions import feeds
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.people.asking import PersonRequest


@door("communicator", "administrator", methods="GET POST")
def index(request: PersonRequest) -> HttpResponse:
    """The list; a POST adds an address, or takes in a file."""
    url, refused = request.POST.get("url", ""), None
    if request.method == "POST":
        try:
            return _add(request, url)
        except Refused as error:
            refused = error
    context = {"feeds": queries.feed_sources(), "url": url, "refused": refused}
    return render(request, "advocacy/feeds/index.html", context, status=422 if refused else 200)


def _add(request: PersonRequest, url: str) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is not None:
        source, made = feeds.import_file(by=request.person, upload=upload)
    elif url.strip():
        source, made = feeds.add_feed(by=request.person, url=url)
    else:
        words = _("Write the feed’s address, or choose a file.")
        raise Refused(words, fields={"url": words})
    messages.success(request, _brought(source.name, made))
    return redirect("desk" if made else "feeds")


@door("communicator", "administrator", methods="POST DELETE")
def show(request: PersonRequest, feed_id: UUID) -> HttpResponse:
    """POST fetches it now, DELETE asks it no more."""
    source = get_object_or_404(queries.feed_sources(), id=feed_id)
    if request.method == "DELETE":
        feeds.remove_feed(by=request.person, source=source)
        messages.success(request, _("%(name)s is asked no more. Its stories stay.") % {"name": source.name})
        return redirect("feeds")
    made = feeds.fetch_source(source=source) if source.url else 0
    source.refresh_from_db()
    if source.error:
        messages.error(request, source.error)
    else:
        messages.success(request, _brought(source.name, made))
    return redirect("feeds")


def _brought(name: str, made: int) -> str:
    words = ngettext("%(name)s brought one new draft.", "%(name)s brought %(made)s new drafts.", made)
    return (words if made else _("%(name)s has nothing new.")) % {"name": name, "made": made}
