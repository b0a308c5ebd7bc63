"""Small pictures as ready HTML: icons, the marks of networks, tiles, faces. Made once, then a dictionary look-up.

Icons come from one sprite (`static/kit/icons/sprite.svg`), so that a page carries a reference of some 90 bytes and the
browser one cached file. No style and no script stands in them; the content security policy needs nothing for them.
"""

import re
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .tiles import grow_tile
from .tints import initials_of, tint_of

SPRITE = "kit/icons/sprite.svg"
NAMES = frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', (Path(__file__).parent / "static" / SPRITE).read_text()))
ICONS = frozenset(name for name in NAMES if not name.startswith("net-"))
NETWORKS = frozenset(name.removeprefix("net-") for name in NAMES if name.startswith("net-"))


@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. With `label` it speaks for itself, without it is decoration. Raises KeyError for an unknown name."""
    if name not in ICONS:
        raise KeyError(f"no icon named {name!r} in {SPRITE}")
    return _use("icon", name, label)


@lru_cache(maxsize=64)
def network_mark(name: str, label: str = "") -> SafeString:
    """The mark of an outside network in the colour of the text; a network without a mark of its own gets the globe."""
    if name in NETWORKS:
        return _use("net", f"net-{name}", label)
    return icon("mail" if name == "email" else "globe", label)


def _use(kind: str, symbol: str, label: str) -> SafeString:
    speaks = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', kind, speaks, static(SPRITE), symbol)


@lru_cache(maxsize=4096)
def tile(name: str, size: str = "") -> SafeString:
    """A community's square tile; `size` is "", "m" or "xl"."""
    grown = grow_tile(name)
    tones = ["c" if quarter == grown.second else "b" for quarter in range(4)]
    paths = format_html_join("", '<path class="{}" d="{}"/>', zip(tones, grown.paths, strict=True))
    return format_html(
        '<svg class="{}" data-tint="{}" viewBox="0 0 40 40" aria-hidden="true">'
        '<rect class="a" width="40" height="40"/>{}</svg>',
        f"tile {size}".rstrip(),
        grown.tint,
        paths,
    )


@lru_cache(maxsize=16384)
def face(name: str, key: object = None, size: str = "", photo: str = "") -> SafeString:
    """Somebody's round face: the photo when there is one, else initials on the tint of `key` (her id; without it, her name).

    `size` is "", "xs", "s", "l" or "xl". It is decoration: the name always stands beside it or on its link.
    """
    inside = format_html('<img src="{}" alt="" loading="lazy">', photo) if photo else initials_of(name)
    return format_html(
        '<span class="{}" data-tint="{}" aria-hidden="true">{}</span>',
        f"ava {size}".rstrip(),
        tint_of(key if key is not None else name),
        inside,
    )
