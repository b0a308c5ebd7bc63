"""Cards: rendered once for everybody, with the reader's own laid over.

A card is kept by all that changes what it shows (`Slip.face`) and the language, for every reader the same; so it holds
nothing less visible than its entry: no text of another entry, times as moments, a face and names everyone may see.
Where the reader's own belongs (my thanks, kept, why it is here, what I may do with it) stands a gap (kit/slots.py).
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from html import escape
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rostra.communities.feed.slips import Slip
from rostra.communities.feed.words import Words, words_of
from rostra.communities.kinds import EntryKind, kinds
from rostra.communities.text import excerpt, to_html, to_line
from rostra.company.current import company_or_none
from rostra.company.files import srcset
from rostra.kit.marks import face
from rostra.kit.paths import path_to
from rostra.kit.shelf import Shelf
from rostra.kit.slots import Parts, cut, gap, laid_in, weight
from rostra.people.models import Person
from rostra.people.models.person import PHOTO_WIDTH

MOST = 64 * 1024 * 1024  # bytes of cards a process keeps
SLOTS = ("thanked", "thank_method", "thanks", "kept", "keep_method", "why", "menu")

kept_cards: Shelf[Parts] = Shelf(MOST)


def cards_of(person: Person, slips: Sequence[Slip]) -> list[SafeString]:
    """HTML of each card for this reader, in order. No statement when all are kept, a fixed number otherwise."""
    language = _language()
    keys = [(language, slip.face) for slip in slips]
    found = [kept_cards.get(key) for key in keys]
    missing = [slip for slip, parts in zip(slips, found, strict=True) if parts is None]
    words = words_of(missing) if missing else {}
    cards = []
    for slip, key, parts in zip(slips, keys, found, strict=True):
        if parts is None:
            if slip.id not in words:
                continue  # deleted between two statements
            parts = _drawn(slip, words[slip.id])
            kept_cards.put(key, parts, weight(parts))
        cards.append(laid_in(parts, marks_of(person, slip, language)))
    return cards


def draw(person: Person, slip: Slip, words: Words, *, detail: bool) -> SafeString:
    """One card, not kept: the entry's own page, whole."""
    return laid_in(_drawn(slip, words, detail=detail), marks_of(person, slip, _language()))


def marks_of(person: Person, slip: Slip, language: str) -> Mapping[str, str]:
    """What fills the slots for this reader."""
    mine = slip.author_id == person.id
    return {
        "thanked": "true" if slip.thanked else "false",
        "thank_method": "delete" if slip.thanked else "post",
        "thanks": str(slip.thanks_count) if slip.thanks_count else "",
        "kept": "true" if slip.kept else "false",
        "keep_method": "delete" if slip.kept else "post",
        "why": "" if mine else _why(slip, _reasons(language)),
        "menu": str(slip.id).join(_menu(language, mine)),
    }


def _why(slip: Slip, reasons: Mapping[str, str]) -> str:
    """Why it is in her river, in words, escaped."""
    if slip.followed:
        return escape(reasons["followed"] % {"name": slip.author_name.split(" ")[0]})
    return reasons.get(slip.leg, "")


@cache
def _reasons(_language: str) -> Mapping[str, str]:
    """By leg: asked for twenty times a page, so translated once a language."""
    return {
        "followed": _("You follow %(name)s"),
        "c": _("In your community"),
        "e": _("For all of us"),
        "a": _("For a group you are in"),
    }


def _drawn(slip: Slip, words: Words, *, detail: bool = False) -> Parts:
    company = company_or_none()
    with timezone.override(company.zone if company else "UTC"):
        html = render_to_string("communities/entries/_entry.html", _context(slip, words, detail=detail))
    return cut(html)


def _context(slip: Slip, words: Words, *, detail: bool) -> dict[str, object]:
    kind: EntryKind = kinds[slip.kind]
    body, cut = (words.body, False) if detail else excerpt(words.body)
    url = path_to("entry", slip.id)
    return {
        "slip": slip,
        "kind": kind,
        "verb": kind.verb if slip.community_id else kind.verb_alone,
        "url": url,
        "author_url": path_to("person", slip.author_id),
        "community_url": path_to("community", slip.community_slug) if slip.community_slug else "",
        "face": face(slip.author_name, str(slip.author_id), "", photo_url(slip.author_photo)),
        "words": words,
        "title": words.title,
        "body": to_html(body),
        "cut": cut,
        "pictures": [(each, srcset(each.file)) for each in words.pictures],
        "satellite": words.satellite,
        "latest": None if detail else words.latest,
        "latest_face": words.latest
        and face(words.latest.author_name, str(words.latest.author_id), "s", photo_url(words.latest.author_photo)),
        "latest_line": words.latest and to_line(words.latest.body, 240),
        "detail": detail,
        "slot": {name: gap(name) for name in SLOTS},
    }


@cache
def _menu(_language: str, mine: bool) -> Parts:
    """What she may do with it, cut where its id belongs: two shapes a language, rendered once."""
    nobody = UUID(int=0)
    context = {
        "mine": mine,
        "url": reverse("entry", args=[nobody]),
        "edit_url": reverse("entry_edit", args=[nobody]),
        "report_url": reverse("thing_reports", args=["entry", nobody]),
        "address": settings.ROSTRA_URL + reverse("entry", args=[nobody]),
        "id": str(nobody),
    }
    return render_to_string("communities/entries/_menu.html", context).split(str(nobody))


def _language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


@lru_cache(maxsize=16384)
def photo_url(photo: UUID | None) -> str:
    return reverse("file_sized", args=[photo, PHOTO_WIDTH]) if photo else ""
