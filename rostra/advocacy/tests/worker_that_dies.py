"""A real job worker that kills itself (SIGKILL) at a named point: `python worker_that_dies.py post:after`, or "none".

It works off what waits in its queue and ends. The points are the steps of `actions/sending.py` and what they call.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from procrastinate.contrib.django import app  # noqa: E402

from rostra.advocacy import telling  # noqa: E402
from rostra.advocacy.actions import sending  # noqa: E402
from rostra.advocacy.networks.mastodon.sender import MastodonSender  # noqa: E402

POINTS: dict[str, tuple[Any, str]] = {
    "claim": (sending, "claim"),
    "post": (MastodonSender, "post"),
    "find": (MastodonSender, "find"),
    "write_down": (sending, "write_down"),
    "tell_sent": (telling, "tell_sent"),  # inside the transaction that keeps the answer
}


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _deadly(work: Callable[..., Any], when: str) -> Callable[..., Any]:
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if when == "before":
            _die()
        result = work(*args, **kwargs)
        if when == "after":
            _die()
        return result

    return wrapped


def main(named: str) -> None:
    if named != "none":
        point, when = named.split(":")
        owner, name = POINTS[point]
        setattr(owner, name, _deadly(getattr(owner, name), when))
    worker = app.with_connector(app.connector.get_worker_connector())
    with worker.replace_connector(worker.connector):
        worker.run_worker(queues=["outside"], wait=False, listen_notify=False, install_signal_handlers=False)


if __name__ == "__main__":
    main(sys.argv[1])
