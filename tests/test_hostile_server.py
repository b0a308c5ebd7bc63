"""Both addresses as they are really served, asked by somebody who means harm and writes HTTP by hand.

One `rostra serve` with the public address: whatever method, path, host or header comes, the answer is never a 500, it comes
in the house's words, and no line of the log holds what opens something.
"""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.urls import get_resolver

from rostra.config import public_urls
from rostra.kit.checks import walk
from rostra.server.home import CHECKOUT
from rostra.server.tests.running_server import free_port, until
from tests.test_kill import RunningRostra
from tests.test_log_secrets import ADDRESSES, SECRET, SHORT

pytestmark = pytest.mark.slow

METHODS = [
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "post",
    "FOO",
]
TAILS = [
    b"", b"/", b"%00", b"%ff", b"%2f..", b"..%2f", b"/%ed%a0%80", b"%zz", b"%", b"%0d%0aX:1", b"?a=%00", b"?a=%ff&b=%zz",
    b"?" + b"a" * 60_000, b"x" * 9_000, b"\xff\xfe", b"/picture.jpg", b";x=1", b"%25%30%30",
]  # fmt: skip
FRONTS = [b"/..", b"http://localhost", b"http://evil.example", b"//evil.example", b"/."]
HOSTS = [None, b"", b"evil.example", b"localhost:99999", b"localhost:abc", b"[::1", b"a b", b"\xff\xfe", b"x" * 3000,
         b"localhost,evil.example", b"localhost/%b" % SECRET.encode()]  # fmt: skip
HEADERS = [
    (b"Content-Length", b"abc"), (b"Content-Length", b"-1"), (b"Content-Length", b"9" * 30), (b"Content-Length", b"+0"),
    (b"Content-Type", b"\xff;;="), (b"Content-Type", b"text/plain; charset=rot13"), (b"Content-Type", b"multipart/form-data"),
    (b"Cookie", b"a=" + b"x" * 60_000), (b"Cookie", b"rostra_session=\xff; rostra_csrf=\x80"), (b"Cookie", b"rostra_language=\xff"),
    (b"Accept-Language", b"\xff," * 300), (b"Accept-Language", b"x" * 5000), (b"User-Agent", b"\xff\xe4"), (b"Accept", b"\xff"),
    (b"Referer", b"\xff[::1"), (b"Origin", b"http://[::1"), (b"X-Forwarded-For", b"\xff"), (b"X-Forwarded-Host", b"evil.example"),
    (b"If-Modified-Since", b"nonsense"), (b"If-None-Match", b"\xff"), (b"Range", b"bytes=9-1,abc"),
    (b"Authorization", b"Bearer \xff"),
    (b"Authorization", b"Bearer rostra_" + b"x" * 5000), (b"Expect", b"100-continue"), (b"Upgrade", b"websocket"),
    (b"HX-Request", b"\xff"), (b"HX-Current-URL", b"http://[::1"), (b"Content-Encoding", b"gzip"), (b"X_Odd", b"1"),
    (b"Transfer-Encoding", b"gzip"), (b"Accept-Encoding", b"\xff"), (b"X-Nul", b"\x00"),
]  # fmt: skip


