"""Every page asks the database as often for twenty-five rows as for two, and never more than 25 times."""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rostra.communities.tests import growing as communities
from rostra.home.api import api
from tests.growing import API, GROWN, api_looks, furnish, grow, looks, still

FEW, MANY = 2, 25
MOST = 25


@dataclass(frozen=True)
class Read:
    """What one reading of a page took: cold, then with what the process keeps; and how many of the grown it shows."""

    cold: int
    warm: int
    shown: int


def read(client: Client, url: str) -> Read:
    client.get(url)  # writes that she was here
    communities.forget()
    counts = []
    for _cold_then_warm in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(url)
            text = answer.getvalue().decode()
        assert answer.status_code == 200, url
        counts.append(len(captured))
    main = text.partition("<main")[2] or text  # the frame around it lists her communities on every page
    return Read(*counts, shown=len(set(GROWN.findall(main))))


@pytest.mark.django_db
def test_every_page_asks_as_often_for_many_rows_as_for_few(cast, sign_in, settings):
    settings.ROSTRA_PUBLIC_URL = "https://go.aamuvalle.example"  # so that clicks are counted
    made, known = furnish(cast), [*looks(), *api_looks()]
    clients = {
        who: Client() if who == "anonymous" else sign_in(getattr(cast, who)) for who in {look.who for look in known}
    }
    found = []
    for rows in (range(FEW), range(FEW, MANY)):
        grow(cast, rows)
        found.append({str(look): read(clients[look.who], look.url(made)) for look in known})
    few, many = found
    assert {page: (few[page], many[page]) for page in few if not _is_flat(page, few[page], many[page])} == {}
    assert {page: each for page, each in many.items() if max(_counts(each)) > MOST} == {}
    lists = {look.door for look in known if many[str(look)].shown > few[str(look)].shown > 0}
    none = {look.door for look in known} - lists
    assert sorted(none - still()) == [], "nothing grows on these pages"
    assert sorted(still() - none) == [], "these were said not to list, and do"


def test_every_question_of_the_api_is_among_them():
    paths = api.get_openapi_schema()["paths"]
    assert {path for path, methods in paths.items() if "get" in methods} == set(API)


def _is_flat(page: str, few: Read, many: Read) -> bool:
    """A search that finds little looks for near spellings too: it may ask less for many, never more."""
    if "q=" in page:
        return many.cold <= few.cold and many.warm <= few.warm
    return _counts(few) == _counts(many)


def _counts(each: Read) -> tuple[int, int]:
    return each.cold, each.warm
