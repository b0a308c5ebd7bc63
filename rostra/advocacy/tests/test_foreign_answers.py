"""What a server of anybody's may answer to the calls of Mastodon's API: any bytes at all, and nothing breaks."""

import gzip
import json

import pytest

from rostra.advocacy.networks.mastodon import client, oauth, sender
from rostra.kit import http
from rostra.kit.errors import Refused
from rostra.kit.tests.peers import answer, sends, server


def called(settings, speak, call):
    with server(speak) as place:
        settings.HTTP_ALLOWED = frozenset({place})
        return call(f"http://{place}")


def said(value: object):
    return answer(json.dumps(value).encode())


@pytest.mark.parametrize(
    "content",
    [b"[" * 500_000, b'{"a":' * 300_000, b'"\\ud800"', b"9" * 1_000_000, b"NaN", b"\xff\xfe[\x00]\x00", b""],
    ids=["deep lists", "deep objects", "half a letter", "a long number", "no number", "UTF-16", "nothing"],
)
def test_an_answer_that_is_no_plain_json_is_a_rejection(settings, content):
    with pytest.raises(client.Rejected) as rejected:
        called(settings, answer(content), lambda place: client.who_is(place, "token"))
    assert rejected.value.words == ""


@pytest.mark.parametrize(
    "secret",
    ["a\0b", "a\nb", "\u202e", "a" * 3000, {"a": "b"}, ["a"], 1.5, True, None, ""],
    ids=lambda value: repr(value)[:9],
)
def test_a_field_that_is_no_plain_line_is_not_taken(settings, secret):
    with pytest.raises(http.Unreachable, match="without what was asked for"):
        called(
            settings, said({"client_id": "id", "client_secret": secret}),
            lambda place: client.register_app(place, redirect_uri="https://a.test/", website="https://a.test/"),
        )  # fmt: skip


def test_a_name_and_a_reason_lose_the_signs_nobody_can_keep(settings):
    profile = {"id": 7, "username": "noor", "display_name": "No\0or\u202e\n" + "r" * 5000}
    assert called(settings, said(profile), lambda place: client.who_is(place, "t")).name == "Noor" + "r" * 1993
    refusal = sends(b'HTTP/1.1 422 No\r\n\r\n{"error":"no\\u0000 \\u202eway"}')
    with pytest.raises(client.Rejected) as rejected:
        called(settings, refusal, lambda place: client.who_is(place, "t"))
    assert rejected.value.words == "no way"


@pytest.mark.parametrize("limit", [1e300, True, "500", -1, 0, [500], None])
def test_a_limit_that_is_no_count_is_none(settings, limit):
    statuses = {"configuration": {"statuses": {"max_characters": limit}}}
    assert called(settings, said(statuses), client.limit_of) is None


@pytest.mark.parametrize("moment", ["²", "9" * 400, "1 Jan 2026 00:00:00 +99999999999999", "(" * 50_000, "a,b", "\xa0"])
def test_a_pause_that_cannot_be_read_does_not_break(moment):
    pause = client.seconds_until(moment)
    assert pause is None or pause >= 0


def test_a_sign_that_opens_no_tag_stays():
    assert sender.plain("<p>a<br>b</p><a href='c'>d</a> 1 < 2 <<b>") == "a\nb\nd 1 < 2 <"


def test_a_bomb_from_a_server_that_a_colleague_names_is_told_in_words(settings, cast):
    packed = gzip.compress(gzip.compress(b"\0" * 10_000_000))
    speak = answer(packed, b"Content-Encoding: gzip, gzip")
    with pytest.raises(Refused, match="cannot be reached"):
        called(settings, speak, lambda place: oauth.begin(typed=place.removeprefix("http://"), next_url="/"))
