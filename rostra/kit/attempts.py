"""Attempts to sign in are counted in Django's cache, under the network address. It deletes only when it is full; we do at once."""

from django.conf import settings
from django.db import connection


def forget_expired() -> int:
    """Drop what no longer counts. How many there were."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < statement_timestamp()")  # noqa: S608 - a name of ours
        return int(cursor.rowcount)
