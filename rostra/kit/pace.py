"""How often one may write: counted in one statement, in a table that all processes share. Reading asks nothing here.

The generic cell rate algorithm: a row holds the moment at which everything she took has grown back. Why no library, and
why sign-in counts elsewhere: docs/decisions/0015-paces-in-the-database.md.
"""

import ipaddress
import math
import threading

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.throttling import BaseThrottle

from rostra.kit.sorry import sorry_alone

READS = frozenset({"GET", "HEAD", "OPTIONS"})
STRANGERS = "strangers"

# Who finds no room takes none: the row stays as it is, and the second half tells how long until one has grown back.
TAKE = """
WITH said AS (SELECT statement_timestamp() AS now, make_interval(secs => %(one)s) AS one, make_interval(secs => %(rest)s) AS rest),
taken AS (
    INSERT INTO pace AS kept (key, back_at) SELECT %(key)s, now + one FROM said
    ON CONFLICT (key) DO UPDATE SET back_at = greatest(kept.back_at, statement_timestamp()) + make_interval(secs => %(one)s)
    WHERE kept.back_at <= statement_timestamp() + make_interval(secs => %(rest)s)
    RETURNING key
)
SELECT exists(SELECT FROM taken), extract(epoch FROM (SELECT back_at FROM pace WHERE key = %(key)s) - now - rest)::float
FROM said
"""


def take(pace: str, who: str) -> int:
    """Take one of `pace` for `who`. 0, or the whole seconds until there is one again; nothing is taken then."""
    times, seconds = settings.PACES[pace]
    if not times:
        return 0
    one = seconds / times
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"key": f"{pace} {who}", "one": one, "rest": seconds - one})
        taken, wait = cursor.fetchone()
    return 0 if taken else max(1, math.ceil(one if wait is None else wait))


def wait_of(request: HttpRequest, pace: str | None) -> int:
    """Count a request that writes. The seconds its sender has to wait; 0: go on."""
    if pace is None or request.method in READS:
        return 0
    user = request.user
    return take(pace, str(user.pk)) if user.is_authenticated else take(STRANGERS, _network(request))


def _network(request: HttpRequest) -> str:
    """Who has one IPv6 address has all of its /64."""
    told = request.META.get("REMOTE_ADDR", "")
    return str(ipaddress.ip_network(f"{told}/64", strict=False)) if ":" in told and "%" not in told else told


def forget() -> int:
    """Drop the rows of all who may as often as ever. How many there were."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM pace WHERE back_at < statement_timestamp()")
        return int(cursor.rowcount)


def words_for(wait: int) -> str:
    if wait <= 60:
        return _("That was very often in a short time. Nothing is lost: try again in a minute.")
    words = _("That was very often in a short time. Nothing is lost: try again in %(count)s minutes.")
    return words % {"count": math.ceil(wait / 60)}


def too_often(request: HttpRequest, wait: int) -> HttpResponse:
    """429 as a page, a toast's sentence or JSON. Without context processors: a script that hammers shall cost little."""
    response = sorry_alone(request, 429, message=words_for(wait))
    response["Retry-After"] = str(wait)
    return response


class AtPace(BaseThrottle):
    """For ninja: `@router.post(..., throttle=AtPace("posts"))`. It asks `wait` after `allow_request`, in the same thread."""

    def __init__(self, pace: str) -> None:
        self.pace = pace
        self._waits = threading.local()

    def allow_request(self, request: HttpRequest) -> bool:
        self._waits.seconds = wait_of(request, self.pace)
        return not self._waits.seconds

    def wait(self) -> float:
        return float(self._waits.seconds)
