"""What opens something stands in some addresses: invitations, resets, short links. No log line holds it.

Of an address that fits one of our patterns the values called `secret`, `key` or `token` are left out. Of any other (mistyped,
or refused before it was looked up) only words stay that our own addresses are made of.
"""

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, get_resolver, resolve

SECRET_NAMES = frozenset({"secret", "key", "token"})
LEFT_OUT = "…"
_SHORTEST = 6  # signs; what is shorter opens nothing, and to cut it out of other words would garble them
_ARGUMENT = re.compile(r"<[^>]*>|\([^)]*\)")
_WORD = re.compile(r"[\w.~-]+")

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


@contextmanager
def under_way(request: HttpRequest) -> Iterator[None]:
    """What is logged meanwhile in this thread is logged by `redact` without the secrets of its address."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def loggable_path(request: HttpRequest) -> str:
    return _without_secrets(request.path, request.resolver_match)


def loggable_url(url: str) -> str:
    """Of an address somebody names: its path, by the same rule."""
    try:
        path = urlsplit(url).path
        match: ResolverMatch | None = resolve(path)
    except (Resolver404, ValueError):
        path, match = url.split("?")[0], None
    return _without_secrets(path, match)


def redact(_logger: Any, _method: str, said: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor for structlog: the last one before a line is written, after exceptions have become text."""
    request = _request.get()
    if request is None:
        return said
    for part in _secrets(request.path, request.resolver_match):
        for name, value in said.items():
            if isinstance(value, str) and part in value:
                said[name] = value.replace(part, LEFT_OUT)
    return said


def _without_secrets(path: str, match: ResolverMatch | None) -> str:
    if match is None:
        return "/".join(part if _is_ours(part) else LEFT_OUT for part in path.split("/"))
    for part in _secrets(path, match):
        path = path.replace(part, LEFT_OUT)
    return path


def _secrets(path: str, match: ResolverMatch | None) -> list[str]:
    """The longest first, each also as it is written in an address."""
    if match is not None:
        found = {str(value) for name, value in match.kwargs.items() if name in SECRET_NAMES and value}
    else:
        parts = [
            part for part in path.split("/") if not _is_ours(part)
        ]  # of a reset's, the key stands after whose it is
        found = {each for part in parts for each in (part, part.partition("-")[2]) if len(each) >= _SHORTEST}
    return sorted(found | {quote(part) for part in found}, key=len, reverse=True)


def _is_ours(part: str) -> bool:
    return not part or part in _words(settings.ROOT_URLCONF)


@lru_cache(maxsize=8)
def _words(urlconf: str) -> frozenset[str]:
    return frozenset(_words_of(get_resolver(urlconf).url_patterns))


def _words_of(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for entry in patterns:
        yield from _WORD.findall(_ARGUMENT.sub("/", str(entry.pattern)).replace("\\", ""))
        if isinstance(entry, URLResolver):
            yield from _words_of(entry.url_patterns)
