"""Who may do what. Pure: no queries."""

from rostra.accounts.models import Grant
from rostra.people.models import Person

KEEPERS = frozenset({Grant.Kind.COMMUNICATOR.value, Grant.Kind.ADMINISTRATOR.value})


def can_edit_guidelines(person: Person, grants: frozenset[str]) -> bool:
    """Guide, terms and rulebook: communicators and administrators."""
    return person.is_here and bool(KEEPERS & grants)
