"""Every text stands in three languages, and says the same wherever it stands."""

from collections import defaultdict

import pytest

from tools.messages import LANGUAGES, catalogue, faults, rooms


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_catalogue_is_whole(room, language):
    assert faults(room, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_has_one_translation_in_the_whole_house(language):
    """Django joins the rooms' catalogues: where two differ, one room would show the other's words."""
    said = defaultdict(set)
    for room in rooms():
        for message in catalogue(room / "locale" / language / "LC_MESSAGES" / "django.po", language):
            if message.id:
                said[str(message.id), message.context].add(str(message.string))
    assert {text: many for text, many in said.items() if len(many) > 1} == {}
