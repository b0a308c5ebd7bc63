"""Secrets that open something: given out once, kept as a digest only."""

import hashlib
import secrets


def new_secret() -> tuple[str, str]:
    """A secret of 256 random bits for an address or a header, and its digest to keep."""
    secret = secrets.token_urlsafe(32)
    return secret, digest_of(secret)


def digest_of(secret: str) -> str:
    """SHA-256, in hex: enough for what is random itself (a password is not, and gets argon2)."""
    return hashlib.sha256(secret.encode()).hexdigest()
