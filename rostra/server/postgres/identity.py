"""Who PostgreSQL runs as. It refuses to run as root, and Rostra may well be started by root.

A normal user runs it as herself. For root, in this order: a user namespace in which root appears as an existing
unprivileged account (files stay root's, mode 0700, and nothing else changes); an existing unprivileged account with
its data in a folder of its own below /var/lib; else a refusal. No account is ever made, no permission loosened.
"""

import functools
import os
import pwd
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rostra.server import launch
from rostra.server.postgres.binaries import DatabaseUnusable

ACCOUNTS = ("rostra", "postgres", "nobody")
REFUSAL = (
    "PostgreSQL refuses to run as root, user namespaces are not allowed here, and there is no account named "
    f"{', '.join(ACCOUNTS[:-1])} or {ACCOUNTS[-1]}. Start Rostra as a normal user, or set DATABASE_URL to a server of yours."
)


@dataclass(frozen=True, slots=True)
class Identity:
    """How a program of PostgreSQL is started: `options` go to `launch.py`; `account` is set when files are not ours."""

    options: tuple[str, ...] = ()
    account: str | None = None

    def command(self, *program: str, when_parent_ends: signal.Signals = signal.SIGINT) -> list[str]:
        """The arguments that start `program` so that it ends with this process."""
        number = str(int(when_parent_ends))
        script = [sys.executable, "-I", "-S", launch.__file__, "--parent", str(os.getpid()), "--signal", number]
        return [*script, *self.options, "--", *program]

    def owns(self, folder: Path) -> None:
        """Give a new folder to the account, when there is one, and to nobody else."""
        folder.chmod(0o700)
        if self.account:
            account = pwd.getpwnam(self.account)
            os.chown(folder, account.pw_uid, account.pw_gid)


@functools.cache
def choose_identity() -> Identity:
    """The first of the ways above that works here. Raises `DatabaseUnusable`."""
    if os.geteuid() != 0:
        return Identity()
    namespace = namespace_identity()
    if namespace and _works(namespace):
        return namespace
    for account in (account_identity(name) for name in ACCOUNTS):
        if account and _works(account):
            return account
    raise DatabaseUnusable(REFUSAL)


def namespace_identity() -> Identity | None:
    """Root in a namespace, appearing as an account that has a name: `initdb` looks it up."""
    for account in pwd.getpwall():
        if account.pw_uid not in (0, 65534):
            return Identity(options=("--uid", str(account.pw_uid), "--gid", str(account.pw_uid)))
    return None


def account_identity(name: str) -> Identity | None:
    """An existing account other than root."""
    try:
        account = pwd.getpwnam(name)
    except KeyError:
        return None
    return Identity(options=("--account", name), account=name) if account.pw_uid else None


def _works(identity: Identity) -> bool:
    tried = subprocess.run(identity.command("/bin/true"), capture_output=True, cwd="/", check=False)
    return tried.returncode == 0
