"""Each process killed alone in the middle of 2,000 posts: what was answered with success is there, once.

The supervisor is started again as systemd would. A sender who got no answer sends again with the same key.
One Rostra goes through all of it, one death after the other, and is whole again before the next.
"""

import http.client
import os
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import psycopg
import pytest

from rostra.server.home import CHECKOUT
from rostra.server.tests.running_server import RunningServer, gone, until

pytestmark = pytest.mark.slow

POSTS, SENDERS = 2000, 4
BACK = 10.0  # seconds: what the house promises after a death
CSRF = "k" * 32


class RunningRostra(RunningServer):
    """Rostra with its own database, web, and job worker, and Bo signed in."""

    session = ""
    posted = 0

    def command(self) -> list[str]:
        return [sys.executable, "-m", "rostra", "serve", "--mode", "test"]

    def environment(self) -> dict[str, str]:
        own = {"ROSTRA_HOME": str(self.home), "ROSTRA_PORT": str(self.port), "ROSTRA_LOG": "json"}
        own["ROSTRA_PACES"] = "posts=off"  # one person, two thousand posts
        return super().environment() | own

    def says_ready(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.url}readyz", timeout=5).status == 200
        except OSError:
            return False

    def send(self, number: int) -> bool:
        """Send post `number`; whether it was answered with success."""
        fields = {"body": f"Post {number}", "to": "everyone", "key": str(uuid.UUID(int=number + 1))}
        headers = {
            "Cookie": f"rostra_session={self.session}; rostra_csrf={CSRF}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": CSRF,
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", "/entries/", urllib.parse.urlencode(fields), headers)
            answer = connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if answer.status >= 500:
            return False
        assert answer.status == 302, answer.status
        assert answer.headers["Location"].startswith("/entries/"), answer.headers["Location"]
        return True


@pytest.fixture(scope="module")
def rostra(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRostra]:
    running = RunningRostra(tmp_path_factory.mktemp("killed") / "home")
    running.start()
    try:
        running.announced(patience=90)
        environment = os.environ | {
            "DATABASE_URL": running.database_url,
            "ROSTRA_HOME": str(running.home),
            "DJANGO_SETTINGS_MODULE": "rostra.config.settings",
        }
        command = [sys.executable, "-m", "tests.signed_in"]
        made = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        running.session = made.stdout.split()[-1]
        until(running.says_ready, what=f"Rostra is ready; its log:\n{running.log.read_text()[-2000:]}", patience=60)
        yield running
    finally:
        if running.process and running.process.poll() is None:
            running.end()


def kill(kind: str) -> Callable[[RunningRostra], None]:
    def strike(rostra: RunningRostra) -> None:
        rostra.processes()[kind][0].kill()

    return strike


def kill_supervisor(rostra: RunningRostra) -> None:
    assert rostra.process
    rostra.process.kill()
    rostra.process.wait()
    rostra.start()


VICTIMS = {
    "one web worker": kill("workers"),
    "the web master": kill("master"),
    "the job worker": kill("jobs"),
    "the database": kill("postmaster"),
    "the supervisor": kill_supervisor,
}


@pytest.mark.parametrize("victim", VICTIMS)
def test_no_post_is_lost_or_made_twice_when_one_process_is_killed(rostra: RunningRostra, victim: str) -> None:
    before = rostra.everyone()
    numbers = range(rostra.posted, rostra.posted + POSTS)
    rostra.posted += POSTS  # whatever comes of them
    facts = published(rostra)
    acknowledged, struck, failures = send_all(rostra, numbers, VICTIMS[victim])
    assert sorted(acknowledged) == list(numbers)
    assert max(failures, default=struck) - struck < BACK
    assert_each_is_there_once(rostra, numbers)
    assert published(rostra) - facts == POSTS
    if victim == "the supervisor":
        until(lambda: gone(before), what="nothing of the killed server is left")
    if victim == "the web master":
        until(lambda: gone(web_of(before)), what="no worker of the killed master serves")
    until(lambda: waiting_facts(rostra) == 0, what="every fact has reached its listeners", patience=150)
    until(rostra.says_ready, what="database, web and jobs are all back")


def send_all(
    rostra: RunningRostra, numbers: range, strike: Callable[[RunningRostra], None]
) -> tuple[list[int], float, list[float]]:
    """Send every post until it is acknowledged; returns which, the moment of the strike, the moments of failures after it."""
    acknowledged: list[int] = []
    struck: list[float] = []
    failures: list[float] = []

    def deliver(number: int) -> None:
        if number == numbers[POSTS // 2]:
            struck.append(time.monotonic())
            strike(rostra)
        for _ in range(300):
            if rostra.send(number):
                acknowledged.append(number)
                return
            failures.append(time.monotonic())
            time.sleep(0.1)

    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(deliver, numbers))
    return acknowledged, struck[0], failures


def assert_each_is_there_once(rostra: RunningRostra, numbers: range) -> None:
    """Those of the deaths before too."""
    with psycopg.connect(rostra.database_url) as connection:
        bodies = [row[0] for row in connection.execute("select body from communities_entry")]
    assert sorted(bodies) == sorted(f"Post {number}" for number in range(numbers.stop))


def published(rostra: RunningRostra) -> int:
    with psycopg.connect(rostra.database_url) as connection:
        row = connection.execute("select count(*) from ledger_fact where kind like '%EntryPublished%'").fetchone()
    return int(row[0]) if row else 0


def waiting_facts(rostra: RunningRostra) -> int:
    with psycopg.connect(rostra.database_url) as connection:
        row = connection.execute("select count(*) from ledger_fact where dispatched_at is null").fetchone()
    return int(row[0]) if row else 0


def web_of(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that were granian's: a dead one has no command line any more, and counts as gone."""
    found = []
    for process in processes:
        try:
            if "granian" in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found
