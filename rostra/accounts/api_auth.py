"""Who calls the API: a bearer token, else the session of the page that calls."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security.base import AuthBase

from rostra.accounts.models import User
from rostra.accounts.tokens import user_of_token
from rostra.kit.csrf import is_forged
from rostra.kit.registry import Registry


@dataclass(frozen=True)
class Recogniser:
    """`recognise(request, user)` sets on the request what the session's middleware would: person, grants.

    It runs for tokens only; a session has been recognised already.
    """

    key: str
    recognise: Callable[[HttpRequest, User], None]
    order: int = 0


recognisers: Registry[Recogniser] = Registry(
    "recognisers", "What is set on an API request whose token told whose it is."
)


class BearerOrSession(AuthBase):
    """`NinjaAPI(auth=BearerOrSession())`. A token that does not work is a 401, even beside a session that would."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> User | None:
        scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
        if scheme:
            return self._by_token(request, scheme, text.strip())
        return self._by_session(request)

    def _by_token(self, request: HttpRequest, scheme: str, text: str) -> User | None:
        user = user_of_token(text) if scheme.lower() == "bearer" and text else None
        if user is None:
            return None
        request.user = user
        for each in recognisers:
            each.recognise(request, user)
        return user

    def _by_session(self, request: HttpRequest) -> User | None:
        if not isinstance(request.user, User):
            return None
        if is_forged(request):
            raise HttpError(403, "The CSRF token is missing or wrong.")
        return request.user
