"""A job worker killed (SIGKILL) at every step of a share: one post each time, and its author told."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.accounts.models import User
from rostra.advocacy.actions import sending
from rostra.advocacy.models import Share
from rostra.advocacy.tests.acting import connect, tell, told, turn
from rostra.advocacy.tests.servers import Proxy, database_url
from rostra.company.models import Company
from rostra.people.models import Person

DEATHS = [
    "claim:before",
    "claim:after",
    "post:before",
    "post:after",
    "write_down:before",
    "tell_sent:before",
    "tell_sent:after",
    "write_down:after",
]


@pytest.fixture
def noor(transactional_db, proxy):
    """A person and her account, committed, for workers in processes of their own."""
    ProcrastinateJob.objects.all()._raw_delete("default")
    Company.objects.update_or_create(id=1, defaults={"name": "Aamuvalle Oy", "nameplate": "A", "languages": ["en"]})
    user = User.objects.create(email="noor@aamuvalle.example")
    person = Person.objects.create(user=user, name="Noor Haddad", sort_key="noor", email=user.email, language="en")
    return connect(person, proxy)


def work(proxy: Proxy, point: str = "none") -> int:
    """A worker process on the tests' database; its exit code."""
    env = os.environ | {"DATABASE_URL": database_url(), "ROSTRA_HTTP_ALLOWED": proxy.place, "ROSTRA_POOL_SIZE": "2"}
    root = Path(__file__).resolve().parents[3]
    env |= {"DJANGO_SETTINGS_MODULE": "rostra.config.settings", "PYTHONPATH": str(root)}
    script = Path(__file__).with_name("worker_that_dies.py")
    return subprocess.run([sys.executable, str(script), point], env=env, cwd=root, timeout=60, check=False).returncode


def let_the_lease_run_out(share: Share) -> None:
    """As if its three minutes were over; then what the sweep does every minute."""
    Share.objects.filter(id=share.id, next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))
    sending.send_due()


@pytest.mark.parametrize("point", DEATHS)
def test_a_worker_killed_at_any_step_leaves_one_post(noor, mastodon, proxy, point):
    proxy.forgetful = True  # not even the network's memory of keys helps
    share = tell(noor.person, noor)
    assert work(proxy, point) == -signal.SIGKILL
    let_the_lease_run_out(share)
    turn(share)
    assert share.state == "sent"
    assert len(mastodon.posts()) == 1
    assert told(share) == ["advocacy.share_sent"]


def test_the_next_worker_takes_over_by_itself(noor, mastodon, proxy):
    share = tell(noor.person, noor)
    assert work(proxy, "post:after") == -signal.SIGKILL
    let_the_lease_run_out(share)
    assert work(proxy) == 0
    share.refresh_from_db()
    assert (share.state, len(mastodon.posts())) == ("sent", 1)


@pytest.mark.parametrize("point", ["find:before", "find:after"])
def test_a_worker_killed_while_looking_leaves_one_post(noor, mastodon, proxy, point):
    proxy.forgetful = True
    proxy.cut("POST", "/api/v1/statuses")
    share = tell(noor.person, noor)
    assert work(proxy, point) == -signal.SIGKILL
    let_the_lease_run_out(share)
    turn(share)
    assert share.state == "sent"
    assert len(mastodon.posts()) == 1
