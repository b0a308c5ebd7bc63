"""The API of communities, through an API of its own: who asks is set as the house's own door sets it."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import NinjaAPI
from ninja.testing import TestClient

from rostra.communities.actions.memberships import join
from rostra.communities.api_gather import router
from rostra.communities.models import Membership
from rostra.communities.tests.gathering import gather
from rostra.kit.errors import Refused


@pytest.fixture(scope="module")
def client():
    api = NinjaAPI(urls_namespace="gather-test")
    api.add_router("", router)
    for error, status in ((PermissionDenied, 403), (Http404, 404), (Refused, 422)):
        api.add_exception_handler(
            error, lambda request, _e, status=status: api.create_response(request, {}, status=status)
        )
    return TestClient(api)


def names(answer) -> set[str]:
    return {each["name"].split()[0] for each in answer.json()["communities"]}


def test_the_list_holds_what_the_caller_may_know_of(cast, client):
    gather(cast)
    assert names(client.get("/communities", person=cast.chen)) == {"Open", "Closed", "Secret"}
    assert names(client.get("/communities?q=cupping", person=cast.dara)) == {"Open", "Closed"}
    assert names(client.get("/communities?mine=true", person=cast.dara)) == set()
    doorways = {
        each["access"]: each["doorway"] for each in client.get("/communities", person=cast.dara).json()["communities"]
    }
    assert doorways == {"open": "open", "closed": "ask"}


def test_the_list_is_paged_without_loss(cast, client):
    gather(cast)
    seen, after = [], ""
    for _page in range(5):
        answer = client.get(f"/communities?n=1&after={after}", person=cast.chen).json()
        seen += [each["slug"] for each in answer["communities"]]
        after = answer["after"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 3


def test_joining_and_leaving(cast, client):
    three = gather(cast)
    path = f"/communities/{three.open.slug}/membership"
    assert client.put(path, person=cast.dara).json()["level"] == "member"
    assert client.put(path, person=cast.dara).status_code == 200
    assert client.delete(path, person=cast.dara).status_code == 204
    assert Membership.objects.get(person=cast.dara).left_at is not None
    assert client.put(f"/communities/{three.closed.slug}/membership", person=cast.dara).status_code == 403


def test_a_secret_community_is_a_404_like_one_that_never_was(cast, client):
    secret = gather(cast).secret
    for slug in (secret.slug, "nowhere"):
        assert client.get(f"/communities/{slug}", person=cast.ana).status_code == 404
        assert client.put(f"/communities/{slug}/membership", person=cast.ana).status_code == 404
    assert "Secret" not in json.dumps(client.get("/communities", person=cast.ana).json())


def test_the_last_owner_of_a_secret_community_is_refused(cast, client):
    secret = gather(cast).secret
    assert client.delete(f"/communities/{secret.slug}/membership", person=cast.bo).status_code == 422
    join(by=cast.chen, community=secret)


def test_a_made_up_cursor_is_refused_and_a_log_in_without_a_person_too(cast, client):
    assert client.get("/communities?after=nonsense", person=cast.bo).status_code == 422
    assert client.get("/communities", person=None).status_code == 403