class BothAddresses(RunningRostra):
    def __init__(self, home) -> None:
        super().__init__(home)
        self.public_port = free_port()

    def command(self) -> list[str]:
        return [
            sys.executable,
            "-m",
            "rostra",
            "serve",
            "--mode",
            "serve",
        ]  # as it is run for a company: it logs each request

    def environment(self) -> dict[str, str]:
        public = {
            "ROSTRA_PUBLIC_PORT": str(self.public_port),
            "ROSTRA_PUBLIC_URL": f"http://localhost:{self.public_port}",
        }
        return super().environment() | public | {"ROSTRA_PACES": "strangers=off,changes=off"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BothAddresses]:
    running = BothAddresses(tmp_path_factory.mktemp("hostile") / "home")
    running.start()
    try:
        running.announced(patience=90)
        known = {"DATABASE_URL": running.database_url, "ROSTRA_HOME": str(running.home)}
        environment = os.environ | known | {"DJANGO_SETTINGS_MODULE": "rostra.config.settings"}
        made = subprocess.run(
            [sys.executable, "-m", "tests.signed_in"],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr
        running.session = made.stdout.split()[-1]
        until(running.says_ready, what="Rostra is ready", patience=60)
        yield running
    finally:
        if running.process and running.process.poll() is None:
            running.end()


def written(
    method: str, path: bytes, *, host: bytes | None = b"localhost", header=(b"X-Plain", b"1"), body=b""
) -> bytes:
    """A request as bytes, as no library would write it."""
    lines = [b"%b %b HTTP/1.1" % (method.encode(), path), b"%b: %b" % header, b"Connection: close"]
    if host is not None:
        lines.insert(1, b"Host: " + host)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def answer(port: int, request: bytes) -> tuple[int, bytes]:
    """Status and all of the answer; 0 when the connection was closed without one."""
    said = b""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as peer:
        try:
            peer.sendall(request)
            while piece := peer.recv(65536):
                said += piece
        except ConnectionError:
            pass
    return int(said.split(b" ", 2)[1]) if said.startswith(b"HTTP/") else 0, said


def hostile(path: bytes) -> Iterator[tuple[str, bytes]]:
    for method in METHODS:
        yield f"{method}", written(method, path)
        yield f"{method} with a body", written(method, path, header=(b"Content-Length", b"3"), body=b"a=b")
    yield "in pieces", written("POST", path, header=(b"Transfer-Encoding", b"chunked"), body=b"3\r\na=b\r\n0\r\n\r\n")
    for odd in [*(path + tail for tail in TAILS), *(front + path for front in FRONTS), b"*", b"/" * 3000]:
        for method in ("GET", "POST"):
            yield f"{method} {odd[:60]!r}", written(method, odd)
    for method in ("GET", "POST"):
        for host in HOSTS:
            yield f"{method} of {host!r}"[:80], written(method, path, host=host)
        for header in HEADERS:
            yield f"{method} with {header!r}"[:80], written(method, path, header=header)


def log_of(served: BothAddresses) -> str:
    """All of it: a last request of our own has been written down, so those before it have."""
    for port in (served.port, served.public_port):
        _status, said = answer(port, written("GET", b"/healthz"))
        mark = re.search(r"x-request-id: (\w+)", said.decode().lower())
        until(lambda mark=mark: mark[1] in served.log.read_text(), what="the log holds our last request")
    return served.log.read_text()


@pytest.mark.parametrize(
    "path", [b"/s/" + SHORT.encode(), b"/s/" + SHORT.encode() + b"/picture.jpg", b"/", b"/robots.txt"]
)
def test_the_public_address_answers_everything_and_breaks_at_nothing(served, path):
    got = {what: answer(served.public_port, request) for what, request in hostile(path)}
    assert {what: status for what, (status, _said) in got.items() if not 200 <= status < 500} == {}
    wrong = {
        what: said[:200]
        for what, (status, said) in got.items()
        if status in {404, 405, 413} and not in_our_words(what, said)
    }
    assert wrong == {}


def in_our_words(what: str, said: bytes) -> bool:
    return what.startswith("HEAD") or b'<link rel="stylesheet" href="/public.css">' in said


@pytest.mark.parametrize("method", [each for each in METHODS if each.upper() not in {"GET", "HEAD"}])
def test_what_is_no_reading_gets_a_405_that_names_what_is(served, method):
    for path in (b"/s/" + SHORT.encode(), b"/", b"/public.css", b"/oauth-client-metadata.json"):
        status, said = answer(served.public_port, written(method, path))
        assert (status, b"\r\nallow: GET, HEAD\r\n" in said.lower().replace(b"get, head", b"GET, HEAD")) == (
            405,
            True,
        ), said[:300]


@pytest.mark.parametrize("host", [host for host in HOSTS if host != b"localhost:99999"])
def test_a_host_that_is_not_ours_is_a_400_in_our_words(served, host):
    for port in (served.port, served.public_port):
        status, said = answer(port, written("GET", b"/s/" + SHORT.encode(), host=host))
        assert status == 400
        assert b"</html>" in said
    assert "Traceback" not in log_of(served)


@pytest.mark.parametrize(
    "path", [b"/", b"/sign-in/", b"/welcome/" + SECRET.encode() + b"/", b"/api/entries", b"/static/x.css", b"/entries/"]
)
def test_the_inside_answers_everything_and_breaks_at_nothing(served, path):
    got = {what: answer(served.port, request) for what, request in hostile(path)}
    assert {what: status for what, (status, _said) in got.items() if not 200 <= status < 500} == {}


def test_every_door_answers_to_every_method(served):
    """As somebody who is signed in, so that it is the door that says no; with made-up ids, so that nothing happens."""
    broken = []
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    headers = {"Cookie": f"rostra_session={served.session}; rostra_csrf={'k' * 32}", "X-CSRFToken": "k" * 32}
    for path in sorted(paths(get_resolver().url_patterns) - {"/sign-out/"}):
        for method in ("OPTIONS", "TRACE", "PROPFIND", "PUT", "PATCH", "DELETE", "get", "FOO"):
            connection.request(method, path, headers=headers | {"Content-Length": "0"})
            got = connection.getresponse()
            got.read()
            if got.status >= 500 or (got.status == 405 and not got.headers["Allow"]):
                broken.append((method, path, got.status))
    assert broken == []


def paths(patterns) -> set[str]:
    """One made-up address of every pattern; the API's have their own test, and know their methods by themselves."""
    made_up = "01890000-0000-7000-8000-000000000000"
    found = set()
    for name, pattern in walk(patterns):
        text = str(pattern.pattern)
        if name.startswith("api:") or text.startswith("^"):
            continue
        for argument in pattern.pattern.converters:
            kind = type(pattern.pattern.converters[argument]).__name__
            value = "7" if kind == "IntConverter" else made_up
            text = "/".join(value if f"{argument}>" in part else part for part in text.split("/"))
        found.add(f"/{text}")
    return found


def test_no_secret_of_an_address_is_in_the_log_of_either_process(served):
    got = set()
    for port, address in [(served.port, each) for each in ADDRESSES] + [
        (served.public_port, f"/s/{SHORT}"),
        (served.public_port, f"/s/{SHORT}/picture.jpg"),
    ]:
        for what, request in hostile(address.encode()):
            status, _said = answer(port, request)
            got.add(status)
            assert status < 500, (address, what)
    log = log_of(served)
    assert {200, 400, 404, 405} <= got
    assert log.count('"event": "request"') > 100
    assert [line for line in log.splitlines() if SECRET in line or SHORT in line] == []


def test_the_public_address_has_no_door_the_tests_do_not_know():
    named = {name for name, _pattern in walk(public_urls.urlpatterns)}
    assert named == {
        "short_link",
        "short_link_picture",
        "client_metadata",
        "public_stylesheet",
        "robots",
        "public_healthz",
        "public_readyz",
    }


def test_each_line_of_the_log_is_json(served):
    assert all(json.loads(line) for line in log_of(served).splitlines())
