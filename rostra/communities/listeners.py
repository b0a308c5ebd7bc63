"""What communities hear from below."""

from uuid import UUID

from rostra.accounts.facts import GrantTaken
from rostra.communities.actions.lapsing import forget_lapsed_of
from rostra.communities.actions.units import bring_people, gather_units, let_go
from rostra.ledger.facts import Actor
from rostra.ledger.listening import listens
from rostra.ledger.models import Fact
from rostra.people.facts import PeopleImported, PersonAdded, PersonChanged, PersonLeft, PersonWelcomedBack, UnitsMade
from rostra.people.models import Person


@listens(UnitsMade)
def make_communities_of_units(fact: Fact) -> None:
    gather_units(units=fact.data["units"], by=Actor(fact.actor_id, fact.actor_label))


@listens(PeopleImported)
def take_in_people_of_a_list(fact: Fact) -> None:
    """Whoever came or changed unit stands in her row already: one statement looks at everybody."""
    bring_people()
    let_go(people=[UUID(each) for each in fact.data["left"]])


@listens(PersonAdded, PersonWelcomedBack)
def take_in_a_person(fact: Fact) -> None:
    bring_people([UUID(fact.data["person"])])


@listens(PersonChanged)
def take_in_who_changed_unit(fact: Fact) -> None:
    if "unit" in fact.data["fields"]:
        bring_people([UUID(fact.data["person"])])


@listens(PersonLeft)
def let_go_who_left(fact: Fact) -> None:
    let_go(people=[UUID(fact.data["person"])])


@listens(GrantTaken)
def forget_invitations_of_who_lost_a_grant(fact: Fact) -> None:
    """What an administrator invited to without being in it counts no longer."""
    forget_lapsed_of(Person.objects.filter(user=fact.data["user_id"]).values_list("id", flat=True))
