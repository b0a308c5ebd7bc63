"""The river as data: each entry serialised once for everybody, with the reader's own beside it."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.urls import reverse

from rostra.communities.feed.slips import Slip
from rostra.communities.feed.words import Words, words_of
from rostra.communities.text import to_html, to_plain
from rostra.kit.shelf import Shelf
from rostra.people.models import Person

MOST = 32 * 1024 * 1024  # bytes of JSON a process keeps
REASONS = {"c": "community", "a": "audience", "e": "everyone", "f": "followed", "w": "followed"}

kept_json: Shelf[bytes] = Shelf(MOST)


def entries_of(person: Person, slips: Sequence[Slip]) -> list[dict[str, Any]]:
    """For orjson: {"entry": what all see, "thanks", "thanked", "kept", "why"} in order."""
    found = {slip.id: kept_json.get(slip.face) for slip in slips}
    missing = [slip for slip in slips if found[slip.id] is None]
    for each, words in words_of(missing).items() if missing else ():
        slip = next(slip for slip in missing if slip.id == each)
        found[each] = data = orjson.dumps(as_data(slip, words))
        kept_json.put(slip.face, data, len(data) + 400)
    return [
        {
            "entry": orjson.Fragment(known),
            "active_at": slip.active_at,
            "thanks": slip.thanks_count,
            "thanked": slip.thanked,
            "kept": slip.kept,
            "why": None if slip.author_id == person.id else "followed" if slip.followed else REASONS.get(slip.leg),
        }
        for slip in slips
        if (known := found[slip.id]) is not None
    ]


def as_data(slip: Slip, words: Words) -> dict[str, Any]:
    """What all who may see it see. `text` has `@Name` for mentions, `html` is safe."""
    return {
        "id": slip.id,
        "kind": slip.kind,
        "url": reverse("entry", args=[slip.id]),
        "author": {"id": slip.author_id, "name": slip.author_name, "title": slip.author_title},
        "to": _to(slip),
        "title": words.title,
        "text": to_plain(words.body),
        "html": str(to_html(words.body)),
        "language": words.language,
        "published_at": words.published_at,
        "edited_at": words.edited_at,
        "version": slip.version,
        "comments": slip.comments_count,
        "pictures": [_picture(each) for each in words.pictures],
    }


def _to(slip: Slip) -> dict[str, Any]:
    if slip.community_id:
        return {"kind": "community", "id": slip.community_id, "name": slip.community_name}
    if slip.audience_name is not None:
        return {"kind": "audience", "name": slip.audience_name}
    return {"kind": "followers" if slip.to_followers else "everyone"}


def _picture(attachment: Any) -> dict[str, Any]:
    file = attachment.file
    url = reverse("file", args=[file.id])
    return {"url": url, "alt": file.alt, "caption": attachment.caption, "width": file.width, "height": file.height}
