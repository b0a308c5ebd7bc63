"""What a session's row holds is sealed by our key; what was checked once is not checked anew, and never shared."""

from rostra.accounts.models.session import SessionStore, _unsealed


def test_what_was_sealed_is_read_each_time_as_its_own():
    store = SessionStore()
    data = store.encode({"who": "kim", "ways": ["password"]})
    first = store.decode(data)
    first["ways"].append("stolen")
    assert store.decode(data) == {"who": "kim", "ways": ["password"]}


def test_what_was_changed_is_an_empty_session_however_often_it_is_asked():
    store = SessionStore()
    data = store.encode({"who": "kim"})
    assert store.decode(data) == {"who": "kim"}
    inside, rest = data.split(":", 1)
    forged = f"{inside[:-1]}{'A' if inside[-1] != 'A' else 'B'}:{rest}"
    assert [store.decode(forged), store.decode(forged), store.decode("rubbish"), store.decode("")] == [{}] * 4


def test_a_seal_is_checked_once():
    store = SessionStore()
    data = store.encode({"who": "chen"})
    store.decode(data)
    before = _unsealed.cache_info().hits
    store.decode(data)
    assert _unsealed.cache_info().hits == before + 1
