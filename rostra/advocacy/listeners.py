"""What advocacy does when something happens below."""

from collections.abc import Iterable
from uuid import UUID

from rostra.advocacy.queries import people_with_accounts
from rostra.kit.job_queue import defer
from rostra.ledger.listening import listens
from rostra.ledger.models import Fact
from rostra.people.facts import PeopleImported, PersonLeft


@listens(PersonLeft)
def give_back_the_accounts_of_a_leaver(fact: Fact) -> None:
    _give_back([UUID(fact.data["person"])])


@listens(PeopleImported)
def give_back_the_accounts_of_leavers_of_a_list(fact: Fact) -> None:
    _give_back(people_with_accounts(UUID(each) for each in fact.data["left"]))


def _give_back(people: Iterable[UUID]) -> None:
    """By jobs of their own: the networks' servers may be slow, and the outbox waits for nobody."""
    for person in people:
        defer("advocacy.disconnect_leaver", person_id=str(person))
