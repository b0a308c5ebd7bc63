"""A pytest plugin: a throwaway PostgreSQL of Rostra's own for the tests, when `DATABASE_URL` names none.

`ROSTRA_TEST_POSTGRES` may name the folder of another PostgreSQL's programs to start instead.

Loaded by `-p tests.postgres` before anything reads the settings. With several processes (`-n 2`) the first one starts
the server and the others find its address in the environment; each makes a database of its own in it.
"""

import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from rostra.server.keys import make_keys
from rostra.server.postgres.binaries import Binaries
from rostra.server.postgres.running import throwaway

HELD = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Before pytest-django looks at the settings: a wrapper comes before all others."""
    os.environ.setdefault("ROSTRA_MODE", "test")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        early_config.add_cleanup(HELD.close)
        if not os.environ.get("ROSTRA_HOME"):
            os.environ["ROSTRA_HOME"] = HELD.enter_context(tempfile.TemporaryDirectory(prefix="rostra-"))
        make_keys(Path(os.environ["ROSTRA_HOME"]))
        if not os.environ.get("DATABASE_URL"):
            folder = HELD.enter_context(tempfile.TemporaryDirectory(prefix="rostra-", ignore_cleanup_errors=True))
            other = os.environ.get("ROSTRA_TEST_POSTGRES", "")
            binaries = Binaries(Path(other)) if other else None
            os.environ["DATABASE_URL"] = HELD.enter_context(throwaway(Path(folder), binaries=binaries)).url
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which PostgreSQL the tests used."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        version = connection.info.server_version
    terminalreporter.write_line(f"The database was PostgreSQL {version // 10000}.{version % 10000}.")
