"""Sharing by link and by copy, her word, and who may see what."""

import json
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rostra.advocacy import queries, rules
from rostra.advocacy.actions import sharing, stories
from rostra.advocacy.models import Share, TrackedLink
from rostra.advocacy.networks.network import networks
from rostra.advocacy.tests.making import a_draft, a_share, a_story
from rostra.guidelines.actions.guide import Point, publish_guide, save_draft
from rostra.kit.errors import Forbidden, Refused
from rostra.kit.ids import new_id
from rostra.ledger.models import Fact

WORDS = "I work at Aamuvalle, and I swim in Impivaara."


def form(story=None, **changed) -> dict[str, str]:
    made = {"key": str(new_id()), "network": "linkedin", "words": WORDS, "language": "en"}
    return made | ({"story": str(story.entry_id)} if story else {}) | changed


@pytest.fixture(autouse=True)
def _public(settings):
    settings.ROSTRA_PUBLIC_URL = "https://go.aamuvalle.example"


def test_share_keeps_words_and_link_and_says_where_to_go(cast, sign_in):
    story = a_story(cast.kim)
    answer = sign_in(cast.bo).post("/shares/", form(story), headers={"Accept": "application/json"})
    share = Share.objects.get(person=cast.bo)
    assert (share.words, share.text, share.way, share.state) == (WORDS, WORDS, "link", "prepared")
    assert share.link.target == "https://aamuvalle.example/news/heat"
    assert len(share.link.token) == 8
    short = f"https%3A%2F%2Fgo.aamuvalle.example%2Fs%2F{share.link.token}"
    assert answer.json() == {
        "page": f"/shares/{share.id}/",
        "go": f"https://www.linkedin.com/sharing/share-offsite/?url={short}",
    }


def test_without_script_the_page_of_the_share_opens_with_the_networks_link(cast, sign_in):
    client = sign_in(cast.bo)
    answer = client.post("/shares/", form(a_story(cast.kim), network="bluesky"), follow=True)
    assert b"https://bsky.app/intent/compose?text=" in answer.content
    assert b"Did you post it on Bluesky?" in answer.content


def test_pressed_twice_made_once(cast, sign_in):
    sent, client = form(a_story(cast.kim)), sign_in(cast.bo)
    assert [client.post("/shares/", sent).status_code for _press in range(2)] == [302, 302]
    assert Share.objects.filter(person=cast.bo).count() == 1


