"""A request as views behind `@door("people")` know it."""

from django.http import HttpRequest

from rostra.accounts.models import User
from rostra.people.models import Person


class PersonRequest(HttpRequest):
    """Annotate views with it: `def home(request: PersonRequest)`. The middleware sets both; the door made sure of the person."""

    user: User  # signed in, or the door had not let her pass
    person: Person
    grants: frozenset[str]
