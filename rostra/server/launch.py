"""Become another program that ends when its parent does, as an identity that PostgreSQL accepts.

Run as a script, `python -I -S launch.py [options] -- program arguments`, by the process that starts a child:

    --parent PID         the process that starts it; when that one ends, the program gets `--signal`
    --signal NUMBER      default 15 (SIGTERM)
    --uid N --gid N      as root: enter a user namespace of its own in which root appears as N. Files stay root's.
    --account NAME       as root: become this existing account

The order matters: the kernel forgets the parent-death signal when credentials change, so it is asked for last, and
the parent may have died before it was asked for, so that is looked at after.
Only the standard library and nothing of Rostra: it starts in milliseconds.
"""

import argparse
import ctypes
import os
import pwd
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
CLONE_NEWUSER = 0x10000000


def die_with_parent(number: int, *, parent: int) -> bool:
    """Ask the kernel for signal `number` when the parent ends. False when `parent` has already ended."""
    _check(_libc().prctl(PR_SET_PDEATHSIG, number, 0, 0, 0))
    return os.getppid() == parent


def adopt_orphans() -> None:
    """Children of children that lose their parent become ours, so that they can be seen, ended and reaped."""
    _check(_libc().prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))


def enter_user_namespace(*, uid: int, gid: int) -> None:
    """Appear as `uid`, `gid` in a namespace of our own, in which nobody else exists. Raises `OSError`."""
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    _check(_libc().unshare(CLONE_NEWUSER))
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {outer_uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {outer_gid} 1")


def become_account(name: str) -> None:
    """Drop to an existing account with its own group only. Raises `KeyError`, `OSError`."""
    account = pwd.getpwnam(name)
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def main() -> None:
    """Read the options above and become the program."""
    parser = argparse.ArgumentParser(prog="launch")
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--signal", type=int, default=int(signal.SIGTERM))
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument("--account")
    parser.add_argument("program", nargs="+")
    wanted = parser.parse_args()
    if wanted.uid is not None:
        enter_user_namespace(uid=wanted.uid, gid=wanted.gid)
    elif wanted.account:
        become_account(wanted.account)
    if not die_with_parent(wanted.signal, parent=wanted.parent):
        sys.exit("The process that started this one has already ended.")
    os.execvp(wanted.program[0], wanted.program)  # noqa: S606  it is given by Rostra itself


if __name__ == "__main__":
    main()
