"""`python -m rostra.server.tests.small_server HOME PORT`: the real supervisor and database around the small app."""

import sys
from pathlib import Path

from rostra.server.home import HomeRefused
from rostra.server.journal import Journal
from rostra.server.plan import Plan, granian_command
from rostra.server.ports import PortTaken
from rostra.server.supervisor import Supervisor

if __name__ == "__main__":
    home, port = Path(sys.argv[1]), int(sys.argv[2])
    plan = Plan(home=home, port=port, mode="test", steps=())
    commands = {
        "web": granian_command(
            "rostra.server.tests.small_app:application", host="127.0.0.1", port=port, workers=2, threads=4
        ),
        "worker": [sys.executable, "-m", "rostra.server.tests.small_worker"],
    }
    try:
        Supervisor(plan, Journal(form="json"), commands=commands).run()
    except (PortTaken, HomeRefused) as refusal:
        sys.exit(str(refusal))
