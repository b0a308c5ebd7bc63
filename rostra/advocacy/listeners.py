"""What advocacy does when something happens below."""

from uuid import UUID

from procrastinate.contrib.django import app

from rostra.ledger.listening import listens
from rostra.ledger.models import Fact
from rostra.people.facts import PersonLeft


@listens(PersonLeft)
def give_back_the_accounts_of_a_leaver(fact: Fact) -> None:
    """By a job of its own: the networks' servers may be slow, and the outbox waits for nobody."""
    if fact.subject_id is not None:
        app.configure_task("advocacy.disconnect_leaver", queue="outside").defer(
            person_id=str(UUID(str(fact.subject_id)))
        )
