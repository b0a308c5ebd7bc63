"""Keys of rows: UUIDv7, made in Python, so that they sort by time on every PostgreSQL."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def new_id() -> UUID:
    """A fresh UUIDv7: 48 bits of milliseconds, then randomness (RFC 9562, section 5.7)."""
    return _uuid7()
