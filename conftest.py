"""One database, one cast, one client a person."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.test import Client
from playwright.sync_api import Browser, expect, sync_playwright

from rostra.company import current
from rostra.people.models import Person
from tests.cast import Cast, assemble

SignIn = Callable[[Person], Client]


@pytest.fixture(scope="session")
def _cast_once(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Cast:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return assemble()


@pytest.fixture
def cast(_cast_once: Cast, db: None) -> Cast:
    """The cast, fresh from the database: a test may change its people, the next one does not see it."""
    fresh = {
        name: Person.objects.select_related("user", "unit").get(id=p.id) for name, p in _cast_once.everyone.items()
    }
    return Cast(_cast_once.company, _cast_once.roastery, _cast_once.cafes, _cast_once.office, **fresh)


@pytest.fixture
def sign_in() -> SignIn:
    """A client signed in as this person: `sign_in(cast.bo).get("/")`."""

    def enter(person: Person) -> Client:
        client = Client()
        if person.user is not None:
            client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


@pytest.fixture(autouse=True)
def _lock_rows_in_a_transaction_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django refuses to lock rows outside a transaction, but a test case runs in one, and would hide that the code has none."""
    whole = SQLCompiler.as_sql

    def as_sql(self: SQLCompiler, *args: Any, **given: Any) -> Any:
        blocks = self.connection.atomic_blocks
        if self.query.select_for_update and blocks and blocks[-1]._from_testcase:  # type: ignore[attr-defined]
            raise TransactionManagementError("select_for_update outside a transaction of the code's own")
        return whole(self, *args, **given)

    monkeypatch.setattr(SQLCompiler, "as_sql", as_sql)


@pytest.fixture(autouse=True)
def _forget_the_company(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read once a test: a slow machine must not see one statement more because five seconds have passed."""
    monkeypatch.setattr(current, "SECONDS", 3600.0)
    current.forget()
    yield
    current.forget()


FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """ROSTRA_CHROMIUM names another than the machine's own."""
    path = os.environ.get("ROSTRA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.fail("No Chromium found. `bin/test` brings one; or name yours in ROSTRA_CHROMIUM.")
    return path


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests of a process: Playwright's loop can run but once in it."""
    expect.set_options(timeout=20_000)  # how long a busy machine is waited for, by all that say `expect`
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # that loop runs in this thread; the ORM here is ours alone
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()