def test_a_form_that_was_somebody_elses_is_refused(cast, sign_in):
    sent = form(a_story(cast.kim))
    sign_in(cast.bo).post("/shares/", sent)
    assert sign_in(cast.chen).post("/shares/", sent).status_code == 422
    assert not Share.objects.filter(person=cast.chen).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "  \n "},
        {"words": "a" * 20_001},
        {"words": "The key is AKIAIOSFODNN7EXAMPLQ, secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEZ"},
        {"network": "myspace"},
        {"key": "x"},
        {"key": ""},
        {"story": str(new_id())},
        {"account": str(new_id()), "network": "mastodon"},
    ],
)
def test_what_cannot_go_out_is_refused_with_a_reason_and_nothing_is_kept(cast, sign_in, wrong):
    client = sign_in(cast.bo)
    answer = client.post("/shares/", form() | wrong, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert len(answer.json()["message"]) > 10
    assert Share.objects.count() == 0


def test_own_words_need_no_story_and_carry_no_link(cast, sign_in):
    sign_in(cast.bo).post("/shares/", form())
    share = Share.objects.get(person=cast.bo)
    assert (share.entry, TrackedLink.objects.count()) == (None, 0)


def test_without_a_public_address_the_storys_own_address_travels_and_the_page_says_so(cast, sign_in, settings):
    settings.ROSTRA_PUBLIC_URL = ""
    client, story = sign_in(cast.bo), a_story(cast.kim)
    answer = client.post("/shares/", form(story, network="mastodon"), headers={"Accept": "application/json"})
    assert Share.objects.get().text == f"{WORDS}\n\nhttps://aamuvalle.example/news/heat"
    assert TrackedLink.objects.count() == 0
    assert "clicks on it are not counted" in client.get(answer.json()["page"]).text
    assert "Clicks are not counted" in client.get(f"/stories/{story.entry_id}/tell/").text


def test_a_story_that_ended_can_no_longer_be_told(cast, sign_in):
    story = stories.end_story(by=cast.kim, story=a_story(cast.kim))
    assert sign_in(cast.bo).post("/shares/", form(story)).status_code == 422
    with pytest.raises(Forbidden):
        a_share(cast.bo, story)
    assert sign_in(cast.bo).get(f"/stories/{story.entry_id}/tell/").status_code == 404


def test_a_draft_can_be_told_by_nobody(cast, sign_in):
    draft = a_draft(cast.kim)
    assert sign_in(cast.bo).get(f"/stories/{draft.entry_id}/tell/").status_code == 404
    assert sign_in(cast.bo).post("/shares/", form(draft)).status_code == 422


def test_her_word_settles_what_rostra_cannot_know(cast, sign_in):
    client, share = sign_in(cast.bo), a_share(cast.bo)
    client.post(f"/shares/{share.id}/word/", {"posted": "yes"})
    share.refresh_from_db()
    assert (share.state, share.settled_at is not None) == ("sent", True)
    assert client.post(f"/shares/{share.id}/word/", {"posted": "no"}).status_code == 403
    share.refresh_from_db()
    assert share.state == "sent"


def test_a_share_is_seen_by_its_author_alone(cast):
    share = a_share(cast.bo, a_story(cast.kim))
    for person in cast.everyone.values():
        seen = queries.shares_of(person).filter(id=share.id).exists()
        assert seen is rules.can_view_share(person, share) is (person == cast.bo)


def test_what_the_ledger_keeps_of_a_share_is_sealed_and_holds_no_words(cast):
    a_share(cast.bo, words="Nobody else reads this.")
    fact = Fact.objects.get(kind="advocacy.SharePrepared")
    assert fact.sealed
    assert "Nobody" not in json.dumps(fact.data)


def test_the_first_network_is_chosen_until_she_has_used_one(cast, sign_in):
    client = sign_in(cast.bo)
    assert 'value="linkedin" checked' in client.get("/tell/").text
    a_share(cast.bo, network="bluesky")
    assert 'value="bluesky" checked' in client.get("/tell/").text
    assert 'value="x" checked' in client.get("/tell/?network=x").text


def test_the_way_from_a_story_to_the_network_is_three_presses(cast, sign_in):
    """Tell it in my words, (the network is chosen), Share."""
    story, client = a_story(cast.kim), sign_in(cast.bo)
    tell = f"/stories/{story.entry_id}/tell/"
    assert f'href="{tell}"' in client.get("/stories/").text
    page = client.get(tell).text
    assert page.count('type="submit" class="btn primary" form="tell"') + page.count('id="go"') >= 1
    assert 'value="linkedin" checked' in page


def test_what_came_of_it_runs_the_same_queries_for_3_and_30(cast, sign_in):
    client, story = sign_in(cast.bo), a_story(cast.kim)
    counts = []
    for more in (3, 27):
        for _share in range(more):
            a_share(cast.bo, story)
        client.get("/me/shares/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/me/shares/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_pages_of_what_came_of_it_hold_each_share_once(cast, sign_in):
    made = {a_share(cast.bo).id for _share in range(45)}
    client, after, seen = sign_in(cast.bo), "", []
    for _page in range(3):
        answer = client.get(f"/me/shares/?after={after}")
        seen += [share.id for share, _network in answer.context["rows"]]
        after = answer.context["more"]
    assert (len(seen), set(seen), after) == (45, made, "")
    assert client.get("/me/shares/?after=made-up").status_code == 422


def test_cancelled_shares_are_nobodys_figures(cast):
    story = a_story(cast.kim)
    share = a_share(cast.bo, story)
    sharing.settle(by=cast.bo, share=share, posted=False)
    assert queries.sharers_of(story) == 0


def test_a_window_that_has_not_opened_yet_lets_nobody_tell(cast):
    story = a_story(cast.kim, opens_at=timezone.now() + timedelta(hours=1))
    assert story.entry.published_at is None
    assert not rules.can_tell(cast.bo, story, timezone.now())


def test_an_unknown_network_in_the_database_breaks_no_page(cast, sign_in):
    share = a_share(cast.bo)
    Share.objects.filter(id=share.id).update(network="gone")
    assert "gone" not in networks
    assert sign_in(cast.bo).get("/me/shares/").status_code == 200
    with pytest.raises(Refused):
        sharing.share(by=cast.bo, story=None, network=networks["x"], words="", language="en", key=new_id())


def test_the_page_names_points_and_networks_in_the_language_of_the_page(cast, sign_in):
    """Her browser speaks Finnish though her row says English."""
    points = {"en": [Point("Say that you work here.")], "fi": [Point("Kerro, että olet täällä töissä.")]}
    save_draft(by=cast.kim, grants=frozenset({"communicator"}), points=points)
    publish_guide(by=cast.kim, grants=frozenset({"communicator"}), languages=["en", "fi"])
    client = sign_in(cast.bo)
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "fi"
    told = client.get(f"/stories/{a_story(cast.kim).entry_id}/tell/").text
    assert "Kerro, että olet täällä töissä." in told
    assert ">Sähköposti</option>" in client.get("/guide/ask/").text


def test_a_mail_is_sent_and_not_posted(cast, sign_in):
    client = sign_in(cast.bo)
    assert 'data-share="Send by e-mail"' in client.get("/tell/").text
    page = client.get(f"/shares/{a_share(cast.bo, network='mail').id}/").text
    assert "Did you send it?" in page
    assert "on E-mail" not in page.partition("<main")[2]
