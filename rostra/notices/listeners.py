"""What notices hear from below."""

from uuid import UUID

from rostra.ledger.listening import listens
from rostra.ledger.models import Fact
from rostra.notices.actions import let_go
from rostra.people.facts import PeopleImported, PersonLeft


@listens(PersonLeft)
def tell_a_leaver_no_more(fact: Fact) -> None:
    let_go(people=[UUID(fact.data["person"])])


@listens(PeopleImported)
def tell_leavers_of_a_list_no_more(fact: Fact) -> None:
    let_go(people=[UUID(each) for each in fact.data["left"]])
