"""Names and addresses of communities."""

import re
import secrets
from collections.abc import Iterator
from itertools import count

from django.utils.text import slugify
from django.utils.translation import gettext as _

from rostra.communities.models import Community
from rostra.communities.queries_gather import plain
from rostra.kit.errors import Refused

SHORTEST, LONGEST = 2, 80
LONGEST_ABOUT, LONGEST_MANNERS = 500, 2000
TAKEN_BY_PAGES = frozenset({"new", "suggested"})


def clean_name(text: str) -> str:
    """One line, 2 to 80 signs. Raises `Refused`."""
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if not SHORTEST <= len(name) <= LONGEST:
        message = _("A name has 2 to 80 signs. Yours has %(count)d; what you wrote is still here.") % {
            "count": len(name)
        }
        raise Refused(message, fields={"name": message})
    return name


def clean_text(text: str, *, field: str, longest: int) -> str:
    """Any text up to `longest` signs, no control signs but line breaks. Raises `Refused`."""
    printable = "".join(sign for sign in text.replace("\r\n", "\n") if sign == "\n" or sign.isprintable())
    clean = re.sub(r"[^\S\n]+", " ", printable).strip()
    if len(clean) > longest:
        words = {"count": len(clean), "longest": longest}
        message = (
            _("This is %(count)d signs; %(longest)d fit. Shorten it a little: what you wrote is still here.") % words
        )
        raise Refused(message, fields={field: message})
    return clean


def refuse_taken(name: str, *, but: Community | None = None) -> None:
    """Raises `Refused` where an open or closed community bears the name. Secret ones do not count: that would tell of them."""
    others = Community.objects.exclude(access=Community.Access.SECRET).filter(name__iexact=name)
    if (others if but is None else others.exclude(id=but.id)).exists():
        message = _("There is a community of that name already. Join it, or choose another name.")
        raise Refused(message, fields={"name": message})


def fresh_slug(name: str, *, secret: bool) -> str:
    """An address not taken: from the name, numbered when need be; by chance for a secret one, whose name must not show."""
    if secret:
        return f"s-{secrets.token_hex(6)}"
    base = slug_of(name)
    taken = set(Community.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | TAKEN_BY_PAGES
    return next(slug for slug in numbered(base) if slug not in taken)


def slug_of(name: str) -> str:
    return slugify(plain(name))[:70].strip("-") or "community"


def numbered(base: str) -> Iterator[str]:
    """base, base-2, base-3 …"""
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def find_text(name: str, about: str) -> str:
    return plain(f"{name} {about}")
