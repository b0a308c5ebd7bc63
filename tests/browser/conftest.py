"""A real Chromium in front of a real server, with an eye on everything the browser complains about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from rostra.people.models import Person, Unit
from tests.cast import Cast, assemble

LONGEST = {
    f"test_all_of_a_room_fits_and_is_translated[{room}]" for room in ("communities", "advocacy", "accounts", "people")
}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.name not in LONGEST)  # begun first, the others go on beside them


@pytest.fixture
def house(transactional_db: None) -> Cast:
    """The cast in a database that the server's own threads see. It is emptied after each test.

    Before the first, too: tests of the rooms in the same process leave the one cast of theirs.
    """
    if Unit.objects.exists():
        call_command("flush", verbosity=0, interactive=False)
    return assemble()


@dataclass
class Visit:
    """One person's browser window. `complaints` gathers policy violations, script errors and broken answers."""

    page: Page
    context: BrowserContext
    root: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.root + path)
        return self.page


Enter = Callable[..., Visit]


@pytest.fixture(scope="session")
def all_answered() -> Iterator[Callable[[], None]]:
    """Waits until the server has answered whatever a closed window asked: it would write among the next test's rows, or
    hold tables against their emptying."""
    going: list[bool] = []

    def begin(**_said: Any) -> None:
        going.append(True)

    def end(**_said: Any) -> None:
        del going[-1:]

    def wait() -> None:
        deadline = monotonic() + 10
        while going and monotonic() < deadline:
            sleep(0.01)
        going.clear()

    request_started.connect(begin)
    request_finished.connect(end)
    yield wait
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def enter(chromium: Browser, live_server: Any, all_answered: Callable[[], None]) -> Iterator[Enter]:
    """`enter(person, size=NARROW, dark=True)`: a window signed in as this person; None for nobody."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_window(
        person: Person | None, size: dict[str, int] | None = None, dark: bool = False, **options: Any
    ) -> Visit:
        context = chromium.new_context(
            viewport=size or WIDE,
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            reduced_motion="reduce",
            has_touch=size == NARROW,
            **options,
        )
        contexts.append(context)
        visits.append(_visit(person, context, live_server.url))
        return visits[-1]

    yield open_window
    for context in contexts:
        context.unroute_all(behavior="ignoreErrors")  # closing waits for ever for a request that a route holds
        context.close()
    all_answered()
    assert [said for visit in visits for said in visit.complaints] == []


@pytest.fixture(scope="session")
def lasting(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=WIDE, locale="en-GB", reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def look(lasting: BrowserContext, live_server: Any, all_answered: Callable[[], None]) -> Iterator[Enter]:
    """As `enter`, for who only looks at one page: the browser still has its style sheets and scripts from the test before."""
    visits: list[Visit] = []

    def open_page(person: Person | None) -> Visit:
        visits.append(_visit(person, lasting, live_server.url))
        return visits[-1]

    yield open_page
    for visit in visits:
        visit.page.close()
    lasting.clear_cookies()
    all_answered()
    assert [said for visit in visits for said in visit.complaints] == []


def _visit(person: Person | None, context: BrowserContext, root: str) -> Visit:
    if person is not None and person.user is not None:
        context.add_cookies([_session(person, root)])
    visit = Visit(context.new_page(), context, root)
    _listen(visit)
    return visit


def _session(person: Person, root: str) -> Any:
    client = Client()
    client.force_login(person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": root,
    }


def _listen(visit: Visit) -> None:
    def note(what: str) -> None:
        visit.complaints.append(f"{visit.page.url}: {what}")

    visit.page.on("pageerror", lambda error: note(f"script error: {error}"))
    visit.page.on("console", lambda said: note(said.text) if _is_complaint(said.type, said.text) else None)
    visit.page.on("response", lambda reply: note(f"{reply.status} {reply.url}") if reply.status >= 500 else None)


def _is_complaint(kind: str, text: str) -> bool:
    """Policy violations come as errors; a 404 or 422 that a test asks for is told by the browser too, and is none."""
    return kind == "error" and "Failed to load resource" not in text
