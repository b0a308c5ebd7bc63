"""The public address: where a short link leads, what previewers read, and what counts as a click."""

import os
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client

from rostra.advocacy import figures, queries
from rostra.advocacy.actions import clicks, sharing, stories
from rostra.advocacy.models import Click, ClickKey, DayCount, TrackedLink
from rostra.advocacy.tests.making import a_share, a_story
from rostra.advocacy.tests.servers import database_url, free_port
from rostra.communities.models import Entry
from rostra.server.keys import make_keys

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
IN_LINKEDIN = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 [LinkedInApp]/9.30"
PEOPLE = {"User-Agent": FIREFOX, "Accept-Language": "fi"}


@pytest.fixture(autouse=True)
def _public(settings):
    settings.ROSTRA_PUBLIC_URL = "http://testserver"
    settings.ROOT_URLCONF = "rostra.config.public_urls"
    settings.MIDDLEWARE = ["rostra.company.proxies.ProxyMiddleware", "django.middleware.common.CommonMiddleware"]
    settings.APPEND_SLASH = False


@pytest.fixture
def link(cast) -> TrackedLink:
    return a_share(cast.bo, a_story(cast.kim)).link


def opened(link: TrackedLink, *, method: str = "get", address: str = "192.0.2.7", **headers: str):
    return getattr(Client(), method)(f"/s/{link.token}", headers=headers, REMOTE_ADDR=address)


def counts(link: TrackedLink) -> dict[str, int]:
    return queries.counts_of(link.share)


@pytest.mark.parametrize("agent", [FIREFOX, IN_LINKEDIN])
def test_a_person_is_led_on_and_counted(link, agent):
    answer = opened(link, **PEOPLE | {"User-Agent": agent})
    assert (answer.status_code, answer["Location"]) == (302, "https://aamuvalle.example/news/heat")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert counts(link) == {"click": 1}


def test_nothing_in_a_request_changes_where_it_leads(link):
    for extra in ("?url=https://evil.example", "?next=//evil.example", "#x"):
        assert Client().get(f"/s/{link.token}{extra}", headers=PEOPLE)["Location"] == link.target
    for path in (f"/s/{link.token}/", "/s/", "/s/nope", f"/s/{link.token}%2f..", "/s/" + "a" * 200, "/", "/stories/"):
        assert Client().get(path, headers=PEOPLE).status_code == 404


def test_one_visitor_counts_once_a_link_and_day(link):
    for _time in range(3):
        opened(link, **PEOPLE)
    opened(link, address="192.0.2.8", **PEOPLE)
    assert counts(link) == {"click": 2}
    key = clicks.key_of(queries.today())
    assert len(key) == 32


def test_the_next_day_the_same_visitor_counts_again_and_cannot_be_recognised(link):
    today = queries.today()
    for day in (today - timedelta(days=1), today):
        clicks.count(link=link, kind="click", address="192.0.2.7", agent=FIREFOX, day=day)
    assert counts(link) == {"click": 2}
    first, second = (bytes(row.visitor) for row in Click.objects.order_by("day"))
    assert first != second
    assert clicks.forget_past_days() == 1
    assert ClickKey.objects.get().day == today
    assert Click.objects.count() == 1
    assert counts(link) == {"click": 2}


def test_no_row_holds_an_address_or_a_browser(link):
    opened(link, **PEOPLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM advocacy_click c")
        kept = str(cursor.fetchall())
    assert "192.0.2.7" not in kept
    assert "Firefox" not in kept


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"User-Agent": "LinkedInBot/1.0 (compatible; Mozilla/5.0; +http://www.linkedin.com)"}, "preview"),
        ({"User-Agent": "facebookexternalhit/1.1", "Accept-Language": "en"}, "preview"),
        ({"User-Agent": "http.rb/5.1.1 (Mastodon/4.3.0; +https://mastodon.social/) Bot"}, "preview"),
        ({"User-Agent": "WhatsApp/2.23.20.0"}, "preview"),
        ({"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)", "Accept-Language": "en"}, "search"),
        ({"User-Agent": "Mozilla/5.0; compatible; GPTBot/1.2"}, "model"),
        ({"User-Agent": "Mozilla/5.0 (compatible; UptimeRobot/2.0)"}, "monitor"),
        ({"User-Agent": "curl/8.5.0"}, "script"),
        ({"User-Agent": FIREFOX}, "script"),  # no browser leaves out its person's languages
        ({"User-Agent": "", "Accept-Language": "en"}, "script"),
        ({"User-Agent": "ShinyNewBot/1", "Accept-Language": "en"}, "script"),
        (PEOPLE | {"Sec-Purpose": "prefetch;prerender"}, "prefetch"),
        (PEOPLE | {"Purpose": "prefetch"}, "prefetch"),
        (PEOPLE | {"X-Moz": "prefetch"}, "prefetch"),
    ],
)
def test_machines_are_counted_by_kind_and_never_as_clicks(link, headers, kind):
    answer = opened(link, **headers)
    assert answer.status_code in {200, 302}
    assert counts(link) == {kind: 1}


