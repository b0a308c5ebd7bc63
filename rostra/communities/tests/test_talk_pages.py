"""The pages of talk: with and without script, words kept, nothing leaked, flat in rows."""

import json
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.entries import edit_entry
from rostra.communities.feed.cards import kept_cards
from rostra.communities.feed.plain import kept_json
from rostra.communities.hearers import To
from rostra.communities.models import Comment, Entry, Reaction
from rostra.communities.tests.test_entries import gather, say
from rostra.people.finding import refresh_find_text
from rostra.people.models import Audience, Follow

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def _no_cards():
    kept_cards.clear()
    kept_json.clear()


def test_a_post_is_written_without_script_and_stands_in_the_river(cast, sign_in):
    client = sign_in(cast.bo)
    form = client.get("/entries/new/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)[1]
    for _twice in range(2):
        answer = client.post("/entries/", {"key": key, "to": "everyone", "body": "Cherries in **September** #Huila"})
    entry = Entry.objects.get()
    assert answer.status_code == 302
    page = sign_in(cast.chen).get("/river/").content.decode()
    assert "Cherries in <strong>September</strong>" in page
    assert f'id="entry-{entry.id}"' in page
    assert "/topics/huila/" in page


@pytest.mark.parametrize("more", [{}, HTMX])
def test_a_refused_form_comes_back_with_the_words_in_it(cast, sign_in, more):
    key = str(uuid4())
    body = "x" * 1_000_000
    answer = sign_in(cast.bo).post("/entries/", {"key": key, "to": "everyone", "body": body}, **more)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert body in page
    assert key in page
    assert ("<html" in page) != bool(more)


def test_a_community_one_may_not_know_of_is_no_choice(cast, sign_in):
    secret = gather(cast.bo, access="secret")
    client = sign_in(cast.dara)
    assert "Roasting" not in client.get(f"/entries/new/?to=community:{secret.id}").content.decode()
    assert client.post("/entries/", {"to": f"community:{secret.id}", "body": "x"}).status_code == 422
    assert client.post("/entries/", {"to": "nonsense", "body": "x"}).status_code == 422


def test_thanks_are_pressed_and_taken_back_with_and_without_script(cast, sign_in):
    entry, client = say(cast.bo), sign_in(cast.chen)
    button = client.post(f"/entries/{entry.id}/thanks/", {"_method": "post"}, **HTMX).content.decode()
    assert 'aria-pressed="true"' in button
    assert 'value="delete"' in button
    assert 'aria-pressed="true"' in client.get("/river/").content.decode()
    assert client.post(f"/entries/{entry.id}/thanks/", {"_method": "delete"}).status_code == 302
    assert not Reaction.objects.exists()


def test_a_kept_card_tells_no_reader_what_is_anothers(cast, sign_in):
    entry = say(cast.bo)
    chens = sign_in(cast.chen)
    chens.post(f"/entries/{entry.id}/thanks/")
    assert f"/entries/{entry.id}/edit/" in sign_in(cast.bo).get("/river/").content.decode()
    other = sign_in(cast.dara).get("/river/").content.decode()
    assert f"/entries/{entry.id}/edit/" not in other
    assert 'aria-pressed="true"' not in other
    assert "\x00" not in other
    assert len(kept_cards) == 1


def test_a_card_is_drawn_anew_when_what_it_shows_has_changed(cast, sign_in):
    entry, client = say(cast.bo), sign_in(cast.chen)
    assert "First light" in client.get("/river/").content.decode()
    edit_entry(by=cast.bo, entry=entry, version=1, body="Second light")
    assert "Second light" in client.get("/river/").content.decode()
    post_comment(by=cast.dara, entry=entry, body="A fine answer")
    assert "A fine answer" in client.get("/river/").content.decode()
    cast.bo.name = "Bo Björk"
    cast.bo.save()
    assert "Bo Björk" in client.get("/river/").content.decode()


def test_the_line_stands_where_she_was_last(cast, sign_in):
    say(cast.bo, body="old news")
    client = sign_in(cast.chen)
    assert "You were here last" not in client.get("/river/").content.decode()
    cast.chen.refresh_from_db()
    cast.chen.river_seen_at = cast.chen.river_seen_at.replace(year=2024)
    cast.chen.save()
    Entry.objects.update(
        active_at=cast.chen.river_seen_at.replace(year=2023), published_at=cast.chen.river_seen_at.replace(year=2023)
    )
    say(cast.bo, body="fresh news")
    for _again in range(2):  # coming back within the visit does not move it
        page = client.get("/river/").content.decode()
        assert page.index("fresh news") < page.index("You were here last") < page.index("old news")


def test_news_counts_what_others_did_since(cast, sign_in):
    entry, client = say(cast.bo), sign_in(cast.chen)
    page = client.get("/river/").content.decode()
    url = re.search(r'hx-get="(/river/news/[^"]+)"', page)[1].replace("&amp;", "&")
    assert "new just now" not in client.get(url).content.decode()
    post_comment(by=cast.chen, entry=entry, body="my own")
    assert "new just now" not in client.get(url).content.decode()
    say(cast.dara)
    assert "1 new just now" in client.get(url).content.decode()
    assert client.get("/river/news/?since=nonsense").status_code == 200


def test_pages_follow_one_another_and_a_made_up_cursor_is_told(cast, sign_in):
    for number in range(45):
        say(cast.bo, body=f"number {number}.")
    client, url, found = sign_in(cast.chen), "/river/", []
    while url:
        page = client.get(url).content.decode()
        found += re.findall(r"number (\d+)\.", page)
        older = re.search(r'rel="next"[^>]*|href="(/river/\?[^"]+)" rel="next"', page)
        url = older[1].replace("&amp;", "&") if older and older[1] else ""
    assert found == [str(number) for number in reversed(range(45))]
    assert client.get("/river/?below=nonsense").status_code == 422


def counted(queries):
    """Without the company, which is read again every five seconds."""
    return sum("company_company" not in query["sql"] for query in queries)


@pytest.mark.parametrize("url", ["/river/", "/river/?order=top", "/river/?order=followed", "/api/river", "/kept/"])
def test_a_river_runs_the_same_number_of_statements_at_3_rows_and_at_19(cast, sign_in, url):
    client = sign_in(cast.chen)
    community, audience = gather(cast.bo, cast.chen), Audience.objects.create(name="A")
    audience.members.create(person=cast.chen)
    Follow.objects.create(follower=cast.chen, followed=cast.bo)

    def more(count):
        for number in range(count):
            to = [To.all(), To.those_in(community), To.my_followers()][number % 3]
            entry = say(cast.bo, to, body=f"{number} @Chen Li #x")
            post_comment(by=cast.dara if to.everyone else cast.bo, entry=entry, body="yes")
            cast.chen.bookmarks.create(entry=entry)

    def statements():
        with CaptureQueriesContext(
            connection,
        ) as cold:
            assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as warm:
            client.get(url)
        return counted(cold), counted(warm)

    client.get(url)  # writes that she was here
    more(3)
    few = statements()
    more(16)
    kept_cards.clear()
    kept_json.clear()
    assert statements() == few


def test_the_page_of_an_entry_runs_the_same_number_of_statements_at_3_answers_and_at_30(cast, sign_in):
    client, entry = sign_in(cast.chen), say(cast.bo)
    counts = []
    for more in (3, 27):
        for _each in range(more):
            post_comment(by=cast.dara, entry=entry, body="yes @Chen Li")
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/entries/{entry.id}/").status_code == 200
        counts.append(counted(found))
    assert counts[0] == counts[1]


def test_answers_are_posted_with_and_without_script(cast, sign_in):
    entry, client = say(cast.bo), sign_in(cast.chen)
    part = client.post(
        f"/entries/{entry.id}/comments/", {"body": "by htmx", "key": str(uuid4())}, **HTMX
    ).content.decode()
    assert "by htmx" in part
    assert "<html" not in part
    comment = Comment.objects.get()
    answer = client.post(f"/entries/{entry.id}/comments/", {"body": "plain", "answers": str(comment.id)})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#comment-{Comment.objects.get(body='plain').id}")
    assert Comment.objects.get(body="plain").parent == comment
    for more in ({}, HTMX):
        refused = client.post(f"/entries/{entry.id}/comments/", {"body": "y" * 5001}, **more)
        assert refused.status_code == 422
        assert "y" * 5001 in refused.content.decode()


def test_deleting_offers_undo_with_and_without_script(cast, sign_in):
    client = sign_in(cast.bo)
    entry = say(cast.bo)
    part = client.post(f"/entries/{entry.id}/", {"_method": "delete"}, **HTMX).content.decode()
    assert f"/entries/{entry.id}/restoration/" in part
    assert client.get(f"/entries/{entry.id}/").status_code == 404
    assert client.post(f"/entries/{entry.id}/restoration/").status_code == 302
    assert client.get(f"/entries/{entry.id}/").status_code == 200
    page = client.post(f"/entries/{entry.id}/", {"_method": "delete"}, follow=False)
    assert page.status_code == 302
    assert f"/entries/{entry.id}/restoration/" in client.get("/river/").content.decode()
    assert sign_in(cast.chen).post(f"/entries/{entry.id}/restoration/").status_code == 404


def test_two_who_edit_at_once_see_both_texts(cast, sign_in):
    entry, client = say(cast.bo), sign_in(cast.bo)
    edit_entry(by=cast.bo, entry=entry, version=1, body="from the phone")
    answer = client.post(f"/entries/{entry.id}/edit/", {"version": "1", "body": "from the desk"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "from the phone" in page
    assert "from the desk" in page
    assert 'name="version" value="2"' in page
    assert client.post(f"/entries/{entry.id}/edit/", {"version": "2", "body": "from the desk"}).status_code == 302
    history = client.get(f"/entries/{entry.id}/versions/").content.decode()
    assert "from the phone" in history


def test_what_one_may_not_see_is_not_there(cast, sign_in):
    entry = say(cast.bo, To.those_in(gather(cast.bo, access="secret")), body="words for few")
    comment = post_comment(by=cast.bo, entry=entry, body="words for few")
    client = sign_in(cast.dara)
    for url in (
        f"/entries/{entry.id}/",
        f"/entries/{entry.id}/edit/",
        f"/entries/{entry.id}/versions/",
        f"/comments/{comment.id}/edit/",
    ):
        assert client.get(url).status_code == 404
    for url in (f"/entries/{entry.id}/thanks/", f"/entries/{entry.id}/bookmark/", f"/comments/{comment.id}/thanks/"):
        assert client.post(url).status_code == 404
    assert b"words for few" not in client.get("/river/").content + client.get("/api/river").content


def test_the_json_river_has_the_same_entries_and_the_readers_own(cast, sign_in):
    community = gather(cast.bo, cast.chen)
    for number in range(25):
        say(cast.bo, To.those_in(community) if number % 2 else To.all(), body=f"number {number} @Chen Li")
    client = sign_in(cast.chen)
    client.post(f"/entries/{Entry.objects.newest_first()[0].id}/thanks/")
    first = json.loads(client.get("/api/river").content)
    second = json.loads(client.get(f"/api/river?below={first['below']}").content)
    texts = [item["entry"]["text"] for page in (first, second) for item in page["items"]]
    assert texts == [f"number {number} @Chen Li" for number in reversed(range(25))]
    assert second["below"] is None
    assert [item["thanked"] for item in first["items"][:2]] == [True, False]
    assert first["items"][0]["why"] == "everyone"
    assert first["items"][1]["entry"]["to"]["name"] == "Roasting"


def test_suggestions_name_people_and_topics(cast, sign_in):
    say(cast.bo, body="#Huila")
    refresh_find_text([cast.dara.id])
    client = sign_in(cast.chen)
    assert 'data-value="@Dara Díaz"' in client.get("/mentions/suggest/?kind=@&q=dara").content.decode()
    assert 'data-value="#Huila"' in client.get("/mentions/suggest/?kind=%23&q=hu").content.decode()
    assert client.get("/mentions/suggest/?kind=@&q=").content.decode().strip() == ""
