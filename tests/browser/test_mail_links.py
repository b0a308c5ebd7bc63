"""Every link of every mail is opened as from a webmail elsewhere and finished: plain and behind TLS, with Referers and without."""

import importlib
import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.urls import resolve
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from conftest import FLAGS
from rostra.advocacy.models import DayCount
from rostra.advocacy.tests.making import a_share, a_story
from rostra.config import public_settings
from tests.browser.letters import FINISHED_BY, ROWS, read
from tests.browser.reader import STORY, Reader, Way
from tests.browser.test_coming_in import printed, set_up
from tests.browser.tls import tls_proxy
from tests.mailbox import ADDRESS, Mailbox, mail_server, point_to

STRICT = ["--enable-features=NoReferrers", "--test-third-party-cookie-phaseout"]


@pytest.fixture(scope="session")
def served() -> Iterator[dict[bool, str]]:
    """The house as in production, at two addresses: plain, and behind a proxy that ends TLS, whose word it takes."""
    yield from _served(SECURE_HSTS_SECONDS=600)


@pytest.fixture(scope="session")
def served_in_public() -> Iterator[dict[bool, str]]:
    """The public address, as `served`. It asks for its own ROOT_URLCONF while it answers."""
    names = ("MIDDLEWARE", "ROOT_URLCONF", "SECURE_REFERRER_POLICY", "APPEND_SLASH")
    yield from _served(**{name: getattr(public_settings, name) for name in names})


def _served(**given: Any) -> Iterator[dict[bool, str]]:
    with override_settings(TRUSTED_PROXIES=["127.0.0.1"], **given):
        server = LiveServer("localhost")
    with tls_proxy(server.thread.port) as secure:
        yield {False: server.url, True: secure}
    server.stop()


@pytest.fixture(scope="session")
def strict_browser(chromium: Browser, chromium_path: str) -> Iterator[Browser]:
    """With the settings of somebody who gives nothing away: no Referer at all, no cookies of others."""
    browser = chromium.browser_type.launch(executable_path=chromium_path, args=[*FLAGS, *STRICT])
    yield browser
    browser.close()


@pytest.fixture
def mailbox(house: Any) -> Iterator[Mailbox]:
    cache.clear()  # how often one address may ask for a new password is counted there
    with mail_server() as box:
        point_to(box)
        yield box
    cache.clear()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The functions that wrote the mails of this test."""
    seen: set[str] = set()

    def watch(name: str) -> None:
        module, _dot, function = name.rpartition(".")
        write = getattr(importlib.import_module(module), function)

        @wraps(write)
        def watched(*args: Any, **kwargs: Any) -> Any:
            seen.add(name)
            return write(*args, **kwargs)

        monkeypatch.setattr(f"{module}.{function}", watched)

    for row in ROWS.values():
        for name in row.writers:
            watch(name)
    return seen


@pytest.fixture
def reader(
    served: dict[bool, str], request: pytest.FixtureRequest, settings: Any, all_answered: Callable[[], None]
) -> Iterator[Reader]:
    way = request.node.callspec.params["way"] if hasattr(request.node, "callspec") else STRICTEST
    settings.ROSTRA_URL = served[way.tls]
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = way.tls
    browser = request.getfixturevalue("strict_browser" if way.strict else "chromium")
    opened = Reader(way, browser, served[way.tls], [], [])
    yield opened
    for visit in opened.visits:
        visit.context.close()
    all_answered()
    assert [said for visit in opened.visits for said in visit.complaints] == []


PLAIN, STRICTEST = Way(tls=False, strict=False), Way(tls=True, strict=True)
WAYS = [PLAIN, STRICTEST, Way(tls=False, strict=True), Way(tls=True, strict=False)]
LONG = "notifications"  # every page it leads to is opened by two of the four
FINISHED = [
    pytest.param(name, way, id=f"{name}-{way}") for way in WAYS for name in ROWS if name != LONG or way in WAYS[:2]
]


@pytest.mark.parametrize(("name", "way"), FINISHED)
def test_every_link_of_a_mail_is_finished(name, way, house, mailbox, written, reader):
    row = ROWS[name]
    row.write(house)
    done: set[str] = set()
    for number in range(row.mails):
        letter = mailbox.fetch()[number]
        assert set(letter.links) == set(letter.links_of_html)
        for link in letter.links:
            assert link.startswith(f"{reader.root}/")
            if link not in done:
                finish = FINISHED_BY[resolve(urlsplit(link).path).url_name]
                finish(reader.open(link, signed_in=finish is read), link)
                done.add(link)
    row.check(house)
    assert written == row.writers
    reader.check_what_was_said_of_origins()


def test_the_link_of_the_first_start_is_finished_behind_tls(transactional_db, reader):
    page = reader.open(printed(r"https://\S+/setup/"))
    set_up(page, printed(r"([A-Z0-9]{4}-){3}[A-Z0-9]{4}"))
    reader.check_what_was_said_of_origins()


@pytest.mark.parametrize("way", WAYS[:2], ids=str)
def test_the_short_link_that_somebody_mails_leads_to_the_story(way, house, served_in_public, sign_in, reader, settings):
    settings.ROSTRA_PUBLIC_URL = served_in_public[way.tls]
    share = a_share(house.bo, a_story(house.kim), network="mail")
    page = sign_in(house.bo).get(f"/shares/{share.id}/", secure=way.tls, SERVER_NAME="localhost").content.decode()
    written = unquote(re.search(r'href="(mailto:[^"]+)"', page)[1])
    settings.ROOT_URLCONF = public_settings.ROOT_URLCONF
    reader.open(ADDRESS.search(written)[0], leads_to=STORY)
    assert [each for each in reader.requests if each.url.startswith(STORY) and "referer" in each.all_headers()] == []
    assert list(DayCount.objects.values_list("link__share", "count")) == [(share.id, 1)]
