"""The house's stylesheet and script, found in the rooms themselves: no bundler, one request for all CSS.

The stylesheet is every file of the kit in the order below and then `static/<room>/*.css` of each room by name, in the
layer `rooms`; they are joined in memory at the first request. Its address carries a digest of its content, so browsers
keep it for a year. Joining rather than `@import` (a chain of requests) or thirty links; `gallery.css` is linked by the
gallery only.
"""

import gzip
import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

KIT_SHEETS = (
    *("reset", "fonts", "tokens", "base", "layout", "navigation", "tabs", "buttons", "people", "fields", "choices"),
    *("entry", "replies", "pictures", "river", "lists", "inbox", "index", "heads", "floats", "tables"),
    *("findings", "sheet", "compose", "meters", "compose-narrow", "previews", "door", "quiet"),
)
STATIC = Path(__file__).parent / "static"
URL = re.compile(r"""url\(["']?(?!data:|/|#)([^"'()]+)["']?\)""")


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """`text` as UTF-8, `packed` the same in gzip, `version` twelve hexadecimal signs of its content."""

    text: bytes
    packed: bytes
    version: str


def sheets() -> list[tuple[str, Path]]:
    """Every stylesheet in its order, as (path below static/, file)."""
    found = [(f"kit/css/{name}.css", STATIC / "kit" / "css" / f"{name}.css") for name in KIT_SHEETS]
    for app in apps.get_app_configs():
        if app.name.startswith("rostra.") and app.label != "kit":
            folder = Path(app.path) / "static" / app.label
            found += [(f"{app.label}/{file.name}", file) for file in sorted(folder.glob("*.css"))]
    return found


def join_sheets() -> Stylesheet:
    """Read and join all stylesheets; addresses inside them become the served ones."""
    text = "\n".join(_served(_layered(path, file), posixpath.dirname(path)) for path, file in sheets())
    raw = text.encode()
    return Stylesheet(raw, gzip.compress(raw, 9, mtime=0), blake2b(raw, digest_size=6).hexdigest())


def _layered(path: str, file: Path) -> str:
    """A room's sheet stands in the layer `rooms` whether it says so or not: outside all layers it would overrule them all."""
    text = file.read_text(encoding="utf-8")
    return text if path.startswith("kit/") or "@layer rooms" in text else f"@layer rooms {{\n{text}\n}}"


def _served(text: str, folder: str) -> str:
    """`url("../fonts/a.woff2")` of a sheet in `folder` becomes the address the file is served by."""

    def address(found: re.Match[str]) -> str:
        return f'url("{static(posixpath.normpath(posixpath.join(folder, found[1])))}")'

    return URL.sub(address, text)


_kept = lru_cache(maxsize=1)(join_sheets)


def stylesheet() -> Stylesheet:
    """The joined stylesheet; read anew at each call while developing."""
    return join_sheets() if settings.DEBUG else _kept()


def stylesheet_url() -> str:
    """Where it is served, with its version."""
    return f"{reverse('kit_css')}?v={stylesheet().version}" if settings.DEBUG else _kept_url()


@lru_cache(maxsize=1)
def _kept_url() -> str:
    return f"{reverse('kit_css')}?v={_kept().version}"


@lru_cache(maxsize=1)
def modules() -> tuple[str, ...]:
    """Addresses of the script: the entry first, then every module it imports."""
    folder = STATIC / "kit" / "js"
    rest = sorted(file.name for file in folder.glob("*.js") if file.name != "main.js")
    vendored = sorted(file.name for file in (STATIC / "kit" / "vendor" / "htmx").glob("*.js"))
    return (
        static("kit/js/main.js"),
        *(static(f"kit/vendor/htmx/{name}") for name in vendored),
        *(static(f"kit/js/{name}") for name in rest),
    )
