"""`python -m bench NAME ...`: one benchmark, with a database at hand.

`DATABASE_URL` is used when it is set. Else an embedded PostgreSQL configured as in production is kept in
`.data/bench`, so that what was made once (a million entries) is there the next time.
"""

import os
import subprocess
import sys

from rostra.server.home import CHECKOUT, make_home
from rostra.server.postgres.running import for_benchmarks


def main() -> int:
    """Run `bench.NAME` as a module, with the rest of the arguments."""
    name, *rest = sys.argv[1:]
    command = [sys.executable, "-m", f"bench.{name}", *rest]
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, cwd=CHECKOUT, check=False).returncode
    home = make_home(CHECKOUT / ".data" / "bench")
    with for_benchmarks(home) as cluster:
        known = {"DATABASE_URL": cluster.url, "ROSTRA_HOME": os.environ.get("ROSTRA_HOME") or str(home)}
        return subprocess.run(command, cwd=CHECKOUT, env=os.environ | known, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
