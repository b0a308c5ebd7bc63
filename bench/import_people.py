"""`bin/bench import_people`: a list of 100,000 people with 500 broken lines, in a process of its own.

Says rows a second, the highest memory of the importing process, and whether exactly the broken lines were named.
The last line is one JSON object. Uses a database of its own on the server of DATABASE_URL.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.people_file import Made, make_file

DATABASE = "rostra_bench_import"
SET_UP = """
from rostra.company.models import Company
Company.objects.update_or_create(id=1, defaults=dict(name="Aamuvalle", nameplate="Aamuvalle", language="fi", languages=["fi"]))
"""


def _run(*arguments: str, env: dict[str, str]) -> tuple[str, float, float]:
    """Standard output, seconds, and the highest resident memory in MB of any child so far."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "django", *arguments], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    return done.stdout, time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measure(people: int = 100_000, broken: int = 500) -> dict[str, float | int | bool]:
    url = os.environ["DATABASE_URL"]
    own = urlunsplit(urlsplit(url)._replace(path=f"/{DATABASE}"))
    with tempfile.TemporaryDirectory() as folder, psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        server.execute(f"CREATE DATABASE {DATABASE}")
        env = os.environ | {
            "DATABASE_URL": own, "ROSTRA_HOME": folder, "ROSTRA_MODE": "test", "DJANGO_SETTINGS_MODULE": "rostra.config.settings",
        }  # fmt: skip
        try:
            _run("migrate", "-v0", env=env)
            _run("shell", "-v0", "-c", SET_UP, env=env)
            made = make_file(Path(folder) / "people.csv", people=people, broken=broken)
            return _measure(made, env)
        finally:
            server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def _measure(made: Made, env: dict[str, str]) -> dict[str, float | int | bool]:
    path = str(made.path)
    _out, dry_seconds, _memory = _run("import_people", path, "--dry-run", "--json", env=env)
    first, seconds, memory = _run("import_people", path, "--json", env=env)
    again, again_seconds, memory_again = _run("import_people", path, "--json", env=env)
    report, second = json.loads(first), json.loads(again)
    named = {note["line"]: note["reason"] for note in report["notes"] if note["left_out"]}
    for line in sorted(named.keys() ^ made.broken.keys() | {n for n in named if named[n] != made.broken.get(n)})[:20]:
        print(f"line {line}: expected {made.broken.get(line)}, told {named.get(line)}")
    return {
        "rows": made.people + len(made.broken),
        "megabytes": round(made.path.stat().st_size / 2**20, 1),
        "came_in": report["counts"]["new"],
        "all_good_in": report["counts"]["new"] == made.people,
        "broken_named": len(named.keys() & made.broken.keys()),
        "all_named_rightly": named == made.broken,
        "twice_changes_nothing": second["counts"]["unchanged"] == made.people and second["counts"]["changed"] == 0,
        "dry_run_seconds": round(dry_seconds, 1),
        "seconds": round(seconds, 1),
        "again_seconds": round(again_seconds, 1),
        "rows_per_second": round((made.people + len(made.broken)) / seconds),
        "peak_mb": round(max(memory, memory_again), 1),
    }


def main() -> None:
    figures = measure(*(int(argument) for argument in sys.argv[1:3]))
    for name, value in figures.items():
        print(f"{name:24} {value}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
