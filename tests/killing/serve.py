"""`python -m tests.killing.serve HOME PORT`: `rostra serve` with the web program of these tests."""

import os
import sys
from pathlib import Path

from rostra.server.journal import Journal
from rostra.server.plan import Plan, granian_command, program_commands
from rostra.server.supervisor import Supervisor

if __name__ == "__main__":
    home, port = Path(sys.argv[1]), int(sys.argv[2])
    environment = {**os.environ, "ROSTRA_HOME": str(home), "ROSTRA_PORT": str(port), "ROSTRA_MODE": "test"}
    plan = Plan(home=home, port=port, mode="test", environment=environment)
    web = granian_command("tests.killing.wsgi:application", host="127.0.0.1", port=port, workers=2, threads=4)
    Supervisor(plan, Journal(form="json"), commands=program_commands(plan) | {"web": web}).run()
