"""The command `rostra`: one word for each thing an administrator does, handed to the server or to Django."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import psycopg
from django.core.management import ManagementUtility
from django.db.utils import DatabaseError

from rostra.server.backup import make_backup
from rostra.server.doctor import examine, report
from rostra.server.environment import BadSetting
from rostra.server.home import HomeRefused, cure_of, home_folder, make_home, need_own_home
from rostra.server.keys import FILE, PURPOSES, KeysUnusable, rotate_key, use_passing_keys
from rostra.server.lone_migration import one_at_a_time
from rostra.server.manifest import BackupRefused
from rostra.server.migrated import NewerDatabase, is_current, mark_current
from rostra.server.plan import MODES, plan_from
from rostra.server.ports import PortTaken
from rostra.server.postgres.binaries import DatabaseUnusable
from rostra.server.postgres.running import database_url
from rostra.server.restore import read_backup, restore_backup
from rostra.server.standing import serving
from rostra.server.supervisor import StepFailed, Supervisor
from rostra.server.wholeness import need_whole_house, take_keys

REFUSALS = (
    BackupRefused, BadSetting, DatabaseUnusable, HomeRefused, KeysUnusable, NewerDatabase, PortTaken, StepFailed,
)  # fmt: skip
DJANGO = {"setup": "setup_company", "check": "check_text", "test-mail": "test_mail"}
"""Commands that are a management command of a room by another name; `import KIND` is `import_KIND`."""
WORKER = ("worker", "--concurrency", "4", "--shutdown-graceful-timeout", "8", "--delete-jobs", "successful")

NEED_TABLES = (*DJANGO.values(), "procrastinate", "import_people", "make_demo", "setup_code")
NEW_DATABASE = "--new-database"
REPLACED = """\
New keys are made; a file that was there stays beside them. Copy keys.json to every machine on this database, then start Rostra.
Everybody logs in again. Enter the password of the mail server anew (console, company). People connect outside accounts anew."""

HELP = """\
usage: rostra COMMAND [options]

  setup                       make the company and its first administrator
  serve [--public]            serve it: database, pages, jobs (--public: only the public address)
  worker                      only the jobs
  migrate                     bring the database up to this version
  import people FILE.csv      people, units and managers from a list
  demo                        a made-up company to look at
  check [--json]              what the guidelines say about a text
  test-mail [ADDRESS]         whether the mail server lets us in; whether a mail arrives
  backup DIR                  database, files and keys into a new folder
  restore DIR [--replace]     and back
  keys rotate NAME            a new key; the old ones stay for reading
  keys replace, keys accept   when keys.json is lost: new ones; or take those that are here
  doctor                      what is wrong, and the cure
  django COMMAND              any management command

