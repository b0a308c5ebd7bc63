"""How a log-in comes in: by password, by invitation, by the first hour, by a click in a demo."""

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from rostra.accounts.actors import actor_of
from rostra.accounts.agents import LONGEST, describe_agent
from rostra.accounts.facts import SignedIn
from rostra.accounts.models import Session, User
from rostra.ledger.facts import record

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter(request: HttpRequest, user: User) -> None:
    """Start a fresh session for her, know its program, and keep the fact. The old session's key ends."""
    agent = request.headers.get("User-Agent", "")[:LONGEST]
    with transaction.atomic():
        login(request, user, backend=BACKEND)
        request.session.save()
        Session.objects.filter(session_key=request.session.session_key).update(agent=agent)
        record(SignedIn(user_id=user.id, agent=describe_agent(agent)), by=actor_of(user))
