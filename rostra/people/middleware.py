"""Sets `request.person`, `request.user` and `request.grants` in one statement, and the person's language and zone."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from rostra.accounts.actions.sessions import SEEN_EVERY, note_seen
from rostra.company.current import company_or_none
from rostra.people.standing import Standing, standing_of

Next = Callable[[HttpRequest], HttpResponse]


class PersonMiddleware:
    """After Django's own session and authentication middleware, whose lazy objects it fills."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._recognise(request)
        language, zone = _language(request), _zone(request)
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if request.person is not None or getattr(request, "_cached_user", None) is not None:  # type: ignore[attr-defined]
            # Hers alone, and gone with her: after signing out, the back button must not bring a page out of the browser.
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def _recognise(self, request: HttpRequest) -> None:
        request.person, request.grants = None, frozenset()  # type: ignore[attr-defined]
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        standing = standing_of(key) if key else None
        if standing is None or not _still_valid(request, standing):
            return
        request.user = request._cached_user = standing.user  # type: ignore[attr-defined]
        request.person, request.grants = standing.person, standing.grants  # type: ignore[attr-defined]
        if key and timezone.now() - standing.seen_at > SEEN_EVERY:
            note_seen(session_key=key)


def _still_valid(request: HttpRequest, standing: Standing) -> bool:
    """Fill the session from the row; False when the password changed since (Django's session hash)."""
    session = request.session
    session._session_cache = session.decode(standing.session_data)  # type: ignore[attr-defined]
    found = session.get(HASH_SESSION_KEY, "")
    hashes = [standing.user.get_session_auth_hash(), *standing.user.get_session_auth_fallback_hash()]
    if BACKEND_SESSION_KEY in session and any(constant_time_compare(found, each) for each in hashes):
        return True
    session.flush()
    request.user = request._cached_user = AnonymousUser()  # type: ignore[attr-defined]
    return False


def _language(request: HttpRequest) -> str:
    """What this browser chose at the foot of a page, else hers, else what it asks for, else the company's."""
    company = company_or_none()
    offered = set(company.languages if company else []) or {code for code, _name in settings.LANGUAGES}
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in offered:
        return str(chosen)
    person = request.person  # type: ignore[attr-defined]
    if person is not None and person.language in offered:
        return str(person.language)
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        short = code.split("-")[0]
        if short in offered:
            return get_supported_language_variant(short)
    return company.language if company else settings.LANGUAGE_CODE


def _zone(request: HttpRequest) -> ZoneInfo:
    person = request.person  # type: ignore[attr-defined]
    company = company_or_none()
    return ZoneInfo((person.zone if person is not None else "") or (company.zone if company else "UTC"))
