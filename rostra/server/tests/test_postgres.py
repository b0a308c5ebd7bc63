import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from rostra.server.home import CHECKOUT
from rostra.server.postgres import identity, places
from rostra.server.postgres.binaries import DatabaseUnusable
from rostra.server.postgres.cluster import Cluster
from rostra.server.postgres.running import database_url, throwaway
from rostra.server.tests.running_server import gone, until


@pytest.fixture(autouse=True)
def no_other_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """As private as a real one: the database must start below a folder nobody else may enter."""
    tmp_path.chmod(0o700)
    return tmp_path / "home"


def answer(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def test_what_was_written_is_there_after_a_stop_and_a_start(home: Path) -> None:
    with database_url(home) as url, psycopg.connect(url) as connection:
        connection.execute("create table kept as select 7 as number")
    with database_url(home) as url:
        assert answer(url, "select number from kept") == 7


def test_it_is_made_with_checksums_utf8_and_the_builtin_locale(home: Path) -> None:
    with database_url(home) as url:
        assert answer(url, "select current_setting('data_checksums')") == "on"
        assert (
            answer(url, "select datlocprovider::text || datlocale from pg_database where datname = 'rostra'")
            == "bC.UTF-8"
        )
        assert answer(url, "select lower('ÄÖÅ')") == "äöå"
        with psycopg.connect(url) as connection:
            for name in ("pg_trgm", "unaccent", "btree_gin"):
                connection.execute(f"create extension {name}".encode())


def test_nobody_else_can_reach_it(home: Path) -> None:
    with database_url(home) as url:
        assert answer(url, "show listen_addresses") == ""
        socket = home / "postgres" / "run" / places.SOCKET_NAME
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        for folder in (home / "postgres", home / "postgres" / "run", home / "postgres" / "data"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert folder.stat().st_uid == os.geteuid()


def test_rostras_own_role_cannot_run_programs_on_the_machine(home: Path) -> None:
    with (
        database_url(home) as url,
        psycopg.connect(url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("copy (select 1) to program 'true'")


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    with database_url(home) as url:
        assert answer(url, "select 1") == 1
        folder = Cluster(home).places.socket
        assert len(os.fsencode(folder / places.SOCKET_NAME)) <= places.LONGEST_SOCKET_PATH
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.rmdir()


def test_a_short_folder_that_someone_has_laid_out_is_refused(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    folder = Cluster(home).places.socket
    folder.chmod(0o777)
    with pytest.raises(DatabaseUnusable, match="open to others"):
        Cluster(home)
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(DatabaseUnusable, match="belongs to someone else"):
        Cluster(home)
    folder.unlink()


def test_a_killed_postmaster_is_replaced_and_nothing_committed_is_lost(home: Path) -> None:
    home.mkdir()
    with throwaway(home) as cluster:
        with psycopg.connect(cluster.url) as connection:
            connection.execute("create table kept as select generate_series(1, 1000)")
        assert cluster.process
        everyone = family(cluster)
        os.kill(cluster.process.pid, signal.SIGKILL)
        cluster.start(output=subprocess.DEVNULL)
        cluster.wait_ready()
        assert answer(cluster.url, "select count(*) from kept") == 1000
        assert gone(everyone)


def test_a_lock_file_that_names_a_living_stranger_does_not_stop_the_start(home: Path) -> None:
    """After a power cut the number may belong to any other process."""
    with database_url(home):
        pass
    (home / "postgres" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{home / 'postgres' / 'data'}\n")
    with database_url(home) as url:
        assert answer(url, "select 1") == 1


def test_it_ends_when_the_process_that_started_it_is_killed(home: Path) -> None:
    starter = start_elsewhere(home)
    assert starter.stdout
    assert starter.stdout.readline() == b"ready\n"
    postgres = [p for p in psutil.Process(starter.pid).children(recursive=True) if p.name() == "postgres"]
    assert len(postgres) > 3
    starter.kill()
    starter.wait()
    until(lambda: gone(postgres), what="PostgreSQL has ended")
    assert "fast shutdown" in (home / "postgres" / "command.log").read_text()
    with database_url(home) as url:
        assert answer(url, "select 1") == 1


def test_two_commands_share_one_server_and_the_first_waits_for_the_second(home: Path) -> None:
    starter = start_elsewhere(home)
    assert starter.stdout
    assert starter.stdin
    starter.stdout.readline()
    with database_url(home) as url:
        starter.stdin.close()
        with pytest.raises(subprocess.TimeoutExpired):
            starter.wait(0.7)
        assert answer(url, "select 1") == 1
    assert starter.wait(20) == 0
    assert not (home / "postgres" / "data" / "postmaster.pid").exists()


def test_an_interrupted_making_leaves_nothing_that_is_taken_for_a_database(home: Path) -> None:
    half = home / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with database_url(home) as url:
        assert answer(url, "select 1") == 1
    assert not half.exists()


def test_data_of_another_major_version_are_refused_with_the_way_to_bring_them_over(home: Path) -> None:
    data = home / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("16\n")
    with pytest.raises(DatabaseUnusable, match=r"made by PostgreSQL 16.*backup"), database_url(home):
        pass


def test_a_test_database_may_make_databases_and_a_real_one_may_not(tmp_path: Path) -> None:
    with throwaway(tmp_path) as cluster:
        assert answer(cluster.url, "select rolcreatedb from pg_roles where rolname = current_user") is True
        assert answer(cluster.url, "show fsync") == "off"
    with database_url(tmp_path / "real") as url:
        assert answer(url, "select rolcreatedb from pg_roles where rolname = current_user") is False
        assert answer(url, "show fsync") == "on"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become someone else")
def test_root_without_user_namespaces_uses_an_existing_account_and_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = Path("/var/lib") / f"rostra-test-{os.getpid()}"
    monkeypatch.setattr(places, "SHARED_PLACE", shared)
    tmp_path.chmod(0o700)
    nobody = identity.account_identity("nobody")
    assert nobody
    strict = os.umask(0o077)  # as a service or a careful shell sets it
    try:
        cluster = Cluster(tmp_path / "home", throwaway=True, identity=nobody)
    finally:
        os.umask(strict)
    try:
        cluster.prepare()
        cluster.start(output=subprocess.DEVNULL)
        cluster.wait_ready()
        assert answer(cluster.url, "select 1") == 1
        assert cluster.process
        assert psutil.Process(cluster.process.pid).username() == "nobody"
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
        assert stat.S_IMODE(cluster.places.data.stat().st_mode) == 0o700
    finally:
        cluster.stop()
        subprocess.run(["rm", "-rf", str(shared)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become someone else")
def test_root_for_whom_no_way_works_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "namespace_identity", lambda: None)
    monkeypatch.setattr(identity, "ACCOUNTS", ("no-such-account",))
    with pytest.raises(DatabaseUnusable, match="normal user"):
        identity.choose_identity.__wrapped__()


def start_elsewhere(home: Path) -> "subprocess.Popen[bytes]":
    """A process that runs the database until its input ends."""
    command = [sys.executable, "-c", STARTER, str(home)]
    return subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def family(cluster: Cluster) -> list[psutil.Process]:
    assert cluster.process
    top = psutil.Process(cluster.process.pid)
    return [top, *top.children(recursive=True)]


STARTER = """
import sys
from pathlib import Path
from rostra.server.postgres.running import database_url
with database_url(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_database_that_mends_itself_is_waited_for_as_long_as_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = Cluster(tmp_path, throwaway=True)
    monkeypatch.setattr(cluster, "_make_owner", lambda: None)
    for mends, patience in ((True, 0.0), (False, 0.0)):
        monkeypatch.setattr(cluster, "answers", iter([False, False, True]).__next__)
        monkeypatch.setattr(cluster, "mends_itself", lambda mends=mends: mends)
        if mends:
            cluster.wait_ready(patience=patience)
        else:
            with pytest.raises(DatabaseUnusable, match="did not answer"):
                cluster.wait_ready(patience=patience)
