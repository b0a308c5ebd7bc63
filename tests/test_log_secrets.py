"""Whatever comes of a request, what opens something in its address is not in the log: 200, 404, 405, 400, 403, 500 and 503.

The log here is the one that is really written: the same formatter as the processes', from INFO on.
"""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, ProgrammingError, connection
from django.test import Client
from django.urls import get_resolver

from rostra.advocacy.tests.making import a_share, a_story
from rostra.config import public_settings, public_urls
from rostra.kit.checks import walk
from rostra.kit.secret_addresses import SECRET_NAMES

SECRET = "v3rySecret-0f-somebody-who-is-invited0123456789"
SHORT = "Zq7mVk2Xw"  # as long as a short link's
# What else addresses are made of, none of it opening anything: a new name stands here or among SECRET_NAMES. `code` is a
# language, `public_key` a fingerprint of a session.
OPEN_NAMES = {
    "account_id", "code", "delivery", "feed_id", "file_id", "grant_id", "id", "invitation_id", "job",
    "mail_id", "name", "notice", "person", "person_id", "public_key", "run_id", "share_id", "slug",
    "story_id", "term_id", "token_id", "uidb36", "what", "width",
}  # fmt: skip
NAMED = re.compile(r"<(?:\w+:)?(\w+)>")


def taking_secrets(patterns: list[Any]) -> dict[str, str]:
    """An address for every pattern that takes one, by its name."""
    found = {}
    for name, pattern in walk(patterns):
        text = str(pattern.pattern)
        if SECRET_NAMES & set(NAMED.findall(text)):
            text = text.replace("(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)", f"c1-{SECRET}").strip("^$")
            found[name] = "/" + re.sub(r"<[^>]*>", SECRET, text)
    return found


INSIDE = taking_secrets(get_resolver().url_patterns)
ADDRESSES = sorted(INSIDE.values())
OUTSIDE = ["/s/{}", "/s/{}/picture.jpg", "/s/{}/", "/S/{}", "/{}", "/x/{}", "/s/{}%00", "/s/{}%2f.."]
TWISTED = ["{}", "{}x", "{}%00", "{}?a=%00", "/{}", "/..{}", "{}/more", "{}%ff", "{}%2f.."]


def test_every_name_in_an_address_is_known_to_be_a_secret_or_none():
    patterns = [*get_resolver().url_patterns, *public_urls.urlpatterns]
    names = {name for _name, pattern in walk(patterns) for name in NAMED.findall(str(pattern.pattern))}
    assert names == SECRET_NAMES | OPEN_NAMES


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root, written = logging.getLogger(), io.StringIO()
    ours = next(handler for handler in root.handlers if type(handler.formatter).__name__ == "ProcessorFormatter")
    handler, level = logging.StreamHandler(written), root.level
    handler.setFormatter(ours.formatter)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def asked(client: Client, address: str, **more: Any) -> Iterator[int]:
    for twisted in TWISTED:
        for method in ("GET", "POST", "OPTIONS"):
            yield client.generic(method, twisted.format(address), **more).status_code
        yield client.get(twisted.format(address), headers={"Host": f"evil/{SECRET}"}).status_code


def assert_silent(log: io.StringIO, secret: str = SECRET) -> None:
    said = log.getvalue()
    assert '"event": "request"' in said or "request" in said
    assert secret not in said


@pytest.mark.parametrize("name", sorted(INSIDE))
@pytest.mark.usefixtures("cast")
def test_inside_no_answer_writes_a_secret_down(name, log, visitor):
    got = set(asked(visitor, INSIDE[name]))
    assert {400, 405} <= got or name == "topic"
    assert_silent(log)


def assert_told(error, log) -> None:
    """A fault of ours has its traceback; that the database is away is one line."""
    assert error.__name__ in log.getvalue()
    assert ("Traceback" in log.getvalue()) is (error is not OperationalError)


@pytest.mark.parametrize("name", sorted(set(INSIDE) - {"topic"}))
@pytest.mark.parametrize(("error", "status"), [(ProgrammingError, 500), (OperationalError, 503)])
@pytest.mark.usefixtures("cast")
def test_nor_does_an_error(name, error, status, log, visitor):
    def fail(execute, sql, params, many, context):
        raise error(f"no table for {SECRET}")

    with connection.execute_wrapper(fail):
        got = [visitor.get(twisted.format(INSIDE[name])).status_code for twisted in ("{}", "{}/more", "/..{}")]
    assert status in got
    assert_told(error, log)
    assert_silent(log)


@pytest.fixture
def public(settings, cast) -> Client:
    for name in ("ROOT_URLCONF", "MIDDLEWARE", "APPEND_SLASH"):
        setattr(settings, name, getattr(public_settings, name))
    settings.ALLOWED_HOSTS, settings.ROSTRA_PUBLIC_URL = ["testserver"], "http://testserver"
    return Client(raise_request_exception=False)


def test_outside_no_answer_writes_a_short_link_down(public, cast, log):
    token, got = a_share(cast.bo, a_story(cast.kim)).link.token, set()
    for address in OUTSIDE:
        for method in ("GET", "HEAD", "POST", "OPTIONS"):
            got.add(public.generic(method, address.format(token)).status_code)
        got.add(public.get(address.format(token), headers={"Host": f"evil/{token}"}).status_code)
    assert got == {302, 400, 404, 405}
    assert_silent(log, token)


@pytest.mark.parametrize(("error", "status"), [(ProgrammingError, 500), (OperationalError, 503)])
def test_nor_does_an_error_outside(error, status, public, cast, log):
    def fail(execute, sql, params, many, context):
        raise error("gone")

    token = a_share(cast.bo, a_story(cast.kim)).link.token
    with connection.execute_wrapper(fail):
        assert public.get(f"/s/{token}").status_code == status
        assert public.get(f"/nowhere/{token}").status_code == 404
    assert_told(error, log)
    assert_silent(log, token)


@pytest.mark.usefixtures("cast")
def test_what_a_browser_reports_is_written_without_its_secret(log, visitor):
    for address in (*ADDRESSES, f"/welcome/{SECRET}", f"/nowhere/{SECRET}/"):
        report = {"csp-report": {"document-uri": f"https://rostra.example{address}", "violated-directive": "img-src"}}
        assert visitor.post("/csp-reports/", report, content_type="application/json").status_code == 204
    assert "policy violated" in log.getvalue()
    assert_silent(log)
