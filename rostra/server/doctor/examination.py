"""The whole examination, and how it is told."""

from collections.abc import Iterator
from pathlib import Path

from rostra.server.doctor.application import look_at_application
from rostra.server.doctor.database import look_at_database
from rostra.server.doctor.finding import Finding
from rostra.server.doctor.machine import is_served, look_at_machine
from rostra.server.environment import BadSetting
from rostra.server.home import HomeRefused, cure_of, need_own_home
from rostra.server.keys import FILE
from rostra.server.plan import plan_from
from rostra.server.postgres.binaries import DatabaseUnusable
from rostra.server.postgres.running import database_url

STOPS = ("The database does not answer", "Database, keys, files and this Rostra do not")


def examine(home: Path) -> Iterator[Finding]:
    """Everything in order, machine first. Starts the embedded database for a moment when nobody runs it."""
    try:
        plan = plan_from()
    except BadSetting as error:
        yield Finding("A setting cannot be used", str(error))
        return
    try:
        need_own_home(home)
    except HomeRefused as error:
        yield Finding("The data folder is not ours", str(error))
        return
    yield from look_at_machine(plan)
    if not home.is_dir():
        return
    try:
        with database_url(home) as url:
            sound = True
            for finding in look_at_database(plan, url, serving=is_served(home)):
                sound = sound and not finding.what.startswith(STOPS)
                yield finding
            if sound and (home / FILE).exists():
                yield from look_at_application(plan, url)
    except DatabaseUnusable as error:
        yield Finding("The embedded database cannot be run", str(error))
    except OSError as error:
        yield Finding(f"The embedded database cannot be run: {error.filename}: {error.strerror}", cure_of(error))


def report(findings: Iterator[Finding]) -> int:
    """Print each as it is found; returns the exit code: 1 when something is wrong."""
    wrong = 0
    for finding in findings:
        sign = "ok  " if finding.well else "note" if finding.mild else "BAD "
        print(f"{sign}  {finding.what}" + (f"\n      {finding.cure}" if finding.cure else ""), flush=True)
        wrong += not finding.well and not finding.mild
    print("All is well." if not wrong else f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")
    return 1 if wrong else 0
