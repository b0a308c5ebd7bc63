"""A request that has passed a door for users, administrators and the like: it has a log-in."""

from django.http import HttpRequest

from rostra.accounts.models import User


class UserRequest(HttpRequest):
    """For the type checker only: what middleware and door have made sure of."""

    user: User
