"""Real feeds, made by a real generator and served by a real server, and feeds that are none."""

import contextlib
import gzip
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from feedgen.feed import FeedGenerator
from PIL import Image

from rostra.advocacy import queries
from rostra.advocacy.actions import feeds, stories
from rostra.advocacy.feeds import fetching
from rostra.advocacy.feeds.reading import plain
from rostra.advocacy.feeds.sandbox import read_feed
from rostra.advocacy.models import FeedSource, Story
from rostra.kit.errors import Refused
from rostra.people.models import Person


def feed_of(*titles: str, kind: str = "rss", picture: str = "") -> bytes:
    made = FeedGenerator()
    made.load_extension("media")
    made.id("https://aamuvalle.example/news")
    made.title("Aamuvalle news")
    made.link(href="https://aamuvalle.example/news")
    made.description("What is new")
    for number, title in enumerate(titles, start=1):
        item = made.add_entry()
        item.id(f"https://aamuvalle.example/news/{title}")
        item.title(f"{title} & more")
        item.link(href=f"https://aamuvalle.example/news/{title}?a=1&b=2")
        item.summary(f"<p>About <b>{title}</b>.</p><script>alert(1)</script><p>Second&nbsp;paragraph &lt;3.</p>")
        item.category(term="Coffee roasting")
        item.published(datetime(2026, 5, number, tzinfo=UTC))
        if picture:
            item.enclosure(picture, 0, "image/png")
    return made.rss_str() if kind == "rss" else made.atom_str()


@pytest.fixture
def website(settings):
    """A server whose answers a test sets: `site.answers["/feed"] = (status, headers, body or a function of the handler)`."""

    class Site(BaseHTTPRequestHandler):
        answers: dict = {}
        asked: list = []

        def do_GET(self):
            Site.asked.append((self.path, dict(self.headers)))
            status, headers, body = Site.answers[self.path]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            body(self) if callable(body) else self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Site.answers, Site.asked = {}, []
    Site.address = f"http://127.0.0.1:{server.server_address[1]}"
    settings.HTTP_ALLOWED = frozenset({f"127.0.0.1:{server.server_address[1]}"})
    yield Site
    server.shutdown()


def png() -> bytes:
    written = BytesIO()
    Image.new("RGB", (640, 360), "teal").save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_becomes_drafts_in_plain_text(cast, website, kind):
    website.answers["/feed"] = (200, {}, feed_of("Heat", "Harvest", kind=kind))
    source, made = feeds.add_feed(by=cast.kim, url=f"{website.address}/feed")
    assert (source.name, made) == ("Aamuvalle news", 2)
    story = queries.drafts().get(entry__title="Heat & more")
    assert story.entry.body == "About Heat.\n\nSecond paragraph <3."
    assert story.source_url == "https://aamuvalle.example/news/Heat?a=1&b=2"
    assert story.hashtags == ["CoffeeRoasting"]
    assert story.entry.published_at is None
    assert not queries.open_stories(cast.bo, timezone.now()).exists()


def test_the_same_feed_again_brings_only_what_is_new(cast, website):
    website.answers["/feed"] = (200, {"ETag": '"1"'}, feed_of("Heat"))
    source, _made = feeds.add_feed(by=cast.kim, url=f"{website.address}/feed")
    stories.drop_story(by=cast.kim, story=Story.objects.get())
    website.answers["/feed"] = (200, {"ETag": '"2"'}, feed_of("Heat", "Harvest"))
    source.refresh_from_db()
    assert (feeds.fetch_source(source=source), feeds.fetch_source(source=source)) == (1, 0)
    assert [story.entry.title for story in queries.drafts()] == ["Harvest & more"]
    assert website.asked[1][1]["If-None-Match"] == '"1"'


@pytest.mark.parametrize("etag", ['"ä"', '"' + "e" * 600 + '"'], ids=["not ASCII", "long"])
def test_an_etag_that_cannot_be_sent_back_is_not_kept(cast, website, etag):
    website.answers["/feed"] = (200, {"ETag": etag}, feed_of("Heat"))
    source, _made = feeds.add_feed(by=cast.kim, url=f"{website.address}/feed")
    website.answers["/feed"] = (200, {"ETag": etag}, feed_of("Heat", "Harvest"))
    assert (feeds.fetch_source(source=source), source.etag) == (1, "")
    assert "If-None-Match" not in website.asked[1][1]


def test_nothing_new_is_told_by_304(cast, website):
    website.answers["/feed"] = (200, {"ETag": '"1"'}, feed_of("Heat"))
    source, _made = feeds.add_feed(by=cast.kim, url=f"{website.address}/feed")
    website.answers["/feed"] = (304, {}, b"")
    source.refresh_from_db()
    assert feeds.fetch_source(source=source) == 0
    source.refresh_from_db()
    assert (source.error, source.etag) == ("", '"1"')


