"""The company that `bench.check` asks over HTTP: one person and a list of terms, in a database beside the others."""

from __future__ import annotations

import http.client
import json
import os
import time
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg

DATABASE = "rostra_bench_check"
CLUSTER = os.environ["DATABASE_URL"]  # bin/bench gives it; ours is another database of the same server
os.environ["DATABASE_URL"] = urlunsplit(urlsplit(CLUSTER)._replace(path=f"/{DATABASE}"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rostra.config.settings")
os.environ.setdefault("ROSTRA_MODE", "test")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from bench.house import COMPANY
from bench.serving import Server
from rostra.accounts.models import User
from rostra.company.models import Company
from rostra.guidelines.engine import Ruleset
from rostra.guidelines.models import ConfidentialTerm, Rulebook
from rostra.guidelines.queries import folded
from rostra.kit.ids import new_id
from rostra.people.models import Person

EMAIL = "noor@aamuvalle.example"
CSRF = "bench" * 6 + "00"
WARM_UP = 200  # the rules are compiled at a worker's first question


@dataclass(frozen=True)
class Question:
    """What is asked, how often, and on which port the server answers meanwhile."""

    port: int
    ruleset: Ruleset
    texts: list[str]
    runs: int


def asked(question: Question) -> tuple[int, list[float]]:
    """How many terms the company lists, and the milliseconds of each `POST /check/`, in the order asked."""
    _make_database()
    listed, session = _settle(question.ruleset)
    with Server(question.port):
        _ask(question, session, WARM_UP)
        return listed, _ask(question, session, question.runs)


def _make_database() -> None:
    with psycopg.connect(CLUSTER, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(f"CREATE DATABASE {DATABASE}")


def _settle(ruleset: Ruleset) -> tuple[int, str]:
    """The number of terms listed, all of `ruleset`, and the key of a signed-in session."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        Company.objects.update_or_create(id=1, defaults=COMPANY)
        Rulebook.objects.update_or_create(
            id=1, defaults={"version": new_id(), "products": list(ruleset.names[1:]), "domains": list(ruleset.domains)}
        )
        ConfidentialTerm.objects.all().delete()
        ConfidentialTerm.objects.bulk_create(
            ConfidentialTerm(
                term=each.term, folded=folded(each.term), until=each.until, weight=each.weight.value, match=each.match.value
            )
            for each in ruleset.terms
        )  # fmt: skip
        user, _made = User.objects.get_or_create(email=EMAIL, defaults={"password": "!bench"})
        Person.objects.get_or_create(
            user=user, defaults={"name": "Noor Haddad", "email": EMAIL, "language": "en", "came_at": timezone.now()}
        )
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return ConfidentialTerm.objects.count(), client.cookies[settings.SESSION_COOKIE_NAME].value


def _ask(question: Question, session: str, runs: int) -> list[float]:
    """Ask on one connection, one after another. Any answer but the right one ends the benchmark."""
    line = http.client.HTTPConnection("127.0.0.1", question.port, timeout=30)
    host = f"localhost:{question.port}"
    headers = {
        "Host": host, "Cookie": f"rostra_session={session}; rostra_csrf={CSRF}", "X-CSRFToken": CSRF,
        "Origin": f"http://{host}", "Content-Type": "application/json", "Accept": "application/json",
    }  # fmt: skip
    taken = []
    for run in range(runs):
        body = json.dumps({"text": question.texts[run % len(question.texts)], "networks": ["linkedin"]})
        start = time.perf_counter()
        line.request("POST", "/check/", body, headers)
        answer = line.getresponse()
        said = answer.read()
        taken.append((time.perf_counter() - start) * 1000)
        if answer.status != 200 or said.count(b'"weight": "stop"') < 5:
            raise SystemExit(f"The figure over HTTP is void: {answer.status} {said[:200]!r}")
    return taken
