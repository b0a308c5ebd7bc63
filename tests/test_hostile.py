"""Every door, asked by somebody who means harm: whatever is sent to it, the answer is never a 500.

All names that the house reads from a request are sent to every door at once, each with a value drawn by a fixed seed: some
would do, most are made to break something. What was written is taken back after each request.
"""

import json
import random
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpcore
import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from rostra.accounts.models import Grant
from rostra.communities.models import Comment, Entry
from rostra.home.api import api
from rostra.kit import http
from rostra.kit.checks import walk
from rostra.server.paces import paces
from tests.cast import PASSWORD
from tests.growing import furnish

SEED, ROUNDS = 7, 1
NAMES = re.compile(
    r"(?:GET|POST|FILES|given|values)\.(?:get|getlist)\(\"(\w+)\"|^    (\w+) = forms\.\w+\(", re.MULTILINE
)
SOURCES = Path(__file__).resolve().parents[1] / "rostra"
HOSTILE = [
    "", " ", "0", "-1", "9" * 40, "1e999", "nan", "true", "None", "../../etc/passwd", "%00", "%s%n", "{{7*7}}", "' OR 1=1 --",
    "\u202eevil", "Z" + "\u0335" * 300, "😀" * 50, "\u200b", "<script>", "x" * 5000, "é" * 300, "\\u0000", "\r\nSet-Cookie: a=b",
    "\ud800", "\x00", "a\x00b", "9999-99-99", "2026-02-30T25:61", "0001-01-01", "9999-12-31T23:59:59.999999Z", "+00:00",
    "https://", "http://[", "https://[::1", "http://\u202e", "javascript:alert(1)", "//evil.example", "a@b", "@", "#", "[](",
    "\ufeff", "01890000-0000-7000-8000-000000000000", "eyJhIjoxfQ", "AAAA", "MTcwMDAwMDAwMA", "٣", "²", "İ", "ﬃ", "\u0000\ud83d",
]  # fmt: skip
PLAUSIBLE = [
    "everyone",
    "on",
    "1",
    "en",
    "fi",
    "yes",
    "no",
    "Words of mine",
    "member",
    "open",
    "secret",
    "delete",
    "2026-11-22",
]
NOT_JSON = [
    b"\xff\xfe{",
    b"[" * 20000,
    b'{"text": "\\ud800"}',
    b"null",
    b"NaN",
    b'{"text": 1e999}',
    b"",
    b'{"text": {}}',
]
NO_FILES = [
    b"",
    b"GIF89a",
    b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    b"\xff\xfen\0a\0",
    b'name,e-mail\n"open',
    b"<svg onload=x>",
]
NO_TYPES = ["multipart/form-data", "text/plain; charset=rot13", "application/x-www-form-urlencoded; charset=x", "", "/"]


@dataclass(frozen=True)
class Way:
    """An address and what it may be asked for, whoever opens it."""

    name: str
    url: str
    methods: tuple[str, ...]


def asked_names() -> list[str]:
    text = "\n".join(path.read_text() for path in SOURCES.rglob("*.py") if "tests" not in path.parts)
    return sorted({first or second for first, second in NAMES.findall(text)} - {"_method"})


def ways(cast: Any) -> Iterator[Way]:
    made = furnish(cast)
    for name, pattern in walk(get_resolver().url_patterns):
        if name.startswith("api:"):
            continue
        kwargs = {key: value for key, value in made.get(name, {}).items() if key != "?"}
        try:
            yield Way(
                name,
                reverse(name, kwargs=kwargs),
                getattr(getattr(pattern.callback, "door", None), "methods", ("GET", "POST")),
            )
        except NoReverseMatch:
            continue
    entry, comment = Entry.objects.earliest("id"), Comment.objects.earliest("id")
    ids = {"{id}": entry.id, "{slug}": "night-shift", "{person_id}": cast.bo.id, "{share_id}": comment.id}
    for path, said in api.get_openapi_schema()["paths"].items():
        for placeholder, value in ids.items():
            path = path.replace(placeholder, str(value))
        yield Way(path, path, tuple(each.upper() for each in said))


def draw(dice: random.Random, names: list[str]) -> dict[str, Any]:
    chosen = {name: dice.choice(PLAUSIBLE if dice.random() < 0.3 else HOSTILE) for name in names if dice.random() < 0.7}
    return {name: [value, dice.choice(HOSTILE)] if dice.random() < 0.1 else value for name, value in chosen.items()}


def encoded(fields: dict[str, Any]) -> str:
    """With half of a surrogate as the bytes that stand for it, which are no UTF-8."""
    pairs = [(name, each) for name, value in fields.items() for each in (value if isinstance(value, list) else [value])]
    return "&".join(f"{name}={quote(each, errors='surrogatepass')}" for name, each in pairs)


def queries(dice: random.Random, names: list[str]) -> Iterator[dict[str, Any]]:
    for _round in range(ROUNDS):
        yield {"QUERY_STRING": encoded(draw(dice, dice.sample(names, 12))).replace("%00", "")}
        yield {"QUERY_STRING": encoded({name: dice.choice(HOSTILE)[:99] for name in names}).replace("%00", "")}


