"""Forms are taken from our own pages and from nowhere else, whatever a browser is set to tell of where it comes from.

Django's test client sends no Origin, so a page that makes browsers send a wrong one would go unseen: here it is sent.
"""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse

from rostra.config import public_settings
from rostra.notices.models import Wish
from rostra.notices.tests import doors as notices
from tests.cast import PASSWORD
from tests.doors import ROOMS
from tests.growing import EYES

OURS, REFUSED = "http://testserver", "403_csrf.html"
PUBLIC_PAGES = Path(public_settings.CHECKOUT) / "rostra/advocacy/templates/advocacy/public"


@dataclass(frozen=True)
class Form:
    """Where a form is sent, and what stands in its hidden fields."""

    action: str
    hidden: dict[str, str]


class Forms(HTMLParser):
    """Collects the forms of a page that are sent by POST."""

    def __init__(self, page: str, path: str) -> None:
        super().__init__()
        self.path, self.found, self.is_in_one = path, list[Form](), False
        self.feed(page)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in pairs}
        if tag == "form":
            self.is_in_one = said.get("method", "").lower() == "post"
            if self.is_in_one:
                self.found.append(Form(said.get("action") or self.path, {}))
        elif tag == "input" and self.is_in_one and said.get("type") == "hidden":
            self.found[-1].hidden[said.get("name", "")] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.is_in_one = self.is_in_one and tag != "form"


def pages(room: str, cast: Any) -> Iterator[tuple[str, Client, Any]]:
    """(address, a client that is asked for tokens as a browser is, the answer) of every page of a room."""
    doors = importlib.import_module(f"rostra.{room}.tests.doors")
    made = doors.make(cast)
    for name, said in doors.DOORS.items():
        if said.get("page"):
            kwargs = dict(made.get(name, {}))
            path = kwargs.pop("?", "")
            path = reverse(name, kwargs=kwargs) + path
            client = browser_of(next(who for who in EYES if said[who] == 200), cast)
            yield path, client, client.get(path, follow=True)


def browser_of(who: str, cast: Any) -> Client:
    client = Client(enforce_csrf_checks=True)
    if who != "anonymous":
        client.force_login(getattr(cast, who).user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def is_refused(client: Client, form: Form, **headers: str) -> bool:
    """Whether a form is answered with "We could not tell that this came from you". What it wrote is taken back."""
    cookies = client.cookies.output()
    with transaction.atomic():
        answer = client.post(form.action, form.hidden, headers=headers)
        transaction.set_rollback(True)
    client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return REFUSED in [template.name for template in answer.templates]


@pytest.mark.django_db
@pytest.mark.parametrize("room", ROOMS)
def test_every_form_says_where_it_is_sent_from_and_is_taken_from_there_alone(room, cast):
    faults, seen = [], 0
    for path, client, page in pages(room, cast):
        forms = Forms(page.content.decode(), page.request["PATH_INFO"]).found
        # Less would hide our Origin from ourselves, more would tell others the address.
        if page["Referrer-Policy"] != "same-origin":
            faults.append(f"{path} has Referrer-Policy: {page['Referrer-Policy']}")
        seen += len(forms)
        for form in {form.action: form for form in forms}.values():
            exempt = getattr(resolve(form.action.split("?")[0]).func, "csrf_exempt", False)
            if is_refused(client, form, Origin=OURS):
                faults.append(f"{path} → {form.action}: our own Origin is refused")
            if not exempt and not is_refused(client, form, Origin="null"):
                faults.append(f"{path} → {form.action}: the Origin null is taken")
    assert faults == []
    assert seen or room == "kit"


SAME, CROSS = {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "cross-site"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scheme", "headers", "is_taken"),
    [
        ("http", {}, True),  # a program, or a browser of before 2020
        ("http", {"Origin": "http://testserver"}, True),
        ("http", {"Origin": "https://elsewhere.example"}, False),
        ("http", {"Origin": "https://elsewhere.example"} | SAME, False),
        ("http", {"Origin": "null"}, False),
        ("http", {"Origin": "null"} | CROSS, False),  # a sandboxed frame, a page elsewhere
        ("http", {"Origin": "null", "Sec-Fetch-Site": "same-site"}, False),
        ("http", {"Origin": "null", "Sec-Fetch-Site": "none"}, False),
        ("http", {"Origin": "null"} | SAME, True),  # Chromium with referrers off
        ("https", {"Origin": "https://testserver"}, True),
        ("https", {"Origin": "http://testserver"}, False),
        ("https", {"Origin": "null"} | SAME, True),
        ("https", {"Origin": "null"} | CROSS, False),
        ("https", {}, False),
        ("https", SAME, True),  # Firefox with referrers off
        ("https", CROSS, False),
        ("https", {"Referer": "https://testserver/sign-in/"}, True),
        ("https", {"Referer": "https://elsewhere.example/"}, False),
        ("https", {"Referer": "https://elsewhere.example/"} | SAME, False),
    ],
    ids=str,
)
def test_signing_in_is_taken_when_the_browser_says_it_is_on_our_page(cast, scheme, headers, is_taken):
    client, secure = Client(enforce_csrf_checks=True), scheme == "https"
    form = Forms(client.get("/sign-in/", secure=secure).content.decode(), "/sign-in/").found[0]
    words = {"login": cast.bo.email, "password": PASSWORD}
    without_token = client.post("/sign-in/", words, headers=headers, secure=secure)
    assert without_token.status_code == 403
    answer = client.post("/sign-in/", form.hidden | words, headers=headers, secure=secure)
    assert answer.status_code == (302 if is_taken else 403)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": OURS}, 422),
        ({"Origin": "null"} | SAME, 422),
        ({"Origin": "null"}, 403),
        ({"Origin": "null"} | CROSS, 403),
    ],
    ids=str,
)
def test_the_api_asks_the_same_of_a_page_that_calls_it(cast, headers, status):
    bo = browser_of("bo", cast)
    bo.get("/entries/new/")
    token = {"X-CSRFToken": bo.cookies["rostra_csrf"].value}
    asked = bo.post("/api/entries", {}, content_type="application/json", headers=headers | token)
    assert asked.status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Origin": "https://mail.example"} | CROSS], ids=str)
def test_a_mail_program_stops_mail_from_wherever_it_is(cast, headers):
    """RFC 8058: it posts by itself, without a page of ours; the signed address is the permission."""
    address = reverse("inbox-mail-stop", kwargs=notices.make(cast)["inbox-mail-stop"])
    client = Client(enforce_csrf_checks=True)
    asked = client.post(address, {"List-Unsubscribe": "One-Click"}, headers=headers, secure=True)
    assert asked.status_code == 200
    assert set(Wish.objects.filter(person=cast.chen).values_list("mail", flat=True)) == {False}


def test_the_public_address_whose_pages_send_no_referrer_holds_no_form():
    assert public_settings.SECURE_REFERRER_POLICY == "no-referrer"
    assert "rostra.advocacy.public_middleware.ReadOnlyMiddleware" in public_settings.MIDDLEWARE
    held = [path.name for path in PUBLIC_PAGES.glob("*.html") if Forms(path.read_text(), "/").found]
    assert held == []
    assert list(PUBLIC_PAGES.glob("*.html"))
