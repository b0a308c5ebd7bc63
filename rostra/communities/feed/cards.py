"""Cards: rendered once for everybody, with the reader's own laid over.

A card is kept by all that changes what it shows (`Slip.face`) and the language, for every reader the same; so it holds
nothing less visible than its entry: no text of another entry, times as moments, a face and names everyone may see.
Where the reader's own belongs (my thanks, kept, why it is here, what I may do with it) stands a slot: a name between two
NUL signs, which no text of a person can hold, because the database takes none.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rostra.communities.feed.kept import Kept
from rostra.communities.feed.slips import Slip
from rostra.communities.feed.words import Words, words_of
from rostra.communities.kinds import EntryKind, kinds
from rostra.communities.text import excerpt, to_html, to_line
from rostra.company.current import company_or_none
from rostra.company.files import srcset
from rostra.kit.marks import face
from rostra.people.models import Person
from rostra.people.models.person import PHOTO_WIDTH

Parts = Sequence[str]  # text, slot, text, slot, …, text

MOST = 64 * 1024 * 1024  # bytes of cards a process keeps
SLOTS = ("thanked", "thank_method", "thanks", "kept", "keep_method", "why", "menu")

kept_cards: Kept[Parts] = Kept(MOST)


def cards_of(person: Person, slips: Sequence[Slip]) -> list[SafeString]:
    """HTML of each card for this reader, in order. No statement when all are kept, a fixed number otherwise."""
    language = translation.get_language() or settings.LANGUAGE_CODE
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
            kept_cards.put(key, parts, sum(map(len, parts)) + 400)
        cards.append(_laid_over(parts, marks_of(person, slip)))
    return cards


def draw(person: Person, slip: Slip, words: Words, *, detail: bool) -> SafeString:
    """One card, not kept: the entry's own page, whole."""
    return _laid_over(_drawn(slip, words, detail=detail), marks_of(person, slip))


def marks_of(person: Person, slip: Slip) -> Mapping[str, str]:
    """What fills the slots for this reader."""
    return {
        "thanked": "true" if slip.thanked else "false",
        "thank_method": "delete" if slip.thanked else "post",
        "thanks": str(slip.thanks_count) if slip.thanks_count else "",
        "kept": "true" if slip.kept else "false",
        "keep_method": "delete" if slip.kept else "post",
        "why": why(person, slip),
        "menu": _menu(slip, mine=slip.author_id == person.id),
    }


def why(person: Person, slip: Slip) -> str:
    """Why it is in her river, in words, escaped."""
    if slip.author_id == person.id:
        return ""
    if slip.followed:
        return _escaped(_("You follow %(name)s") % {"name": slip.author_name.split(" ")[0]})
    if slip.leg == "c":
        return _("In your community")
    return _("For all of us") if slip.leg == "e" else _("For a group you are in") if slip.leg == "a" else ""


def _drawn(slip: Slip, words: Words, *, detail: bool = False) -> Parts:
    company = company_or_none()
    with timezone.override(company.zone if company else "UTC"):
        html = render_to_string("communities/entries/_entry.html", _context(slip, words, detail=detail))
    return html.split("\x00")


def _context(slip: Slip, words: Words, *, detail: bool) -> dict[str, object]:
    kind: EntryKind = kinds[slip.kind]
    body, cut = (words.body, False) if detail else excerpt(words.body)
    url = reverse("entry", args=[slip.id])
    return {
        "slip": slip,
        "kind": kind,
        "verb": kind.verb if slip.community_id else kind.verb_alone,
        "url": url,
        "author_url": reverse("person", args=[slip.author_id]),
        "community_url": reverse("community", args=[slip.community_slug]) if slip.community_slug else "",
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
        "slot": {name: mark_safe(f"\x00{name}\x00") for name in SLOTS},  # noqa: S308 - constants
    }


def _laid_over(parts: Parts, marks: Mapping[str, str]) -> SafeString:
    filled = list(parts)
    filled[1::2] = [marks[name] for name in parts[1::2]]
    return mark_safe("".join(filled))  # noqa: S308 - a rendered template and the marks above, escaped


_menus: dict[tuple[str, bool], Parts] = {}


def _menu(slip: Slip, *, mine: bool) -> str:
    """What she may do with it: two shapes a language, rendered once."""
    key = (translation.get_language() or "", mine)
    if key not in _menus:
        nobody = UUID(int=0)
        context = {
            "mine": mine,
            "url": reverse("entry", args=[nobody]),
            "edit_url": reverse("entry_edit", args=[nobody]),
            "report_url": reverse("thing_reports", args=["entry", nobody]),
            "address": settings.ROSTRA_URL + reverse("entry", args=[nobody]),
            "id": str(nobody),
        }
        html = render_to_string("communities/entries/_menu.html", context)
        _menus[key] = html.split(str(nobody))
    return str(slip.id).join(_menus[key])


def photo_url(photo: UUID | None) -> str:
    return reverse("file_sized", args=[photo, PHOTO_WIDTH]) if photo else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
