"""Every text stands in three languages."""

import pytest

from tools.messages import LANGUAGES, faults, rooms


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_catalogue_is_whole(room, language):
    assert faults(room, language) == []
