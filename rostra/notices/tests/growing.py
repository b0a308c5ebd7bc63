"""One more line in Bo's inbox."""

from rostra.kit.ids import new_id
from rostra.notices.kinds import kinds
from rostra.notices.models import Notice
from rostra.people.models import Person
from tests.cast import Cast

STILL = {"wishes", "inbox-mail-stop"}
LOOKS = {"inbox": ["?unread=1"]}


def grow(cast: Cast, number: int) -> None:
    kind = list(kinds)[number % len(list(kinds))].key
    words = {"line": f"Grown {number}", "place": "Roasting", "community": "Roasting", "reason": "So", "network": "X"}
    Notice.objects.create(
        person=cast.bo, kind=kind, by=Person.objects.get(name=f"Grown {number}"), subject=new_id(), url="/", words=words
    )
