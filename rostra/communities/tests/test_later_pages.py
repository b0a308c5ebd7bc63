"""Pages after the first, opened whole: without script, or in another tab. What is on them works."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from rostra.communities.actions.comments import post_comment
from rostra.communities.feed.cards import kept_cards
from rostra.communities.hearers import To
from rostra.communities.models import Entry, Topic
from rostra.communities.tests.test_entries import gather, say
from rostra.communities.tests.test_talk_pages import HTMX


@pytest.fixture(autouse=True)
def _no_cards():
    kept_cards.clear()


@pytest.mark.parametrize("place", ["/river/", "/communities/roasting/", "/topics/huila/"])
def test_the_buttons_of_a_second_page_have_their_form(cast, sign_in, place):
    community = gather(cast.bo, cast.chen)
    for number in range(22):
        say(cast.bo, To.those_in(community), body=f"number {number} #Huila")
    assert Topic.objects.get().key == "huila"
    client = sign_in(cast.chen)
    older = re.search(r'href="([^"]*below=[^"]+)"', client.get(place).content.decode())[1].replace("&amp;", "&")
    page = client.get(older).content.decode()
    assert 'form="acts"' in page
    assert page.count('<form id="acts"') == 1
    part = client.get(older, **HTMX).content.decode()
    if place == "/river/":
        assert '<form id="acts"' not in part


def test_a_page_brought_back_by_the_browser_is_whole(cast, sign_in):
    page = sign_in(cast.chen).get("/river/?order=top", **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true")
    assert "<html" in page.content.decode()


def test_what_is_new_is_told_inside_a_place_that_stays(cast, sign_in):
    client, since = sign_in(cast.chen), timezone.now() - timedelta(minutes=1)
    assert '<div id="news" role="status"' in client.get("/river/").content.decode()
    say(cast.bo)
    news = client.get("/river/news/", {"since": since.isoformat()}, **HTMX).content.decode()
    assert "1 new just now" in news
    assert "<div" not in news


def test_no_form_opens_where_answers_are_closed(cast, sign_in):
    entry, client = say(cast.bo), sign_in(cast.chen)
    assert client.get(f"/entries/{entry.id}/comments/new/", **HTMX).status_code == 200
    Entry.objects.filter(id=entry.id).update(comments_closed_at=timezone.now())
    refused = client.get(f"/entries/{entry.id}/comments/new/", **HTMX)
    assert refused.status_code == 403
    assert "Answers are closed" in refused.content.decode()


def test_a_link_to_reply_keeps_whom_it_replies_to(cast, sign_in):
    entry, client = say(cast.bo), sign_in(cast.chen)
    comment = post_comment(by=cast.dara, entry=entry, body="Yes")
    page = client.get(f"/entries/{entry.id}/comments/new/?answers={comment.id}", follow=True).content.decode()
    assert f'name="answers" value="{comment.id}"' in page
    assert "Reply to Dara Díaz" in page
    stranger = client.get(f"/entries/{entry.id}/?answers={uuid4()}").content.decode()
    assert 'name="answers"' not in stranger


def test_who_was_not_told_is_said_where_the_answer_was_changed(cast, sign_in):
    closed = gather(cast.bo, cast.chen, access="closed")
    comment = post_comment(by=cast.chen, entry=say(cast.bo, To.those_in(closed)), body="Yes")
    client = sign_in(cast.chen)
    part = client.post(f"/comments/{comment.id}/edit/", {"version": "1", "body": "Yes, @Dara Díaz"}, **HTMX)
    assert "Dara Díaz cannot see this and was not told." in part.content.decode()
    assert "was not told" not in client.get("/river/").content.decode()