def test_the_picture_of_an_item_is_fetched_and_written_anew(cast, website, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    website.answers["/a.png"] = (200, {"Content-Type": "image/png"}, png())
    website.answers["/feed"] = (200, {}, feed_of("Heat", picture=f"{website.address}/a.png"))
    feeds.add_feed(by=cast.kim, url=f"{website.address}/feed")
    picture = Story.objects.get().picture
    assert (picture.media_type, picture.width) == ("image/webp", 640)


def test_a_picture_that_is_none_costs_only_the_picture(cast, website):
    website.answers["/a.png"] = (200, {"Content-Type": "image/png"}, b"<html>no picture</html>")
    website.answers["/feed"] = (200, {}, feed_of("Heat", picture=f"{website.address}/a.png"))
    assert feeds.add_feed(by=cast.kim, url=f"{website.address}/feed")[1] == 1
    assert Story.objects.get().picture is None


def _never_ends(handler):
    try:
        while True:
            handler.wfile.write(b"<!-- more -->" * 10_000)
    except OSError:
        pass


def _drips(handler):
    try:
        for _step in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.1)
    except OSError:
        pass


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((200, {}, feed_of("Heat")[:-200]), "broken XML in line"),
        ((200, {}, b"<html><body>News</body></html>"), "neither RSS nor Atom"),
        ((200, {}, b""), "neither RSS nor Atom"),
        ((200, {}, b"\x00\xff\xfe not a feed" * 50), "broken XML|neither RSS nor Atom"),
        ((404, {}, b""), "answered with 404"),
        ((302, {"Location": "/feed"}, b""), "without end"),
        ((302, {"Location": "http://169.254.169.254/latest"}, b""), "inside a network"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "cannot be reached"),
        ((200, {}, _never_ends), "more than 5 megabytes"),
        ((200, {}, _drips), "longer than 15 seconds"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(feed_of("Heat"), mtime=0)[:-9]), "breaks off"),
        ((200, {"Content-Encoding": "gzip, gzip"}, b""), "cannot be unpacked"),
        ((200, {"Content-Length": "90000"}, feed_of("Heat")), "breaks off"),
    ],
)
def test_what_is_no_feed_is_told_in_words_and_nothing_is_kept(cast, website, monkeypatch, answer, says):
    monkeypatch.setattr(fetching, "SECONDS", 1.0 if answer[2] is _drips else 10.0)
    website.answers["/feed"] = answer
    with pytest.raises(Refused, match=says):
        feeds.add_feed(by=cast.kim, url=f"{website.address}/feed")
    assert not FeedSource.objects.exists()
    assert not Story.objects.exists()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://127.0.0.1:1/feed", "inside a network"),
        ("http://[::1]/feed", "inside a network"),
        ("http://10.0.0.8/feed", "inside a network"),
        ("ftp://aamuvalle.example/feed", "begins with https"),
        ("nonsense", "begins with https"),
    ],
)
def test_an_address_that_must_not_be_asked_is_refused(cast, settings, url, says):
    settings.HTTP_ALLOWED = frozenset()
    with pytest.raises(Refused, match=says):
        feeds.add_feed(by=cast.kim, url=url)


def test_a_string_that_looks_like_a_path_or_an_address_is_only_bytes():
    for content in (b"/etc/passwd", b"http://127.0.0.1/feed"):
        with pytest.raises(Refused):
            read_feed(content)


def test_an_xml_bomb_is_refused():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{levels}]>'
    bomb = f'{doctype}<rss version="2.0"><channel><item><title>&a9;</title></item></channel></rss>'
    with contextlib.suppress(Refused):
        assert all(len(item.title) <= 200 for item in read_feed(bomb.encode()).items)


def test_a_feed_that_fails_waits_longer_each_time_and_says_why(cast, website):
    website.answers["/feed"] = (200, {}, feed_of("Heat"))
    source, _made = feeds.add_feed(by=cast.kim, url=f"{website.address}/feed")
    website.answers["/feed"] = (503, {}, b"")
    waits = []
    for _try in range(3):
        source.refresh_from_db()
        feeds.fetch_source(source=source)
        source.refresh_from_db()
        waits.append(source.due_at - source.fetched_at)
    assert waits == [timedelta(hours=2), timedelta(hours=4), timedelta(hours=8)]
    assert "503" in source.error
    website.answers["/feed"] = (200, {}, feed_of("Heat"))
    feeds.fetch_source(source=source)
    source.refresh_from_db()
    assert (source.error, source.failures) == ("", 0)


def test_the_feed_of_a_leaver_says_so_and_keeps_no_other_from_being_fetched(cast, website, monkeypatch):
    for name, by in (("hers", cast.kim), ("broken", cast.ana), ("other", cast.ana)):
        website.answers[f"/{name}"] = (200, {}, feed_of(name))
        feeds.add_feed(by=by, url=f"{website.address}/{name}")
        website.answers[f"/{name}"] = (200, {}, feed_of(name, f"new in {name}"))
    read = feeds.read_feed
    breaks = b"new in broken"
    monkeypatch.setattr(
        feeds, "read_feed", lambda content, **more: 1 // 0 if breaks in content else read(content, **more)
    )
    Person.objects.filter(id=cast.kim.id).update(left_at=timezone.now())
    FeedSource.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert feeds.fetch_due() == 1
    assert "has left" in FeedSource.objects.get(url__endswith="/hers").error
    assert not FeedSource.objects.filter(due_at__lt=timezone.now()).exists()


def test_a_feed_comes_as_a_file_too_and_twice_is_once(cast, sign_in):
    client = sign_in(cast.kim)
    for _time in range(2):
        file = SimpleUploadedFile("news.xml", feed_of("Heat", "Harvest"))
        assert client.post("/console/feeds/", {"file": file}).status_code == 302
    assert (FeedSource.objects.get().name, Story.objects.count()) == ("Aamuvalle news", 2)


def test_a_feed_taken_away_leaves_its_stories(cast, website):
    website.answers["/feed"] = (200, {}, feed_of("Heat"))
    source, _made = feeds.add_feed(by=cast.kim, url=f"{website.address}/feed")
    feeds.remove_feed(by=cast.kim, source=source)
    assert Story.objects.get().feed is None


def test_html_becomes_text_without_markup_or_script():
    written = "<h1>A</h1><p>b <a href='javascript:x'>c</a><br>d</p><style>p{}</style><ul><li>e</li></ul>&amp;lt;"
    assert plain(written) == "A\n\nb c\n\nd\n\ne\n\n&lt;"
