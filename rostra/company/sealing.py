"""Secrets at rest: mail passwords, tokens of outside accounts. Sealed with the newest key, opened with any kept one."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBroken(Exception):
    """No key of this house opens it: it was sealed elsewhere, or its key was rotated away."""


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.TOKEN_KEYS])


def seal(text: str) -> str:
    """A Fernet token of it (AES-128-CBC and HMAC-SHA256). Empty stays empty."""
    return _box().encrypt(text.encode()).decode("ascii") if text else ""


def unseal(sealed: str) -> str:
    """What was sealed. Raises `SealBroken`. Empty stays empty."""
    if not sealed:
        return ""
    try:
        return _box().decrypt(sealed.encode("ascii")).decode()
    except (InvalidToken, UnicodeError) as error:
        raise SealBroken("no key of this house opens this") from error


def seal_anew(sealed: str) -> str:
    """The same secret under the newest key, for after a rotation. Raises `SealBroken`."""
    return seal(unseal(sealed))
