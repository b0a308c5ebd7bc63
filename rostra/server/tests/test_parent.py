import multiprocessing
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from rostra.server.home import CHECKOUT
from rostra.server.parent import follow_parent
from rostra.server.tests.running_server import gone, until

MASTER = """
import multiprocessing, time
from rostra.server.tests.test_parent import follow_and_wait

if __name__ == "__main__":
    ready = multiprocessing.get_context("fork").Event()
    worker = multiprocessing.get_context("fork").Process(target=follow_and_wait, args=(ready,))
    worker.start()
    ready.wait()
    print(worker.pid, flush=True)
    time.sleep(60)
"""


def follow_and_wait(ready: object) -> None:
    follow_parent()
    ready.set()  # type: ignore[attr-defined]
    time.sleep(60)


@pytest.fixture
def masters_handler() -> Iterator[None]:
    """As granian's master: a handler that takes note and goes on."""
    before = signal.signal(signal.SIGTERM, lambda number, frame: None)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("masters_handler")
def test_a_worker_told_to_stop_while_it_starts_does_stop() -> None:
    ready = multiprocessing.get_context("fork").Event()
    worker = multiprocessing.get_context("fork").Process(target=follow_and_wait, args=(ready,))
    worker.start()
    ready.wait()
    worker.terminate()
    worker.join(10)
    assert worker.exitcode == -signal.SIGTERM


def test_a_worker_ends_when_its_master_is_killed() -> None:
    master = subprocess.Popen([sys.executable, "-c", MASTER], cwd=CHECKOUT, stdout=subprocess.PIPE)
    assert master.stdout
    worker = psutil.Process(int(master.stdout.readline()))
    master.kill()
    master.wait()
    until(lambda: gone([worker]), what="the worker has ended")


def test_outside_a_worker_nothing_changes() -> None:
    before = signal.getsignal(signal.SIGTERM)
    follow_parent()
    assert signal.getsignal(signal.SIGTERM) == before
