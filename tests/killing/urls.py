"""Every door of Rostra, and `POST /killing/entries/`: a post with the key its sender chose."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from rostra.communities.actions.entries import publish_entry
from rostra.communities.hearers import To
from rostra.kit.doors import door


@door("people", methods="POST")
def entries(request: HttpRequest) -> HttpResponse:
    entry = publish_entry(by=request.person, to=To.all(), body=request.POST["body"], key=UUID(request.POST["key"]))
    return HttpResponse(str(entry.id), status=201)


urlpatterns = [path("killing/entries/", entries), path("", include("rostra.config.urls"))]
