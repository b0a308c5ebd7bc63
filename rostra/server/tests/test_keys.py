import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, MultiFernet

from rostra.server.keys import FILE, KEPT, KeysUnusable, load_keys, make_keys, rotate_key


def test_keys_are_made_once_and_only_the_owner_can_read_them(tmp_path: Path) -> None:
    first = make_keys(tmp_path / "home")
    assert load_keys(tmp_path / "home") == first
    assert stat.S_IMODE((tmp_path / "home" / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700


def test_each_purpose_has_a_key_of_its_own(tmp_path: Path) -> None:
    keys = make_keys(tmp_path)
    assert len({keys.sessions[0], keys.tokens[0], keys.links[0]}) == 3


def test_processes_that_start_at_once_agree_on_the_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: make_keys(tmp_path), range(32)))
    assert all(keys == found[0] for keys in found)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_rotated_token_key_still_opens_what_was_sealed_before(tmp_path: Path) -> None:
    sealed = Fernet(make_keys(tmp_path).tokens[0]).encrypt(b"token of kim")
    rotated = rotate_key("tokens", home=tmp_path)
    assert MultiFernet([Fernet(key) for key in rotated.tokens]).decrypt(sealed) == b"token of kim"
    assert load_keys(tmp_path).tokens == rotated.tokens


def test_rotation_leaves_the_other_purposes_alone_and_forgets_the_oldest(tmp_path: Path) -> None:
    before = make_keys(tmp_path)
    for _ in range(KEPT + 2):
        after = rotate_key("sessions", home=tmp_path)
    assert (after.tokens, after.links) == (before.tokens, before.links)
    assert len(after.sessions) == KEPT
    assert before.sessions[0] not in after.sessions


def test_an_unknown_purpose_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no key named 'session'"):
        rotate_key("session", home=tmp_path)


def test_keys_that_others_may_read_are_refused_with_the_cure(tmp_path: Path) -> None:
    make_keys(tmp_path)
    (tmp_path / FILE).chmod(0o640)
    with pytest.raises(KeysUnusable, match="chmod 600"):
        load_keys(tmp_path)


@pytest.mark.parametrize("text", ["", "{}", '{"sessions": [], "tokens": ["a"], "links": ["b"]}', "[1]"])
def test_a_damaged_key_file_is_never_replaced_silently(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    (tmp_path / FILE).chmod(0o600)
    with pytest.raises(KeysUnusable, match="backup"):
        load_keys(tmp_path)
    assert (tmp_path / FILE).read_text() == text
