import pytest

from rostra.home.views import search
from rostra.kit.places import SearchHit, SearchSource, search_sources


@pytest.fixture
def spoons():
    def find(person, words, limit):
        return [SearchHit(f"spoon {number}.", "", f"/spoons/{number}/", icon="quote") for number in range(100)][:limit]

    search_sources.add(SearchSource("tests.spoons", 999, "Spoons", find))
    yield
    del search_sources._items["tests.spoons"]


def test_a_few_of_each_kind_lead_to_many_of_one(cast, sign_in, spoons):
    client = sign_in(cast.chen)
    page = client.get("/search/?q=spoon").content.decode()
    assert f"spoon {search.FEW - 1}." in page
    assert f"spoon {search.FEW}." not in page
    assert "?q=spoon&amp;in=tests.spoons" in page
    many = client.get("/search/?q=spoon&in=tests.spoons").content.decode()
    assert f"spoon {search.MANY - 1}." in many
    assert f"These are the first {search.MANY}." in many
    assert "People" not in [part.label for part in client.get("/search/?q=spoon&in=tests.spoons").context["found"]]
    assert f"spoon {search.FEW}." not in client.get("/search/?q=spoon&in=nothing").content.decode()


def test_whom_nobody_finds_is_told_so(cast, sign_in):
    assert "Nothing found for “zzz”" in sign_in(cast.chen).get("/search/?q=zzz").content.decode()