def bodies(dice: random.Random, names: list[str]) -> Iterator[dict[str, Any]]:
    for _round in range(ROUNDS):
        yield {"data": encoded(draw(dice, names)), "content_type": "application/x-www-form-urlencoded"}
        yield {"data": json.dumps(draw(dice, names)), "content_type": "application/json"}
        yield {"data": in_parts(dice, names), "content_type": "multipart/form-data; boundary=x"}
    yield dice.choice(
        [
            {"data": dice.choice(NOT_JSON), "content_type": "application/json"},
            {"data": b"--x\r\nContent-Disposition: form-data; name", "content_type": "multipart/form-data; boundary=x"},
            {"data": b"a=1", "content_type": dice.choice(NO_TYPES)},
        ]
    )


def in_parts(dice: random.Random, names: list[str]) -> bytes:
    """Words, and under some names a file that is not what it says it is."""
    content, parts = dice.choice(NO_FILES), []
    for name, value in draw(dice, names).items():
        file = f'; filename="..\\{name}\u202egpj.exe"\r\nContent-Type: image/png' if dice.random() < 0.4 else ""
        said = content if file else str(value).encode("utf-8", "replace")
        parts.append(f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + said + b"\r\n")
    return b"".join(parts) + b"--x--\r\n"


@pytest.fixture
def alone(monkeypatch):
    def nobody(host: str, port: int, *, seconds: float) -> list[str]:
        raise httpcore.ConnectError("nobody is there")

    monkeypatch.setattr(http, "_addresses_of", nobody)


def ask(client: Client, method: str, way: Way, **said: Any) -> int:
    kept = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        status = client.generic(method, way.url, **said).status_code
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(kept)  # signing out is one of the doors
    return status


@pytest.mark.django_db
def test_no_door_breaks(cast, sign_in, alone, settings):
    """Kim may do everything here, so that she comes as far as the reading of what is sent."""
    settings.PACES = paces(",".join(f"{name}=off" for name in settings.PACES))
    there = list(ways(cast))
    Grant.objects.create(user=cast.kim.user, kind=Grant.Kind.ADMINISTRATOR)
    client, names, dice, broken = sign_in(cast.kim), asked_names(), random.Random(SEED), []
    client.raise_request_exception = False
    got_request_exception.connect(note := lambda **_said: broken.append((way, method, said, traceback.format_exc())))
    for way in there:
        for method, said in requests(way, dice, names):
            ask(client, method, way, **said)
    got_request_exception.disconnect(note)
    assert broken == []


def requests(way: Way, dice: random.Random, names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((method, {}) for method in ("HEAD", "OPTIONS", "TRACE"))
    for method in way.methods:
        for said in queries(dice, names) if method == "GET" else bodies(dice, names):
            yield method, said


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["entries", "nan", "a:b", "²", "%0d%0aX-Y:1", "..", "?", "http:///x", "x" * 3000])
def test_where_one_goes_next_is_an_address_and_never_the_name_of_a_page(word, client, cast, settings):
    settings.ROSTRA_DEMO = True
    for answer in (
        client.get("/language/fi/", {"next": word}),
        client.post("/demo/sign-in/", {"email": cast.bo.email, "next": word}),
        client.post("/sign-in/", {"login": cast.chen.email, "password": PASSWORD, "next": word}),
    ):
        assert answer.status_code in {302, 400, 404}
        assert answer.get("Location", "/") in {"/", word, quote(word, safe="/%?:")}


@pytest.mark.django_db
def test_a_kept_picture_is_an_id_or_nothing(cast, sign_in):
    bo = sign_in(cast.bo)
    assert bo.get("/entries/new/", {"picture_id": "../x"}).status_code == 200
    answer = bo.post("/entries/", {"body": "", "to": "everyone", "picture_id": "x"})
    assert (answer.status_code, "picture_id" in answer.text) == (422, False)


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["/check/", "/guide/ask/"])
def test_half_a_sign_in_json_is_no_error(door, cast, sign_in):
    said = b'{"text": "a\\ud800b bo@aamuvalle.example", "networks": ["\\ud800"]}'
    for body in (said, said.replace(b'["\\ud800"]', b"[]")):
        assert sign_in(cast.bo).post(door, body, content_type="application/json").status_code in {200, 422}


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["https://[::1", "[", "http://[x]", "a.b:x", "@", "x" * 300 + ".y"])
def test_what_is_no_server_is_a_sentence(typed, cast, sign_in):
    answer = sign_in(cast.bo).post(reverse("accounts"), {"instance": typed})
    assert (answer.status_code, "This is not the name of a Mastodon server." in answer.text) == (422, True)


@pytest.mark.django_db
def test_half_a_sign_or_no_number_is_no_json_to_the_api(cast, sign_in):
    for words in (b'"\\ud800"', b"NaN", b"1e999", b'"a"' + b"]" * 9000):
        answer = sign_in(cast.bo).post(
            "/api/entries", b'{"to": "everyone", "text": %s}' % words, content_type="application/json"
        )
        assert answer.status_code in {400, 422}, words
        assert answer.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("blank", ["\u200b\u2060 \ufeff", "\u202e", "\u00ad\u200d", "\u3164\u2800", "\U000e0041"])
def test_what_nobody_can_see_is_nothing_written(blank, cast, sign_in):
    answer = sign_in(cast.bo).post("/entries/", {"body": blank, "to": "everyone"})
    assert (answer.status_code, "Nothing is written yet" in answer.text) == (422, True)
