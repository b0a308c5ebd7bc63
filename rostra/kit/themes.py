"""Day or night, as the reader chose. A cookie rather than storage, so that the first byte of the page is already right."""

from typing import Final

COOKIE: Final = "theme"
CHOICES: Final = ("light", "dark")


def theme_of(request: object) -> str:
    """ "light", "dark", or "" when the browser decides (no cookie, an odd one, or no request at all)."""
    chosen = getattr(request, "COOKIES", {}).get(COOKIE, "")
    return chosen if chosen in CHOICES else ""
