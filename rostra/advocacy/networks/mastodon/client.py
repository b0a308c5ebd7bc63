"""The calls of Mastodon's API that Rostra makes (docs.joinmastodon.org, 4.x), all through the guarded HTTP client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import orjson
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.kit import http
from rostra.kit.errors import Refused

SCOPES = "read:accounts read:statuses write:statuses"
SECONDS = 12.0
MOST_BYTES = 2 * 1024 * 1024
MOST_SIGNS = 2000  # of any one thing a server says of itself, of us or of an account
MOST_CONTENT = 100_000  # signs of a post's HTML
MOST_STATUSES = 100  # looked at of one page; 40 are asked for


class Rejected(Exception):
    """The instance answered, but not with what was asked for. `reply` is its answer; `sent` as in `Unreachable`."""

    def __init__(self, reply: http.Reply) -> None:
        super().__init__(f"status {reply.status}")
        self.reply = reply

    @property
    def words(self) -> str:
        """What the instance says about it, at most 300 signs; empty if it says nothing readable."""
        try:
            said = orjson.loads(self.reply.content)
        except ValueError:
            return ""
        text = said.get("error_description") or said.get("error") if isinstance(said, dict) else ""
        return _shown(text)[:300]

    @property
    def after(self) -> float | None:
        """Seconds it asks to be left alone: Retry-After as seconds or a date, else X-RateLimit-Reset."""
        return seconds_until(self.reply.headers.get("Retry-After") or self.reply.headers.get("X-RateLimit-Reset", ""))


def seconds_until(said: str) -> float | None:
    """Seconds from now: "120", an HTTP date, an ISO moment or a Unix time. None for anything else."""
    now = timezone.now()
    said = said.strip()[:100]
    if said.isascii() and said.isdigit():
        number = float(said)
        return max(0.0, number - now.timestamp()) if number > 1_000_000_000 else number
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = parse(said)
        except (ValueError, TypeError, OverflowError):  # the last for a zone of twenty digits
            continue
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    return None


@dataclass(frozen=True)
class App:
    client_id: str
    client_secret: str


@dataclass(frozen=True)
class Profile:
    """An account as its instance knows it. `handle` is "noor@kaffe.social"."""

    id: str
    handle: str
    name: str


@dataclass(frozen=True)
class Status:
    id: str
    url: str
    html: str
    at: datetime


def instance_of(typed: str) -> str:
    """The instance's address from "kaffe.social", "@noor@kaffe.social" or a whole address. `Refused` for anything else.

    http is for hosts of `settings.HTTP_ALLOWED` only, everything else is https.
    """
    text = typed.strip().lower().removeprefix("https://").removeprefix("http://").split("/")[0].rsplit("@", 1)[-1]
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if text in settings.HTTP_ALLOWED:
        return f"http://{text}"
    if "." not in host or any(sign in text for sign in " \\?#%") or len(text) > 253 or not text.isprintable():
        raise Refused(
            _(
                "This is not the name of a Mastodon server. It looks like mastodon.social, or like @you@mastodon.social."
            ),
            fields={"instance": _("Write your server’s name, such as mastodon.social.")},
        )
    return f"https://{host}" + (f":{port}" if port else "")


def _call(
    method: str, address: str, *, token: str = "", headers: Mapping[str, str] | None = None, **options: Any
) -> Any:
    """The JSON of a 2xx answer. Raises `Rejected` for any other, or one that is no JSON, and `http.Unreachable`."""
    wanted = {"Accept": "application/json", **(headers or {})}
    if token:
        wanted["Authorization"] = f"Bearer {token}"
    reply = http.send(method, address, headers=wanted, seconds=SECONDS, most_bytes=MOST_BYTES, **options)
    if not 200 <= reply.status < 300:
        raise Rejected(reply)
    try:
        return orjson.loads(reply.content)  # refuses deep nesting, lone surrogates and numbers without end
    except ValueError as error:
        raise Rejected(reply) from error


def _shaped(reply: Any, *fields: str) -> dict[str, str]:
    """The named fields as text. Raises `http.Unreachable` (it may have acted) when one is missing, or is no plain line."""
    known = {field: _line(reply.get(field)) for field in fields} if isinstance(reply, dict) else {}
    if not known or not all(known.values()):
        raise http.Unreachable("an answer without what was asked for", sent=True)
    return known


def _line(value: object) -> str:
    """A key, name or moment: printable and short, else nothing. A zero byte cannot be kept, a line break not be sent."""
    text = str(value) if type(value) in {str, int} else ""
    return text if text.isprintable() and len(text) <= MOST_SIGNS else ""


def _shown(value: object) -> str:
    """Words of a server, for people to read."""
    return "".join(sign for sign in value[:MOST_SIGNS] if sign.isprintable()) if isinstance(value, str) else ""


def register_app(instance: str, *, redirect_uri: str, website: str) -> App:
    fields = {"client_name": "Rostra", "redirect_uris": redirect_uri, "scopes": SCOPES, "website": website}
    answer = _shaped(_call("POST", f"{instance}/api/v1/apps", data=fields), "client_id", "client_secret")
    return App(answer["client_id"], answer["client_secret"])


def authorise_url(instance: str, app: App, *, redirect_uri: str, state: str, challenge: str) -> str:
    """Where she says yes. `challenge` is the S256 of the verifier (RFC 7636); servers before 4.3 ignore it."""
    return f"{instance}/oauth/authorize?" + urlencode(
        {
            "response_type": "code",
            "client_id": app.client_id,
            "redirect_uri": redirect_uri,
            "scope": SCOPES,
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
    )


def token_for(instance: str, app: App, *, code: str, redirect_uri: str, verifier: str) -> str:
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        "scope": SCOPES,
    }
    return _shaped(_call("POST", f"{instance}/oauth/token", data=fields), "access_token")["access_token"]


def who_is(instance: str, token: str) -> Profile:
    answer = _call("GET", f"{instance}/api/v1/accounts/verify_credentials", token=token)
    known = _shaped(answer, "id", "username")
    return Profile(known["id"], f"{known['username']}@{urlsplit(instance).netloc}", _shown(answer.get("display_name")))


def limit_of(instance: str) -> int | None:
    """Signs a post on this instance; None when it does not say."""
    try:
        answer = _call("GET", f"{instance}/api/v2/instance")
        limit = answer["configuration"]["statuses"]["max_characters"]
    except (Rejected, http.Unreachable, KeyError, TypeError):
        return None
    return limit if type(limit) is int and 0 < limit <= 1_000_000 else None


def post_status(instance: str, token: str, *, text: str, language: str, key: UUID) -> Status:
    fields = {"status": text, "language": language, "visibility": "public"}
    headers = {"Idempotency-Key": str(key)}
    return _status(_call("POST", f"{instance}/api/v1/statuses", token=token, headers=headers, data=fields))


def statuses_of(instance: str, token: str, *, account: str, before: str = "") -> list[Status]:
    """Forty of her newest own posts, newest first; older than the id `before`, if given."""
    query = {"limit": "40", "exclude_reblogs": "true"} | ({"max_id": before} if before else {})
    answer = _call("GET", f"{instance}/api/v1/accounts/{account}/statuses", token=token, params=query)
    if not isinstance(answer, list):
        raise http.Unreachable("an answer without what was asked for", sent=True)
    return [_status(each) for each in answer[:MOST_STATUSES]]


def revoke_token(instance: str, app: App, token: str) -> None:
    fields = {"client_id": app.client_id, "client_secret": app.client_secret, "token": token}
    _call("POST", f"{instance}/oauth/revoke", data=fields)


def _status(answer: Any) -> Status:
    known = _shaped(answer, "id", "created_at")
    try:
        at = datetime.fromisoformat(known["created_at"])
    except ValueError as error:
        raise http.Unreachable("a post without a moment", sent=True) from error
    address = _line(answer.get("url")) or _line(answer.get("uri"))
    safe = address if address.startswith(("https://", "http://")) else ""
    return Status(known["id"], safe, _content(answer), at if at.tzinfo else at.replace(tzinfo=UTC))


def _content(answer: Any) -> str:
    content = answer.get("content")
    return content[:MOST_CONTENT] if isinstance(content, str) else ""
