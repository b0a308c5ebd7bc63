"""Every page of the rooms' `tests/doors.py`, in both themes and at both widths: axe finds nothing, nothing overflows.

With ROSTRA_SHOTS=DIR each page is also kept there as a picture, to be looked at.
"""

import importlib
import os
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.browser.conftest import NARROW, WIDE
from tests.test_doors import ENTRANTS, Listed, listed

PAGES = [each for each in listed() if each.said.get("page")]
SHOTS = os.environ.get("ROSTRA_SHOTS", "")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # what passes is looked at as well, but not written down
}
AXE = Axe().axe_script


def guest_of(said: dict[str, Any]) -> str:
    """Who looks at it: the first of these whom the door lets see it."""
    return next(who for who in ("ana", "bo", "kim", "chen", "dara", "anonymous") if said.get(who) == 200)


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_page_is_for_everyone(door: Listed, house, look):
    made = importlib.import_module(f"rostra.{door.room}.tests.doors").make(house)
    kwargs = dict(made.get(door.name, {}))
    path = reverse(door.name, kwargs={k: v for k, v in kwargs.items() if k != "?"}) + kwargs.get("?", "")
    who = guest_of(door.said)
    assert who in ENTRANTS
    person = None if who == "anonymous" else getattr(house, who)
    page = look(person).go(path)
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    for size, dark in [(WIDE, False), (WIDE, True), (NARROW, True), (NARROW, False)]:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="dark" if dark else "light")
        keep(page, door.name, size, dark)
        _nothing_overflows(page)
        assert _violations(page) == [], f"{size['width']} px, dark: {dark}"


def test_what_is_not_for_everyone_is_found(chromium):
    page = chromium.new_page()
    page.set_content('<html lang="en"><title>t</title><main><h1>A</h1><p style="color: #ccc">Pale</p><input></main>')
    page.evaluate(AXE)
    assert sorted(said.partition(":")[0] for said in _violations(page)) == ["color-contrast", "label"]
    page.close()


def keep(page: Any, name: str, size: dict[str, int], dark: bool) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        shade = "dark" if dark else "light"
        said = re.sub(r"\W+", "-", name)
        page.screenshot(path=f"{SHOTS}/{said}-{size['width']}-{shade}.png", full_page=True)


def _violations(page: Any) -> list[str]:
    found = page.evaluate("rules => axe.run(rules).then((found) => found.violations)", RULES)
    return [f"{v['id']}: {[n['html'][:120] for n in v['nodes']][:3]}" for v in found]


def _nothing_overflows(page: Any) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} px wider than its window"
