"""Counting what a short link was asked for."""

import hmac
import secrets
from datetime import date
from hashlib import sha256

from django.db import connection

from rostra.advocacy.models import Click, ClickKey, TrackedLink
from rostra.advocacy.queries import today
from rostra.advocacy.visitors import CLICK

# One statement: a visitor is kept if she is new to this link today, and only then counted.
_CLICK = """
    WITH fresh AS (
        INSERT INTO advocacy_click (link_id, day, visitor) VALUES (%s, %s, %s)
        ON CONFLICT (link_id, day, visitor) DO NOTHING RETURNING 1
    )
    INSERT INTO advocacy_daycount (link_id, day, kind, count) SELECT %s, %s, %s, 1 FROM fresh
    ON CONFLICT (link_id, day, kind) DO UPDATE SET count = advocacy_daycount.count + 1
"""
_OTHER = """
    INSERT INTO advocacy_daycount (link_id, day, kind, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (link_id, day, kind) DO UPDATE SET count = advocacy_daycount.count + 1
"""


def count(*, link: TrackedLink, kind: str, address: str, agent: str, day: date | None = None) -> None:
    """Count one GET. A "click" once per link, day and visitor; every other `kind` each time. `day` is the company's."""
    day = day or today()
    with connection.cursor() as cursor:
        if kind == CLICK:
            visitor = visitor_of(day, address, agent)
            cursor.execute(_CLICK, [link.token, day, visitor, link.token, day, kind])
        else:
            cursor.execute(_OTHER, [link.token, day, kind])


def visitor_of(day: date, address: str, agent: str) -> bytes:
    """16 bytes that are the same for the same browser on this day, and say nothing about it once the key is gone."""
    return hmac.new(key_of(day), f"{address}\n{agent}".encode(), sha256).digest()[:16]


def key_of(day: date) -> bytes:
    """The day's key, made by whoever needs it first."""
    kept = ClickKey.objects.filter(day=day).first()
    if kept is None:
        ClickKey.objects.bulk_create([ClickKey(day=day, key=secrets.token_bytes(32))], ignore_conflicts=True)
        kept = ClickKey.objects.get(day=day)
    return bytes(kept.key)


def forget_past_days() -> int:
    """Throw away the keys and hashes of days that are over. Returns how many hashes went. Counts stay."""
    now = today()
    ClickKey.objects.filter(day__lt=now).delete()
    return Click.objects.filter(day__lt=now).delete()[0]
