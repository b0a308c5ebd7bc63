"""How much a page of the river costs, and whether it is the right one.

    bin/bench feed [--small] [--seconds 10] [--runs 5] [--keep]

Fills the database (see `house.py`; done once, kept), checks for 200 random people that the river shows the 20 cards the
plain query shows, then measures GET / (or /river/ where there is no home page) and GET /api/river over 2,000 sessions
against granian with two workers: medians of five runs of ten seconds after a warm-up, and the first 1,000 requests after a
restart. CPU milliseconds a request are those of the server and of PostgreSQL, without the load generator, which is our own
(`load.py`) and runs on the same cores. The last line is one JSON object; without the right cards there are no figures.
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
from dataclasses import dataclass

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rostra.config.settings")
os.environ.setdefault("ROSTRA_MODE", "test")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bench.cost import Cost, postgres_pid
from bench.house import GROWN_FROM, HEAVY, NEWCOMER, SMALL, House, Size, person, session_key
from bench.load import Answers, drive
from bench.serving import Server
from rostra.kit.hot import hot_cursor
from rostra.communities.feed.river import PAGE, river_page
from rostra.communities.feed.legs import statement
from rostra.communities.models import Entry
from rostra.people.models import Person

CONNECTIONS = 8
GOALS = {
    "html_cpu_ms": 4.0,
    "json_cpu_ms": 1.5,
    "sql_cpu_ms": 0.9,
    "newcomer_ratio": 2.0,
    "heavy_ratio": 2.0,
    "growth_ratio": 1.3,
}


@dataclass(frozen=True)
class Figures:
    """Medians over the runs: CPU ms a request, requests a second, 99th centile of the answer times in ms."""

    cpu_ms: float
    sql_ms: float
    rps: float
    p99_ms: float


def say(text: str) -> None:
    print(text, flush=True)


def home_path() -> str:
    try:
        return reverse("home")
    except NoReverseMatch:
        return reverse("river")


def ensure_house(size: Size) -> None:
    """Fill the database unless it holds this very house."""
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM communities_entry), (SELECT count(*) FROM people_person)")
        found = cursor.fetchone()
        if found == (size.entries, size.people):
            return
        if found != (0, 0):
            tables = "company_company, accounts_user, people_person, people_audience, communities_community"
            cursor.execute(f"TRUNCATE {tables} CASCADE")
    House(size, say=say).build()


def check_answers(size: Size, people: int = 200) -> int:
    """Number of people whose 20 cards were right. Raises SystemExit with the first difference."""
    chance = random.Random(7)
    asked = [HEAVY, NEWCOMER, *chance.sample(range(2, size.people), people - 2)]
    for n in asked:
        reader = Person.objects.get(id=person(n))
        shown = [slip.id for slip in river_page(reader).slips]
        # The plain query with its order hidden from the planner: right, and not for ever.
        with connection.cursor() as cursor:
            sql, values = Entry.objects.in_river_of(reader).values("id", "active_at").query.sql_with_params()
            cursor.execute(
                f"WITH mine AS MATERIALIZED ({sql}) SELECT id FROM mine ORDER BY active_at DESC, id DESC LIMIT {PAGE}",
                values,
            )
            right = [row[0] for row in cursor.fetchall()]
        if shown != right:
            sys.exit(f"person {n} sees the wrong cards: {shown} instead of {right}")
    return len(asked)


def measure(server: Server, path: str, cookies: list[str], *, seconds: float, runs: int) -> Figures:
    """Warm up by every session twice (there are two workers), then the median of each figure over the runs."""
    drive(server.port, path, cookies, connections=CONNECTIONS, requests=max(2 * len(cookies), 200))
    found = []
    for _run in range(runs):
        before = Cost.now(server.pid, postgres_pid())
        answers = drive(server.port, path, cookies, connections=CONNECTIONS, seconds=seconds)
        spent = Cost.now(server.pid, postgres_pid()) - before
        found.append(_figures(answers, spent))
    return Figures(
        *(statistics.median(values) for values in zip(*(vars(each).values() for each in found), strict=True))
    )


def _figures(answers: Answers, spent: Cost) -> Figures:
    if answers.failed:
        sys.exit(f"{answers.failed} requests failed, the first with {answers.first_failure}")
    count = answers.count
    return Figures(
        cpu_ms=(spent.server + spent.postgres) * 1000 / count,
        sql_ms=spent.postgres * 1000 / count,
        rps=count / answers.seconds,
        p99_ms=answers.centile(99),
    )


def statement_alone(people: list[int], seconds: float) -> float:
    """Times a second one connection runs the river's statement by itself, as a limit to compare with: a pgbench in process."""
    sql = statement("mine", PAGE, "first")
    count, end, now = 0, time.monotonic() + seconds, timezone.now()
    with hot_cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(sql, [person(people[count % len(people)]), now])
            cursor.fetchall()
            count += 1
    return count / seconds


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--small", action="store_true", help="10,000 entries, for a quick try")
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--port", type=int, default=8160)
    options.add_argument("--no-growth", action="store_true", help="leave out the second house of 10,000 entries")
    chosen = options.parse_args()
    size = SMALL if chosen.small else Size()
    ensure_house(size)
    say(f"answer check: {check_answers(size)} of 200 people see the right cards")
    result = run(size, chosen)
    if not chosen.small and not chosen.no_growth:
        before = result["html_cpu_ms"]
        ensure_house(GROWN_FROM)
        say(f"answer check with 10,000 entries: {check_answers(GROWN_FROM)} of 200 right")
        with Server(chosen.port) as server:
            fewer = measure(server, home_path(), cookies_of(GROWN_FROM), seconds=chosen.seconds, runs=chosen.runs)
        result["growth_ratio"] = round(before / fewer.cpu_ms, 2)
        result["html_cpu_ms_10k"] = round(fewer.cpu_ms, 2)
    for name, value in result.items():
        goal = f"  goal {GOALS[name]}" if name in GOALS else ""
        say(f"{name:24} {value}{goal}")
    print(json.dumps(result))


