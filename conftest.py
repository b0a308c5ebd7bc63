"""One database, one cast, one client a person."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

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
def _forget_the_company(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read once a test: a slow machine must not see one statement more because five seconds have passed."""
    monkeypatch.setattr(current, "SECONDS", 3600.0)
    current.forget()
    yield
    current.forget()
