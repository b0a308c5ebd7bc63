"""Eight tints of equal lightness for people and communities, chosen from an id, and initials from a name."""

from hashlib import blake2b

from rostra.kit.normalizing import normalize

TINTS = 8


def tint_of(key: object) -> int:
    """The tint, 1 to 8, that belongs to an id or a name: the same on every machine and after every restart."""
    return blake2b(str(key).encode(), digest_size=2).digest()[0] % TINTS + 1


def initials_of(name: str) -> str:
    """Up to two letters: of the first and the last word that begins with a letter or digit. Never empty."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = words[:1] + words[-1:] if len(words) > 1 else words
    letters = [normalize("NFC", word)[0].upper() for word in chosen]
    return "".join(letters) or "?"