def cookies_of(size: Size) -> list[str]:
    """Typical people: not the heavy one, not the newcomer."""
    return [session_key(n) for n in range(2, size.sessions)]


def run(size: Size, chosen: argparse.Namespace) -> dict[str, float]:
    typical, home = cookies_of(size), home_path()
    how = {"seconds": chosen.seconds, "runs": chosen.runs}
    with Server(chosen.port) as server:
        first = drive(server.port, home, typical, connections=CONNECTIONS, requests=1000)
        html = measure(server, home, typical, **how)
        data = measure(server, "/api/river", typical, **how)
        newcomer = measure(server, home, [session_key(NEWCOMER)], **how)
        heavy = measure(server, home, [session_key(HEAVY)], **how)
        pages = {name: server.weigh(path, typical[0]) for name, path in (("html", home), ("json", "/api/river"))}
    alone = statement_alone(list(range(2, size.sessions)), 3)
    say(
        f"page {home}: {pages['html']} bytes, JSON {pages['json']} bytes; load generator: bench/load.py on the same cores"
    )
    return {
        "html_cpu_ms": round(html.cpu_ms, 2),
        "json_cpu_ms": round(data.cpu_ms, 2),
        "sql_cpu_ms": round(data.sql_ms, 2),
        "html_rps": round(html.rps),
        "json_rps": round(data.rps),
        "html_p99_ms": round(html.p99_ms, 1),
        "json_p99_ms": round(data.p99_ms, 1),
        "pgbench_ratio": round(data.rps / alone, 2),
        "newcomer_ratio": round(newcomer.cpu_ms / html.cpu_ms, 2),
        "heavy_ratio": round(heavy.cpu_ms / html.cpu_ms, 2),
        "cold_1000_mean_ms": round(first.mean, 1),
        "cold_1000_p99_ms": round(first.centile(99), 1),
    }


if __name__ == "__main__":
    main()
