"""What people hear from below."""

from rostra.accounts.facts import EmailChanged
from rostra.company.facts import CompanyChanged
from rostra.ledger.listening import listens
from rostra.ledger.models import Fact
from rostra.people.actions.order import order_changed
from rostra.people.models import Person


@listens(EmailChanged)
def follow_the_log_in(fact: Fact) -> None:
    """Her address in the directory follows her log-in, and an import leaves it alone from now on."""
    person = Person.objects.filter(user_id=fact.data["user_id"]).first()
    if person is None or Person.objects.filter(email__iexact=fact.data["after"]).exclude(id=person.id).exists():
        return
    person.email = fact.data["after"]
    person.edited = sorted({*person.edited, "email"})
    person.save(update_fields=["email", "edited"])


@listens(CompanyChanged)
def sort_by_its_language(fact: Fact) -> None:
    """Names stand in the order of the company's language: another one, another order."""
    if "language" in fact.data["fields"]:
        order_changed()
