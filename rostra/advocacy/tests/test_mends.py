"""What must be mended waits for its author: she mends it, or it goes as it is by her own word. What stops, stops."""

import json

import pytest

from rostra.advocacy.models import Account, Share
from rostra.advocacy.networks.network import networks
from rostra.advocacy.tests.making import a_story
from rostra.kit.ids import new_id

JSON = {"Accept": "application/json"}
UNMENDED = "I work at Aamuvalle. Ask jarkko.lehtinen@kahvi.fi how."
STOPPED = "My number is 131052-308T, ask jarkko.lehtinen@kahvi.fi."


def form(**changed) -> dict[str, str]:
    return {"key": str(new_id()), "network": "linkedin", "words": UNMENDED, "language": "en"} | changed


@pytest.fixture(autouse=True)
def _public(settings):
    settings.ROSTRA_PUBLIC_URL = "https://go.aamuvalle.example"


@pytest.mark.parametrize("way", ["", "copy"])
def test_what_must_be_mended_goes_only_by_her_own_word(cast, sign_in, way):
    client = sign_in(cast.bo)
    answer = client.post("/shares/", form(way=way), headers=JSON)
    assert answer.status_code == 422
    assert "e-mail address" in answer.json()["message"]
    assert not Share.objects.exists()
    assert client.post("/shares/", form(way=way, as_it_is="1"), headers=JSON).status_code == 200
    assert Share.objects.get().words == UNMENDED


def test_what_stops_goes_by_nobodys_word(cast, sign_in):
    answer = sign_in(cast.bo).post("/shares/", form(words=STOPPED, as_it_is="1"), headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["message"].startswith("This stops it")
    assert not Share.objects.exists()


def test_a_hint_holds_nothing_back(cast, sign_in):
    own = f"Write to me: {cast.bo.email}"
    assert sign_in(cast.bo).post("/shares/", form(words=own), headers=JSON).status_code == 200


def test_without_script_the_composer_comes_back_with_her_words_and_what_was_found(cast, sign_in):
    client, story = sign_in(cast.bo), a_story(cast.kim)
    answer = client.post("/shares/", form(story=str(story.entry_id), network="bluesky", language="fi"))
    page = answer.text
    assert answer.status_code == 422
    assert f">{UNMENDED}</textarea>" in page
    assert 'value="bluesky" checked' in page
    assert '<option value="fi" selected' in page
    assert "Somebody’s e-mail address" in page
    assert 'name="as_it_is" value="1"' in page
    assert client.post("/shares/", form(as_it_is="1", key=key_on(page))).status_code == 302


def test_without_script_what_stops_offers_no_way_round(cast, sign_in):
    page = sign_in(cast.bo).post("/shares/", form(words=STOPPED)).text
    assert STOPPED in page
    assert 'value="1"' not in page


def key_on(page: str) -> str:
    return page.partition('name="key" value="')[2].partition('"')[0]


@pytest.mark.parametrize(("network", "fits"), [("bluesky", 300 - 41), ("x", 280 - 24), ("mastodon", 500 - 25)])
def test_the_link_that_travels_takes_its_part_of_the_limit(cast, sign_in, network, fits):
    """Two line ends and the address on Bluesky; a space and 23 on X; two line ends and 23 on Mastodon."""
    client, story = sign_in(cast.bo), a_story(cast.kim)
    address = "https://go.aamuvalle.example/s/12345678"
    assert networks[network].travels(address) == networks[network].surface.limit - fits
    for size, status in ((fits, 200), (fits + 1, 422)):
        words = "I work at Aamuvalle. ".ljust(size, "o")
        sent = form(words=words, network=network, story=str(story.entry_id))
        assert client.post("/shares/", sent, headers=JSON).status_code == status, size
        said = {"text": words, "networks": [network], "travels": {network: networks[network].travels(address)}}
        found = client.post("/check/", json.dumps(said), content_type="application/json", headers=JSON).json()
        assert [each["rule"] for each in found["findings"]] == ["length.limit"] * (status == 422)
        assert found["lengths"][network]["left"] == fits - size
    assert "the link needs" in found["findings"][0]["reason"]


def test_without_script_a_connected_account_is_used_as_the_page_says(cast, sign_in):
    account = Account.objects.create(
        person=cast.bo, network="mastodon", instance="https://kaffe.example", outside_id="1", handle="bo@kaffe.example"
    )
    client = sign_in(cast.bo)
    assert 'name="account" value="connected"' in client.get("/tell/").text
    words = "I work at Aamuvalle."
    client.post("/shares/", form(words=words, network="mastodon", account="connected"))
    client.post("/shares/", form(words=words, network="bluesky", account="connected"))
    assert list(Share.objects.order_by("at").values_list("network", "way", "account_id")) == [
        ("mastodon", "api", account.id),
        ("bluesky", "link", None),
    ]
