"""Reads what is to be checked from a request: JSON from scripts and the API, a form from pages without script."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rostra.guidelines.answers import Question
from rostra.guidelines.checking import MOST_CHARACTERS
from rostra.guidelines.engine import Surface
from rostra.guidelines.surfaces import surface_named
from rostra.kit.errors import Refused

MOST_SURFACES = 10
LANGUAGES = ("en", "fi", "es")


def question_of(request: HttpRequest) -> Question:
    """The question a page asks. `Refused` says what cannot be taken."""
    if request.content_type == "application/json":
        return question_from(_json(request.body))
    form = request.POST
    return question_from({**form.dict(), "networks": form.getlist("networks") or form.getlist("network")})


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(_("That cannot be read as JSON. Nothing was kept.")) from error
    if not isinstance(said, dict):
        raise Refused(_("That is JSON, but no object with a text in it. Nothing was kept."))
    return said


def question_from(said: Mapping[str, Any]) -> Question:
    """text; network or networks; language; story; limits and travels by network. Unknown networks are refused by name."""
    text = said.get("text", "")
    if not isinstance(text, str):
        raise Refused(_("The text is no text. Nothing was kept."))
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            _("No network takes more than %(most)d characters. You still have the text: check a part of it.")
            % {"most": MOST_CHARACTERS}
        )
    language = said.get("language")
    return Question(_whole(text), _surfaces(said, language if language in LANGUAGES else None))


def _surfaces(said: Mapping[str, Any], language: str | None) -> Sequence[tuple[str, Surface]]:
    named = said.get("networks") or said.get("network") or "outside"
    keys = list(dict.fromkeys(_whole(str(key)) for key in (named if isinstance(named, list) else [named])))[
        :MOST_SURFACES
    ]
    story = said.get("story") in (True, "true", "1", "on")
    found = []
    for key in keys:
        limit, travels = _number(said, "limits", key), _number(said, "travels", key)
        surface = surface_named(key, language=language, story=story, limit=limit, travels=travels or 0)
        if surface is None:
            raise Refused(_("There is no network “%(name)s” here. Nothing was kept.") % {"name": key[:40]})
        found.append((key, surface))
    return found


def _whole(text: str) -> str:
    """JSON may hold half of a sign, which no answer can be written with. One unit stands for it, so that offsets agree."""
    return text.encode("utf-8", "replace").decode()


def _number(said: Mapping[str, Any], field: str, key: str) -> int | None:
    """What `field` says for one network, where it is a number above nought."""
    by_network = said.get(field)
    number = by_network.get(key) if isinstance(by_network, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None
