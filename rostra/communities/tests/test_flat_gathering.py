"""Every list runs the same number of statements at 3 rows and at 30; and what each page needs at most."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rostra.communities.actions.communities import make_community
from rostra.communities.actions.memberships import admit
from rostra.communities.actions.moderation import remove, report
from rostra.communities.actions.requests import ask_to_join
from rostra.communities.models import EntryTopic, Topic
from rostra.communities.tests.gathering import say
from rostra.people.models import Follow, Person

LISTS = [
    "/communities/", "/communities/?show=all", "/communities/?show=new", "/communities/?show=suggested",
    "/communities/?q=place", "/communities/suggested/", "/communities/of/{bo}/", "/communities/first/",
    "/communities/first/about/", "/communities/first/people/", "/communities/first/people/?q=person",
    "/communities/closed/requests/", "/communities/first/invitations/?q=person+1", "/reports/", "/topics/burrs/",
    "/topics/suggest/?q=b",
]  # fmt: skip


def person(number: int, cast) -> Person:
    return Person.objects.create(
        name=f"Person {number}", sort_key=f"person {number:03}", find_text=f"person {number} someone", unit=cast.cafes
    )


def fill(cast, first, closed, numbers: range) -> None:
    topic, _made = Topic.objects.get_or_create(key="burrs", name="Burrs")
    for number in numbers:
        community = make_community(by=cast.bo, name=f"Place {number}")
        admit(person=cast.chen, community=community, way="open", by=cast.chen)
        someone = person(number, cast)
        Follow.objects.create(follower=cast.dara, followed=someone)
        admit(person=someone, community=community, way="open", by=someone)
        admit(person=someone, community=first, way="open", by=someone)
        ask_to_join(by=person(100 + number, cast), community=closed)
        entry = say(someone, first, f"Word {number}")
        EntryTopic.objects.create(entry=entry, topic=topic)
        EntryTopic.objects.create(entry=entry, topic=Topic.objects.create(key=f"b{number}", name=f"b{number}"))
        report(by=cast.dara, thing=entry, reason="So")
        remove(by=cast.bo, thing=say(someone, first, "Gone"), reason="So")


@pytest.mark.parametrize("who", ["bo", "dara"])
def test_lists_are_flat(cast, sign_in, who):
    first, closed = make_community(by=cast.bo, name="First"), make_community(by=cast.bo, name="Closed", access="closed")
    counts = []
    filled = 0
    for rows in (3, 30):
        fill(cast, first, closed, range(filled, rows))
        filled = rows
        client = sign_in(getattr(cast, who))
        counted = {}
        client.get("/communities/")  # reads the company, which is kept for some seconds
        for path in LISTS:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                answer = client.get(path.format(bo=cast.bo.id))
            refused = (who == "dara" and "requests" in path) or (who == "dara" and "invitations" in path)
            assert answer.status_code == (404 if refused else 200), path
            counted[path] = len(captured)
        counts.append(counted)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 25
