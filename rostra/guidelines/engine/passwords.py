"""Passwords and keys of no fixed form: `password = …`, "the password is …", and random signs beside a word for a key."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from rostra.guidelines.engine.shapes import Hit

_WORDS_FOR_IT = (
    r"pass[ _-]?(?:word|phrase|code|wd)|passwd|pwd|pw|salasana[a-zä]{0,6}|tunnussana|pääsykoodi|contraseña|contrasena|"
    r"clave"
)
_KEY = (
    r"(?:api|access|secret|private|auth|account|client|signing|encryption|master|deploy|service|storage)[ _-]?"
    r"(?:key|token|secret)|secret|token|bearer|credentials?|api[ -]?avain|avain|pääsyavain|tunniste|"
    r"clave[ _](?:de[ _])?(?:api|acceso|secreta|privada)|secreto|credencial(?:es)?"
)
# "Contraseña del wifi: …", "password for the guest network is …"
_WHERE = (
    r"(?:\s(?:del?|de la|para el|para la|for|of|to|for the|of the|to the)\s[\w-]{2,20}(?:\s(?:network|net|login))?"
    r"(?=\s?[:=]|\s(?:is|es)\s))?"
)
# What is given a value: by a sign, or by a word.
_GIVEN = re.compile(
    rf"(?i)(?<![^\W_])(?P<name>{_WORDS_FOR_IT}|{_KEY})s?{_WHERE}(?P<by>[\"'`*]{{0,2}}\s{{0,3}}(?::=|=>|[:=])\s{{0,3}}"
    r"|\s{1,3}(?:is|was|on|oli|es|era|:)\s{1,3}(?:now\s|nyt\s|ahora\s)?)"
    r"(?:(?P<quote>[\"'`“«])(?P<quoted>[^\"'`“”«»\n]{4,80})[\"'`”»]|[\"'`“«]?(?P<value>[^\s\"'`“”«»<>,;]{4,200}))"
)
_NAMED = re.compile(rf"(?i)(?<![^\W_])(?:{_WORDS_FOR_IT}|{_KEY})(?![^\W_])")
_RANDOM = re.compile(r"(?<![A-Za-z0-9+/_.@-])[A-Za-z0-9+/_-]{20,200}={0,2}(?![A-Za-z0-9+/_@-])")
_NOT_A_KEY = re.compile(
    r"(?i)(?<!\w)(?:commit|sha|sha-?1|sha-?256|hash|checksum|digest|integrity|tiiviste|public|julkinen|pública|fingerprint)(?!\w)"
)
_PLACEHOLDER = re.compile(
    r"(?i)[<\[{$%*].*|x+|\.+|[*•]+|your[-_].*|my[-_].*|example.*|change[-_]?me|(?:pass(?:word)?|secret|token|null|none|true|"
    r"false|undefined|required|optional|missing|expired|invalid|protected)[.!)]*|process\.env.*|os\.environ.*|env[.(\[].*|https?:.*|"
    r"(?<![a-z_])[a-z_]+(?:\.[a-z_]+)+"
)
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\W*")
_MEASURE = re.compile(r"\d{1,6}(?:-[^\W\d_]{3,30})?|\d{1,3}(?:[.,]\d{3})*")  # "12-character"
_NEAR = 40
_LEAST_BITS = 3.5
_LEAST_BITS_HEX = 3.0


def _bits(value: str) -> float:
    """Shannon's entropy of the signs of `value`, in bits a sign."""
    size = len(value)
    return -sum(n / size * math.log2(n / size) for n in Counter(value).values())


def _variety(value: str) -> int:
    """How many sorts of signs a value is made of: small, capital, digit, other."""
    return (
        any(s.islower() for s in value)
        + any(s.isupper() for s in value)
        + any(s.isdigit() for s in value)
        + any(not s.isalnum() for s in value)
    )


def _is_value(name: str, by: str, quoted: bool, value: str) -> bool:
    """Whether `value` is a secret rather than the next word of a sentence about secrets."""
    if (
        len(value) < 6
        or "(" in value
        or _PLACEHOLDER.fullmatch(value)
        or _DATE.fullmatch(value)
        or _MEASURE.fullmatch(value)
    ):
        return False
    password = _is_password(name)
    digits = any(sign.isdigit() for sign in value)
    if "=" in by or quoted:
        return digits or quoted or password or _variety(value) >= 3
    if password:
        return digits or _variety(value) >= 3 or (":" in by and len(value) >= 16 and "-" in value)
    return len(value) >= 12 and _variety(value) >= 2 and digits and _bits(value) >= _LEAST_BITS_HEX


def _is_password(name: str) -> bool:
    return bool(re.fullmatch(_WORDS_FOR_IT, name, re.IGNORECASE))


def _given(text: str) -> Iterator[Hit]:
    for found in _GIVEN.finditer(text):
        said, name = found["by"], found["name"]
        quoted = found["quoted"] is not None and any(sign in said for sign in ":=")
        value = found["quoted"] or found["value"]
        if not quoted:
            value = value.partition(" ")[0].rstrip(".,:?)]}…")
        if _is_value(name, said, quoted, value):
            start = found.start("quoted" if found["quoted"] else "value")
            rule = "secret.password" if _is_password(name) else "secret.key"
            yield Hit(rule, start, start + len(value))


def _looks_random(value: str) -> bool:
    body = value.rstrip("=")
    if not any(s.isdigit() for s in body) or not any(s.isalpha() for s in body):
        return False
    hexadecimal = all(s in "0123456789abcdefABCDEF-" for s in body)
    if body.count("/") > 2 or body.count("-") > 4 or (body.count("_") > 2 and not hexadecimal):
        return False
    return _bits(body) >= (_LEAST_BITS_HEX if hexadecimal else _LEAST_BITS)


def _random(text: str) -> Iterator[Hit]:
    for found in _RANDOM.finditer(text):
        left = text[max(0, found.start() - _NEAR) : found.start()]
        if _NAMED.search(left) and not _NOT_A_KEY.search(left) and _looks_random(found[0]):
            yield Hit("secret.key", *found.span())


def find_passwords(text: str) -> Iterator[Hit]:
    """Values given to something called a password or a key; hits may overlap."""
    yield from _given(text)
    yield from _random(text)
