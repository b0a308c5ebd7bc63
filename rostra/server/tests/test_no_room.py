"""No room, no right to write, nobody who reads: a sentence and an exit code, never a traceback."""

import contextlib
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rostra.server.home import CHECKOUT
from rostra.server.keys import FILE, make_keys
from rostra.server.tests.running_server import free_port
from rostra.server.tests.test_command import rostra

COMMANDS = [
    ["migrate"], ["setup", "--no-input"], ["serve"], ["serve", "--public"], ["worker"], ["demo"], ["check"], ["test-mail"],
    ["import", "people", "x.csv"], ["keys", "rotate", "tokens"], ["keys", "replace"], ["doctor"],
    ["django", "showmigrations"],
]  # fmt: skip


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A data folder on a disk of its own; for who may not mount, the tests below it say the same with less."""
    home = tmp_path / "disk"
    home.mkdir()

    def mount(options: str) -> Path:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", home], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("No right to mount a disk here; the tests without a mount run everywhere.")
        return home

    yield mount
    subprocess.run(["umount", home], capture_output=True, check=False)


def fill_up(home: Path) -> None:
    with contextlib.suppress(OSError), (home / "fill").open("wb", buffering=0) as fill:
        while fill.write(b"x" * 4096):
            pass


def told(*command: str, home: Path, **environment: str) -> str:
    """What one command says; it must end by itself, with 1, and without a traceback."""
    done = rostra(*command, home=home, ROSTRA_PORT=str(free_port()), ROSTRA_LOG="json", **environment)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_read_only_disk_is_told_in_a_sentence(mounted: Callable[[str], Path], command: list[str]) -> None:
    home = mounted("size=1m,mode=700")
    make_keys(home)
    subprocess.run(["mount", "-o", "remount,ro", home], check=True)
    said = told(*command, home=home)
    assert "read-only" in said or "Read-only" in said


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_disk_that_is_too_small_is_told_in_a_sentence(mounted: Callable[[str], Path], command: list[str]) -> None:
    home = mounted("size=4m,mode=700")
    if command == ["keys", "rotate", "tokens"]:
        make_keys(home)
        fill_up(home)
    before = (home / FILE).read_bytes() if (home / FILE).exists() else b""
    assert "make room" in told(*command, home=home).lower()
    assert ((home / FILE).read_bytes() if before else b"") == before


@pytest.mark.parametrize(
    "command", [command for command in COMMANDS if command[0] not in ("serve", "demo")], ids=" ".join
)
def test_a_file_that_may_not_grow_is_told_in_a_sentence(tmp_path: Path, command: list[str]) -> None:
    """For every account: the kernel lets no file of this process grow, as a quota does."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    make_keys(home)
    done = subprocess.run(
        [sys.executable, "-m", "rostra", *command], cwd=CHECKOUT, capture_output=True, text=True, check=False,
        preexec_fn=no_growth, stdin=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"ROSTRA_HOME": str(home)},
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr


def no_growth() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.mark.parametrize(
    "command",
    [["setup", "--no-input"], ["worker"], ["check"], ["test-mail"], ["import", "people", "x.csv"]],
    ids=" ".join,
)
def test_before_the_first_start_a_command_says_what_comes_first(tmp_path: Path, command: list[str]) -> None:
    assert "Run: rostra migrate" in told(*command, home=tmp_path / "home")


@pytest.mark.parametrize("command", [["--help"], ["doctor"]], ids=" ".join)
def test_an_output_that_is_full_is_told_in_a_sentence(tmp_path: Path, command: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rostra", *command], cwd=CHECKOUT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            env=os.environ | {"ROSTRA_HOME": str(tmp_path / "home")},
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("rostra: Writing failed: No space left on device")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("output", ["| head -1", ">&-"])
def test_an_output_that_is_closed_is_no_fault(tmp_path: Path, output: str) -> None:
    for command in ("--help", "doctor"):
        done = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m rostra {command} {output}"],
             cwd=CHECKOUT, capture_output=True, text=True, check=False,
            env=os.environ | {"ROSTRA_HOME": str(tmp_path / "home")},
        )  # fmt: skip
        assert done.stderr == ""


def test_a_server_waits_for_a_database_that_is_away_and_says_so_once_a_pause(tmp_path: Path) -> None:
    nobody = f"postgresql://rostra@127.0.0.1:{free_port()}/rostra"
    environment = os.environ | {"ROSTRA_HOME": str(tmp_path / "home"), "DATABASE_URL": nobody, "ROSTRA_PORT": str(free_port()),
                                "ROSTRA_LOG": "json"}  # fmt: skip
    serving = subprocess.Popen([sys.executable, "-m", "rostra", "serve"], cwd=CHECKOUT, env=environment,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    assert serving.stdout
    first, second = serving.stdout.readline(), serving.stdout.readline()
    serving.terminate()
    rest = serving.stdout.read()
    assert serving.wait(20) == 0
    assert "asked again in 1 s. Nothing is served yet" in first
    assert "asked again in 2 s" in second
    assert "Traceback" not in rest
