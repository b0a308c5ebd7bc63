"""What the environment says, read with a sentence for what cannot be used: a server must not run on a guess."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from rostra.server.paces import paces


class BadSetting(Exception):
    """A setting in the environment cannot be used. The message names it and says what it may be."""


def number(environ: Mapping[str, str], name: str, *, default: int, lowest: int, highest: int) -> int:
    """A whole number. Raises `BadSetting`."""
    said = environ.get(name, "").strip()
    if not said:
        return default
    if not (said.isascii() and said.isdecimal()) or not lowest <= int(said) <= highest:
        raise BadSetting(f"{name} is {said!r}. It may be a number from {lowest} to {highest}.")
    return int(said)


def choice(environ: Mapping[str, str], name: str, *, of: tuple[str, ...], default: str) -> str:
    """One of a few words. Raises `BadSetting`."""
    said = environ.get(name, "").strip() or default
    if said not in of and said != default:
        raise BadSetting(f"{name} is {said!r}. It may be {', '.join(of)}.")
    return said


def address(environ: Mapping[str, str], name: str) -> str:
    """`https://host` or `http://host:port` without a closing slash, empty when not set. Raises `BadSetting`."""
    said = environ.get(name, "").strip().rstrip("/")
    if said and not _is_address(said):
        raise BadSetting(f"{name} is {said!r}. It may be https:// (or http://) and a host name, without a path.")
    return said


def need_networks(environ: Mapping[str, str], name: str) -> None:
    """Raise `BadSetting` unless each part of a list is an address or a network."""
    for part in _parts(environ, name):
        try:
            ipaddress.ip_network(part, strict=False)
        except ValueError:
            raise BadSetting(
                f"{name} holds {part!r}. It may hold addresses or networks with commas between: 127.0.0.1,10.0.0.0/8."
            ) from None


def need_places(environ: Mapping[str, str], name: str) -> None:
    """Raise `BadSetting` unless each part of a list is `host:port`."""
    for part in _parts(environ, name):
        host, _, port = part.rpartition(":")
        if not host or "/" in host or not (port.isascii() and port.isdecimal()):
            raise BadSetting(f"{name} holds {part!r}. It may hold host:port with commas between.")


def need_paces(environ: Mapping[str, str], name: str) -> None:
    """Raise `BadSetting` unless it is a list of `pace=times/seconds` and `pace=off`."""
    try:
        paces(environ.get(name, ""))
    except ValueError as error:
        raise BadSetting(str(error)) from None


def need_database(environ: Mapping[str, str], name: str) -> None:
    """Raise `BadSetting` unless it is an address of PostgreSQL. The message does not repeat it: it may hold a password."""
    said = environ.get(name, "").strip()
    if said and not _is_database(said):
        raise BadSetting(
            f"{name} cannot be read. It may be postgresql://user:password@host:5432/name. In the password, signs that mean "
            "something in an address are written so: @ as %40, / as %2F, : as %3A, # as %23, ? as %3F, % as %25."
        )


def _is_database(said: str) -> bool:
    try:
        parts = urlsplit(said)
        _ = parts.port
        conninfo_to_dict(said)
    except (ValueError, psycopg.Error):
        return False
    return parts.scheme in ("postgresql", "postgres") and parts.netloc.count("@") <= 1 and "@" not in parts.path


def _parts(environ: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in environ.get(name, "").split(",") if part.strip()]


def _is_address(said: str) -> bool:
    try:
        parts: SplitResult = urlsplit(said)
        _ = parts.port  # a port that is no number says so only when asked
    except ValueError:
        return False
    more = parts.path or parts.query or parts.fragment or "@" in parts.netloc
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not more
