"""Feeds made to break a parser, and children that answer anything: nothing is held up, nothing is believed."""

import html
import json
import subprocess
import sys
from urllib.parse import urlsplit

import psutil
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rostra.advocacy.actions import feeds
from rostra.advocacy.feeds import sandbox
from rostra.advocacy.models import FeedSource, Story
from rostra.kit.errors import Refused
from rostra.kit.tests.peers import answer, server

ITEM = {"guid": "g", "title": "t", "text": "x", "url": "", "picture": "", "at": None, "tags": []}


def feed(inside: str = "", description: str = "words") -> bytes:
    item = f"<item><title>Heat</title><description>{html.escape(description)}</description>{inside}</item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{item}</channel></rss>'.encode()


@pytest.mark.parametrize("kind", ["text", "html"])
@pytest.mark.parametrize(
    "words",
    ["<img " * 50_000, "<img src='" * 25_000, "<!--" * 50_000, " " * 250_000 + "x", "\n \n" * 50_000, "&lt;" * 25_000],
    ids=["pictures", "half pictures", "comments", "spaces", "lines", "signs"],
)
def test_a_quarter_of_a_megabyte_of_beginnings_is_read_in_its_two_seconds(words, kind):
    """The pattern for pictures took 26 s for half of the first as text: in a child of two seconds that is no feed at all."""
    content = f'<content type="{kind}">{html.escape(words)}</content>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Heat</title>{content}</entry></feed>'
    [item] = sandbox.read_feed(atom.encode()).items
    assert item.title == "Heat"


@pytest.mark.parametrize(
    "inside",
    ["<category>x</category>" * 200_000, "<a>" * 700_000 + "</a>" * 700_000],
    ids=["categories", "depth"],
)
def test_a_feed_that_is_too_much_is_told_to_the_desk_and_nothing_is_kept(cast, settings, inside):
    with server(answer(feed(inside))) as place:
        settings.HTTP_ALLOWED = frozenset({place})
        with pytest.raises(Refused, match="more than 2 seconds or 512 MB"):
            feeds.add_feed(by=cast.kim, url=f"http://{place}/feed")
    assert not FeedSource.objects.exists()
    assert not Story.objects.exists()


def test_a_feed_that_becomes_too_much_says_so_beside_it(cast, settings):
    with server(answer(feed())) as place:
        settings.HTTP_ALLOWED = frozenset({place})
        source, made = feeds.add_feed(by=cast.kim, url=f"http://{place}/feed")
    assert made == 1
    with server(answer(feed("<category>x</category>" * 200_000))) as place:
        settings.HTTP_ALLOWED = frozenset({place})
        source.url = f"http://{place}/feed"
        assert feeds.fetch_source(source=source) == 0
    source.refresh_from_db()
    assert "more than 2 seconds or 512 MB" in source.error
    assert source.failures == 1


def test_a_file_that_is_too_much_is_told_on_the_page(cast, sign_in):
    file = SimpleUploadedFile("news.xml", feed("<category>x</category>" * 200_000))
    page = sign_in(cast.kim).post("/console/feeds/", {"file": file})
    assert page.status_code == 422
    assert "more than 2 seconds or 512 MB" in page.content.decode()


def child(monkeypatch, program: str) -> None:
    """Puts `program` in the parser's place: a parser that a feed has taken over may do anything."""
    monkeypatch.setattr(sandbox, "_CHILD", (sys.executable, "-P", "-c", program))


@pytest.mark.parametrize("program", ["import time; time.sleep(600)", "while True: pass"])
def test_a_child_that_does_not_end_is_ended_and_no_process_stays(monkeypatch, program):
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 1.0)
    child(monkeypatch, program)
    before = psutil.Process().children()
    with pytest.raises(Refused, match="more than 2 seconds"):
        sandbox.read_feed(feed())
    assert psutil.Process().children() == before