def test_head_leads_on_and_counts_nothing(link):
    answer = opened(link, method="head", **PEOPLE)
    assert (answer.status_code, counts(link)) == (302, {})


def test_a_previewer_reads_title_words_and_picture_of_the_story(link):
    page = opened(link, **{"User-Agent": "LinkedInBot/1.0"}).text
    assert '<meta property="og:title" content="The heat of our roasting now warms the swimming hall">' in page
    assert '<meta property="og:description" content="What left the chimneys' in page
    assert f'<meta property="og:url" content="http://testserver/s/{link.token}">' in page
    assert "og:image" not in page


def test_a_previewer_learns_nothing_of_a_story_that_was_taken_away(link):
    Entry.objects.update(removed_at=queries.timezone.now())
    page = opened(link, **{"User-Agent": "LinkedInBot/1.0"}).text
    assert "chimneys" not in page
    assert opened(link, **PEOPLE)["Location"] == link.target


def test_an_ended_story_still_leads_on(cast, link):
    stories.end_story(by=cast.kim, story=queries.desk_stories().get())
    assert opened(link, **PEOPLE).status_code == 302


def test_figures_come_from_five_sharers_on_and_name_nobody(cast, sign_in, settings):
    settings.ROOT_URLCONF, settings.MIDDLEWARE = "rostra.config.urls", django_settings._wrapped.MIDDLEWARE
    story = a_story(cast.kim)
    tellers = [cast.ana, cast.bo, cast.chen, cast.dara, cast.hugo]
    for number, person in enumerate(tellers, start=1):
        share = a_share(person, story)
        sharing.settle(by=person, share=share, posted=True)
        clicks.count(link=share.link, kind="click", address=f"192.0.2.{number}", agent="x")
        clicks.count(link=share.link, kind="preview", address="-", agent="x")
        known = figures.of_story(story)
        assert known.sharers == (5 if number == 5 else None)
        assert known.clicks == (5 if number == 5 else 0)
    assert (known.shares, known.machines, known.networks) == (5, 5, [("LinkedIn", 5)])


def test_fewer_than_five_people_give_no_figures_however_much_they_share(cast):
    story = a_story(cast.kim)
    for _share in range(20):
        sharing.settle(by=cast.bo, share=a_share(cast.bo, story), posted=True)
    assert figures.of_story(story) == figures.StoryFigures(None)


@pytest.mark.django_db(transaction=True)
def test_the_public_process_serves_links_and_nothing_else(tmp_path):
    """A real process, as `rostra serve --public` starts it, without sessions."""
    make_keys(tmp_path)
    port, root = free_port(), Path(__file__).resolve().parents[3]
    env = os.environ | {
        "DATABASE_URL": database_url(), "ROSTRA_PUBLIC_URL": f"http://127.0.0.1:{port}", "ROSTRA_MODE": "test",
        "ROSTRA_HOME": str(tmp_path), "PYTHONPATH": str(root),
    }  # fmt: skip
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "error"]
    command += ["--workers-kill-timeout", "2"]
    process = subprocess.Popen([*command, "rostra.config.public_wsgi:application"], env=env, cwd=root)
    try:
        assert _wait_for(f"http://127.0.0.1:{port}/healthz") == b"alive\n"
        for path in ("/", "/stories/", "/s/unknown", "/api/openapi.json", "/me/shares/"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(address: str) -> bytes:
    for _try in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def test_counts_of_all_days_stay_when_visitors_are_forgotten(link):
    clicks.count(link=link, kind="click", address="a", agent="b", day=queries.today() - timedelta(days=400))
    clicks.forget_past_days()
    assert DayCount.objects.get(link=link).count == 1
