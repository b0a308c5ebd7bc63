"""A browser's long name in a few words, so that a person knows her sessions apart."""

import re

from django.utils.translation import gettext as _

LONGEST = 300
# The first that fits: browsers pretend to be their elders, so the youngest names come first.
_BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Version": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def describe_agent(agent: str) -> str:
    """ "Firefox, Linux"; the program's own first word where it is no browser; a sentence where it said nothing."""
    browser = next((name for mark, name in _BROWSERS.items() if f"{mark}/" in agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    if browser or system:
        return ", ".join(part for part in (browser, system) if part)
    first = re.match(r"[A-Za-z][\w.-]{0,30}", agent)
    return first[0] if first else _("A program that did not say its name")