@pytest.mark.parametrize(
    "said",
    [
        "", "{", "[]", "7", "null", '"line"', "[" * 100_000, '{"title": 7, "items": []}', '{"title": "t", "items": {"a": 1}}',
        json.dumps({"title": "t" * 201, "items": []}), '{"title": "\\ud800", "items": []}', '{"title": "t", "items": [[]]}',
        *(
            json.dumps({"title": "t", "items": [ITEM | wrong]})
            for wrong in (
                {"guid": "g" * 501}, {"title": None}, {"text": "x" * 5001}, {"url": "javascript:alert(1)"}, {"url": ["http://"]},
                {"picture": "file:///etc/passwd"}, {"at": "yesterday"}, {"at": 7}, {"at": "0001-01-01T00:00:00+14:00"},
                {"at": "2026-05-01"},
                {"tags": "tags"}, {"tags": [7]}, {"tags": ["t" * 41]}, {"tags": {"a": "b"}},
            )
        ),
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_not_believed(monkeypatch, said):
    child(monkeypatch, f"print({said!r})")
    with pytest.raises(Refused, match="could not be read"):
        sandbox.read_feed(feed())


def test_an_answer_of_the_right_shape_is_taken_without_zero_bytes_and_no_longer_than_agreed(monkeypatch):
    said = {"title": "t\0", "items": [ITEM | {"at": "2026-05-01T00:00:00+00:00"}] * 60}
    child(monkeypatch, f"print({json.dumps(said)!r})")
    found = sandbox.read_feed(feed())
    assert (found.title, len(found.items)) == ("t", 50)
    assert found.items[0].at.isoformat() == "2026-05-01T00:00:00+00:00"


@pytest.mark.parametrize("program", ["1 / 0", "import os; os.abort()", "import sys; sys.exit(7)"])
def test_a_child_that_breaks_is_told_as_a_feed_that_could_not_be_read(monkeypatch, program):
    child(monkeypatch, program)
    with pytest.raises(Refused, match="could not be read"):
        sandbox.read_feed(feed())


LIMITED = "from rostra.advocacy.feeds.child import limit; limit()\n"


@pytest.mark.parametrize(
    ("program", "ends"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("import urllib.request; urllib.request.urlopen('http://127.0.0.1:1/')", "socket.getaddrinfo"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("import os; os.execv('/bin/true', ['true'])", "PermissionError"),
        ("b'x' * 600_000_000", "MemoryError"),
        ("import sys; sys.stdout.write('x' * 5_000_000)", "OSError"),
        ("import resource; resource.setrlimit(resource.RLIMIT_CPU, (9, 9))", "ValueError"),
        ("while True: pass", -9),
    ],
)
def test_the_limits_hold_whatever_runs_behind_them(tmp_path, program, ends):
    environment = dict(sandbox._ENVIRONMENT)
    with (tmp_path / "said").open("wb") as said:
        command = [sys.executable, "-P", "-c", LIMITED + program]
        ran = subprocess.run(command, stdout=said, stderr=subprocess.PIPE, env=environment, timeout=120)
    assert ran.returncode == ends or (ran.returncode != 0 and str(ends) in ran.stderr.decode().splitlines()[-1])


def test_the_child_knows_no_secret_and_no_framework(monkeypatch, settings):
    child(monkeypatch, "import os; print(sorted(os.environ))")
    monkeypatch.setenv("ROSTRA_SECRET", "s")
    with sandbox.tempfile.TemporaryFile() as asked, sandbox.tempfile.TemporaryFile() as said:
        assert sandbox._run(asked, said) == 0
        said.seek(0)
        assert set(json.loads(said.read().decode().replace("'", '"'))) <= {"PYTHONPATH", "PYTHONUTF8", "LC_CTYPE"}
    program = "import sys, rostra.advocacy.feeds.child; print('django' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_the_address_makes_links_whole_and_stands_in_no_command(monkeypatch):
    found = sandbox.read_feed(feed("<link>/there</link>"), url="https://noor:secret@aamuvalle.example/feed")
    assert urlsplit(found.items[0].url).path == "/there"
    assert not any("secret" in part for part in sandbox._CHILD)
