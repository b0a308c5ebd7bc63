"""Pages after the first, opened whole: without script, or in another tab. What is on them works."""

import re
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from rostra.accounts.models import Grant
from rostra.communities import moderated
from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.communities import make_community
from rostra.communities.actions.memberships import admit
from rostra.communities.feed.cards import kept_cards
from rostra.communities.hearers import To
from rostra.communities.models import Entry, Report, Topic
from rostra.communities.tests.test_entries import gather, say
from rostra.communities.tests.test_talk_pages import HTMX
from rostra.communities.views import reports
from rostra.communities.views.memberships import HEIRS
from rostra.people.models import Person


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


def test_the_last_owner_of_many_is_told_how_to_name_another(cast, sign_in):
    club = make_community(by=cast.bo, name="Roasting")
    for number in range(12):
        each = Person.objects.create(name=f"Person {number}", sort_key=f"{number:02}", title="Packer")
        admit(person=each, community=club, way="open", by=cast.bo)
    page = sign_in(cast.bo).get(f"/communities/{club.slug}/leaving/").content.decode()
    assert page.count('name="heir"') == HEIRS + 1  # and the administrators
    assert "Hand Roasting on under People first" in page


def test_many_reasons_for_one_report_fold_and_more_reports_are_told_of(cast, sign_in, monkeypatch):
    monkeypatch.setattr(moderated, "SHOWN", 8)
    monkeypatch.setattr(reports, "SHOWN", 8)
    entry = say(cast.bo)
    Grant.objects.create(user=cast.ana.user, kind="moderator")
    for number in range(8):
        each = Person.objects.create(name=f"Person {number}", sort_key=f"{number:02}")
        Report.objects.create(entry=entry, by=each, reason=f"reason {number}.")
    page = sign_in(cast.ana).get("/reports/").content.decode()
    assert page.index("reason 4.") < page.index("<details>") < page.index("reason 5.")
    assert "3 more" in page
    assert "The others follow" in page


def test_who_moderates_may_remove_from_the_page_that_asks_what_is_wrong(cast, sign_in):
    club = make_community(by=cast.bo, name="Roasting")
    admit(person=cast.chen, community=club, way="open", by=cast.bo)
    entry = say(cast.chen, To.those_in(club))
    removal = f'href="/entries/{entry.id}/removal/"'
    assert removal in sign_in(cast.bo).get(f"/entries/{entry.id}/reports/").content.decode()
    assert removal not in sign_in(cast.dara).get(f"/entries/{entry.id}/reports/").content.decode()


def test_today_is_called_today(cast, sign_in):
    say(cast.bo, body="old news")
    client = sign_in(cast.chen)
    client.get("/river/")
    earlier = timezone.localtime(timezone=ZoneInfo(cast.company.zone)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    Entry.objects.update(active_at=earlier - timedelta(hours=1), published_at=earlier - timedelta(hours=1))
    say(cast.bo, body="fresh news")
    Person.objects.filter(id=cast.chen.id).update(river_seen_at=earlier)
    assert "You were here last today at 00:00." in sign_in(cast.chen).get("/river/").content.decode()
