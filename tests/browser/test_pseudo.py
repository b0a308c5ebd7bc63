"""Every page in a made-up language that is two fifths longer: nothing is cut off, and nothing is left untranslated.

`docs/how-to/try-the-made-up-language.md` tells how to look at it. ROSTRA_SHOTS=DIR keeps the pictures.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest
from babel import Locale
from django.apps import apps
from django.conf import settings as django_settings
from django.db.models import CharField, Field, JSONField, TextField
from django.utils import dates, translation

from rostra.advocacy.networks.network import networks
from rostra.people.languages import language_name
from tests.browser.conftest import NARROW, WIDE, Visit
from tests.browser.test_every_page import keep
from tests.doors import ROOMS
from tests.growing import Look, furnish, grow, looks
from tests.pseudo import LANGUAGE, untranslated, write_language

HERE = Path(__file__).parent
PAGES = [look for look in looks() if look.is_page and look.door != "kit_gallery"]  # English by nature: the makers' own
FITTING, READING = (HERE / "fitting.js").read_text(), (HERE / "reading.js").read_text()
CODES = {"kind", "state", "level", "access", "weight", "match", "theme", "language", "keeper", "media_type", "listener"}
NAMES = {"Rostra"}  # the same in every language
SPOKEN = {"protected_words"}  # lists words of all languages
NO_WORDS = re.compile(r"[\w-]+(\.[\w-]+)+|[a-z]+\.[A-Z]\w+")  # an address, a file, the name of a kind of fact
BETWEEN = re.compile(r"[\x01\n·,:;()|/“”«»\"…]|\s[–—-]\s|\.\s|\.$")


@pytest.fixture
def made_up_language(tmp_path: Path, settings: Any) -> None:
    """Finnish is the made-up language, for this process's own threads."""
    write_language(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    settings.ROSTRA_PUBLIC_URL = "https://go.aamuvalle.example"  # so that clicks are counted


@pytest.mark.parametrize("room", [room for room in ROOMS if any(look.room == room for look in PAGES)])
def test_all_of_a_room_fits_and_is_translated(room, made_up_language, house, enter):
    made = furnish(house)
    grow(house, range(3))
    known, windows, faults = Known(), {}, {}
    for look in (each for each in PAGES if each.room == room):
        if look.who not in windows:
            windows[look.who] = enter(None if look.who == "anonymous" else getattr(house, look.who))
        for fault in _faults(windows[look.who], look, look.url(made), known):
            faults.setdefault(fault, str(look))  # what stands on every page is told once
    assert [f"{look}: {fault}" for fault, look in faults.items()] == []


SAMPLES = """
<p style="overflow: hidden; width: 5rem; white-space: nowrap">Cut off in the middle</p>
<button style="width: 3rem; white-space: nowrap">Sticks out on both sides</button>
<p style="position: absolute; left: 380px; white-space: nowrap">Leaves the window</p>
<p style="overflow: auto; width: 5rem; white-space: nowrap">Can be scrolled into sight</p>
<p style="overflow: hidden; text-overflow: ellipsis; width: 5rem; white-space: nowrap">Ends in dots, as meant</p>
<label>Fits</label>"""


def test_what_does_not_fit_is_seen_and_nothing_else(chromium):
    page = chromium.new_page(viewport=NARROW)
    page.set_content(SAMPLES)
    faults = [fault.partition(" in <")[0] for fault in page.evaluate(FITTING) if " px wide" not in fault]
    page.close()
    assert faults == [
        "is cut off: Cut off in the middle", "sticks out: Sticks out on both sides", "leaves the window: Leaves the window"
    ]  # fmt: skip


def test_what_is_no_data_and_has_no_brackets_is_foreign(house):
    texts = ["⟦Ķééép⟧ it here", "⟦Ŵŕíítteen bý Bo Berg⟧", "Bo Berg · Roaster", "3 · 12 marraskuuta 2026"]
    assert Known().foreign(texts) == ["it here"]


def _faults(visit: Visit, look: Look, path: str, known: "Known") -> Iterator[str]:
    visit.context.add_cookies([{"name": django_settings.LANGUAGE_COOKIE_NAME, "value": LANGUAGE, "url": visit.root}])
    page = visit.go(path)
    page.wait_for_load_state("networkidle")
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        keep(page, f"pseudo-{look}", size, False)
        yield from (f"{fault} at {size['width']} px" for fault in page.evaluate(FITTING))
    if look.door not in SPOKEN:
        yield from (f"not translated: {text}" for text in known.foreign(page.evaluate(READING)))


class Known:
    """What needs no translation: what the house's tables hold, dates, names of languages, networks and time zones."""

    def __init__(self) -> None:
        self.data = "\n".join(_texts())
        with translation.override(LANGUAGE):
            named = [
                *dates.WEEKDAYS.values(),
                *dates.WEEKDAYS_ABBR.values(),
                *dates.MONTHS.values(),
                *dates.MONTHS_ALT.values(),
            ]
            self.dates = {str(name).lower() for name in named} | {"klo", "nyt", "h", "min"}
        self.names = (
            NAMES
            | {str(network.label) for network in networks}
            | available_timezones()
            | set(Locale(LANGUAGE).languages.values())
        )
        self.names |= {name for _code, name in django_settings.LANGUAGES} | {
            language_name(code, LANGUAGE) for code in ("fi", "en", "es")
        }

    def foreign(self, texts: list[str]) -> list[str]:
        left = {untranslated(text) for text in texts} - self.names
        pieces = {piece.strip(" @#*") for text in left for piece in BETWEEN.split(text.replace("**", ""))}
        return sorted(piece for piece in pieces if not self.holds(piece))

    def holds(self, piece: str) -> bool:
        words = re.findall(r"[^\W\d_]+", piece)
        if piece in self.names or NO_WORDS.fullmatch(piece) or all(word.lower() in self.dates for word in words):
            return True
        return re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", self.data) is not None


def _texts() -> Iterator[str]:
    for model in apps.get_models():
        if model.__module__.startswith("rostra."):
            fields = [each.name for each in model._meta.fields if _is_text(each)]
            for row in model._default_manager.values_list(*fields) if fields else []:
                yield from (" ".join(str(value).replace("*", "").split()) for value in row if value)


def _is_text(field: Field) -> bool:
    return isinstance(field, CharField | TextField | JSONField) and not field.choices and field.name not in CODES