rostra COMMAND --help tells more. The data folder is ROSTRA_HOME (now {home}).
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 refused with a sentence, 2 not understood."""
    command, *rest = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  for the rest of this process
    try:
        code = run(command, rest)
        sys.stdout.flush()
    except REFUSALS as refusal:
        sys.exit(f"rostra: {refusal}")
    except (DatabaseError, psycopg.Error) as error:
        sys.exit(
            f"rostra: The database does not do its work: {' '.join(str(error).split())}. {cure_of_database(error)}"
        )
    except BrokenPipeError:  # whoever read what we say has gone: `rostra doctor | head -1`
        _say_no_more()
        sys.exit(141)
    except OSError as error:
        _say_no_more()
        sys.exit(f"rostra: {error.filename or 'Writing failed'}: {error.strerror or error}. {cure_of(error)}")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(code)


def run(command: str, rest: list[str]) -> int:
    """Run one command; returns its exit code. Raises the refusals of what it does."""
    settle_environment(demo=command == "demo")
    if command in ("-h", "--help", "help"):
        print(HELP.format(home=home_folder()))
        return 0
    verb = VERBS.get(command)
    if verb is None and command not in DJANGO:
        sys.exit(f"rostra: there is no command {command!r}. Run: rostra --help")
    if command != "doctor":  # it tells, and goes on
        need_own_home(home_folder())
    return verb(rest) if verb else run_django([DJANGO[command], *rest])


def _say_no_more() -> None:
    """What is left in the buffer cannot be written either; Python would try again at its end, and show a traceback."""
    with contextlib.suppress(OSError, ValueError), open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def cure_of_database(error: Exception) -> str:
    """What to do, by the class of the error."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else error
    if isinstance(cause, psycopg.errors.DiskFull):
        return "The disk of the database is full, and nothing is lost: make room, then say it again."
    if isinstance(cause, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
        return "It is not of this version. Run: rostra migrate"
    return "Nothing was changed by this. rostra doctor says what is wrong."


def need_tables(url: str) -> None:
    """Raise `DatabaseUnusable` when Rostra was never started on this database."""
    with psycopg.connect(url, connect_timeout=5) as connection:
        if connection.execute("select to_regclass('django_migrations')").fetchone() == (None,):
            raise DatabaseUnusable(
                "The database has no tables yet. Run: rostra migrate (or start it once: rostra serve), then say this again."
            )


def settle_environment(*, demo: bool) -> None:
    """Make explicit what was left open, for this process and those it starts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rostra.config.settings")
    if demo and os.environ.get("ROSTRA_MODE") != "demo":
        os.environ["ROSTRA_MODE"] = "demo"
    if demo and not os.environ.get("ROSTRA_PUBLIC_URL"):
        # So that short links lead somewhere and clicks are counted: the next port is the outside.
        inside = os.environ.get("ROSTRA_PORT") or "8000"
        if inside.isdecimal():  # else the plan says what is wrong with it
            port = os.environ.setdefault("ROSTRA_PUBLIC_PORT", str(int(inside) + 1))
            os.environ["ROSTRA_PUBLIC_URL"] = f"http://localhost:{port}"
    if not os.environ.get("ROSTRA_HOME") and os.environ.get("ROSTRA_MODE") == "demo":
        os.environ["ROSTRA_HOME"] = str(home_folder() / "demo")
    os.environ["ROSTRA_HOME"] = str(home_folder())


def run_django(arguments: Sequence[str]) -> int:
    """Run a management command with the database at hand, unless it asks none."""
    plan_from()  # a setting that cannot be used is told before Django trips over it
    if asks_no_database(arguments):
        use_passing_keys()
        ManagementUtility(["rostra", *arguments]).execute()
        return 0
    home = make_home(home_folder())
    with database_url(home) as url:
        need_whole_house(home, url)
        if arguments and arguments[0] in NEED_TABLES:
            need_tables(url)
        os.environ["DATABASE_URL"] = url
        ManagementUtility(["rostra", *arguments]).execute()
    return 0


def asks_no_database(arguments: Sequence[str]) -> bool:
    """Collecting static files, and a check by a file of terms: starting PostgreSQL would take longer than the check."""
    command, *rest = arguments or [""]
    by_file = command == "check_text" and any(each.partition("=")[0] == "--terms" for each in rest)
    return by_file or command == "collectstatic"


def serve(rest: Sequence[str]) -> int:
    """`rostra serve`."""
    parser = argparse.ArgumentParser(prog="rostra serve")
    parser.add_argument("--public", action="store_true", help="serve only the public address (short links)")
    parser.add_argument("--no-worker", action="store_true", help="run no jobs here; run `rostra worker` elsewhere")
    parser.add_argument("--no-migrate", action="store_true", help="leave the database as it is")
    parser.add_argument("--mode", choices=MODES, help="default: ROSTRA_MODE, else serve")
    wanted = parser.parse_args(rest)
    plan = plan_from(mode=wanted.mode)
    if wanted.no_migrate:
        plan = replace(plan, steps=())
    if wanted.public:
        plan = replace(plan, public=True, web=False, worker=False, steps=(), database=False)
        with database_url(make_home(plan.home)) as url:
            if not os.environ.get("DATABASE_URL"):
                need_tables(url)
            Supervisor(replace(plan, environment={**plan.environment, "DATABASE_URL": url})).run()
        return 0
    Supervisor(replace(plan, worker=not wanted.no_worker)).run()
    return 0


def demo(rest: Sequence[str]) -> int:
    """`rostra demo`: make the demo company unless it is there, then serve it."""
    argparse.ArgumentParser(prog="rostra demo", description="Make the demo company and serve it.").parse_args(rest)
    plan = plan_from(mode="demo")
    Supervisor(replace(plan, steps=(*plan.steps, ("django", "make_demo")))).run()
    return 0


def migrate(rest: Sequence[str]) -> int:
    """`rostra migrate`: one process at a time, however many machines start at once."""
    home, anew = make_home(home_folder()), NEW_DATABASE in rest
    rest = [option for option in rest if option != NEW_DATABASE]
    with database_url(home, anew=anew) as url, one_at_a_time(url):
        need_whole_house(home, url, new_database=anew)
        if not rest and is_current(url):
            return 0
        run_django(["migrate", "--no-input", *(rest or ["--verbosity=0"])])
        if not rest:
            mark_current(url)
    return 0


def worker(rest: Sequence[str]) -> int:
    """`rostra worker`."""
    argparse.ArgumentParser(prog="rostra worker", description="Run jobs until asked to stop.").parse_args(rest)
    return run_django(["procrastinate", *WORKER])


def import_kind(rest: Sequence[str]) -> int:
    """`rostra import KIND ...` is the management command `import_KIND`."""
    if not rest or rest[0].startswith("-"):
        print("usage: rostra import people FILE.csv [options]   (rostra import people --help)")
        return 2
    return run_django([f"import_{rest[0]}", *rest[1:]])


def backup(rest: Sequence[str]) -> int:
    """`rostra backup DIR`."""
    parser = argparse.ArgumentParser(prog="rostra backup", description="Database, files and keys into a new folder.")
    parser.add_argument("folder", type=Path)
    wanted = parser.parse_args(rest)
    home = home_folder()
    if not os.environ.get("DATABASE_URL") and not (home / "postgres" / "data").exists():
        raise BackupRefused(
            f"There is nothing to back up: {home} holds no house. Is ROSTRA_HOME the folder that is served?"
        )
    with database_url(make_home(home)) as url:
        need_tables(url)
        made = make_backup(wanted.folder, home=home, url=url)
    held = (
        "It holds the keys: keep it private." if FILE in made.files else f"It holds no keys: there is no {home / FILE}."
    )
    print(f"Backup made in {wanted.folder}: {len(made.files)} files, {made.size / 1e6:.1f} MB. {held}")
    return 0


def restore(rest: Sequence[str]) -> int:
    """`rostra restore DIR`."""
    parser = argparse.ArgumentParser(prog="rostra restore", description="Bring back what `rostra backup` wrote.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--replace", action="store_true", help="even when there is a company here; it is lost")
    wanted = parser.parse_args(rest)
    manifest = read_backup(wanted.folder)  # before anything is made: a refusal leaves nothing behind
    home = make_home(home_folder())
    with database_url(home, anew=True) as url:
        made = restore_backup(wanted.folder, home=home, url=url, replace=wanted.replace, manifest=manifest)
        print(f"Restored into {home}. Start it with: rostra serve")
        if FILE not in made.files:
            print(f"The backup holds no keys. Before you start it, put the keys.json it was used with into {home}.")
    return 0


def keys(rest: Sequence[str]) -> int:
    """`rostra keys rotate NAME`, `rostra keys replace`, `rostra keys accept`."""
    parser = argparse.ArgumentParser(prog="rostra keys", description="The keys of this house, keys.json.")
    actions = parser.add_subparsers(dest="action", required=True)
    rotating = actions.add_parser("rotate", help="a new key in front; the old ones stay for reading")
    rotating.add_argument("name", choices=PURPOSES)
    actions.add_parser("replace", help="all new, when the old file is gone for good: what they sealed is lost")
    actions.add_parser("accept", help="take the file that is here for this database, though another was used before")
    wanted, home = parser.parse_args(rest), make_home(home_folder())
    if wanted.action == "rotate":
        rotated = rotate_key(wanted.name, home=home)
        older = len(getattr(rotated, wanted.name)) - 1
        print(
            f"New key for {wanted.name}; {older} older ones stay for reading. Restart Rostra, and copy keys.json to every machine."
        )
        return 0
    with serving(home), database_url(home) as url:
        take_keys(home, url, new=wanted.action == "replace")
    print(REPLACED if wanted.action == "replace" else "The keys here are those of this database now. Start Rostra.")
    return 0


def doctor(rest: Sequence[str]) -> int:
    """`rostra doctor`."""
    argparse.ArgumentParser(prog="rostra doctor", description="What is wrong, and the cure.").parse_args(rest)
    return report(examine(home_folder()))


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    "serve": serve,
    "demo": demo,
    "migrate": migrate,
    "worker": worker,
    "import": import_kind,
    "backup": backup,
    "restore": restore,
    "keys": keys,
    "doctor": doctor,
    "django": run_django,
}
