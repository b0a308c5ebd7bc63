"""What to run: read once from the environment, then passed on as a value."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rostra.server.environment import (
    BadSetting,
    address,
    choice,
    need_database,
    need_networks,
    need_paces,
    need_places,
    number,
)
from rostra.server.home import home_folder

MIGRATE = ("migrate",)
MODES = ("serve", "demo", "dev", "test")


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of the server.

    `database` says whether to run an embedded one when there is no `DATABASE_URL`. `steps` are commands of `rostra`
    that must succeed before anything is served.
    """

    home: Path
    mode: str = "serve"
    host: str = "127.0.0.1"
    port: int = 8000
    public_port: int = 8001
    public: bool = False
    web: bool = True
    worker: bool = True
    database: bool = True
    workers: int = 2
    threads: int = 4
    pool: int = 0
    steps: tuple[tuple[str, ...], ...] = (MIGRATE,)
    environment: Mapping[str, str] = field(default_factory=dict)

    def pool_size(self, program: str) -> int:
        """How many connections each process of a program may hold: one a thread, unless ROSTRA_POOL_SIZE says else."""
        return self.pool or {"web": self.threads, "public": 2}.get(program, 4)

    @property
    def setup_code(self) -> bool:
        """Whether a start tells how to begin, as long as there is no company."""
        return self.web and self.mode in ("serve", "dev")

    @property
    def ports(self) -> list[tuple[int, str]]:
        """The ports to bind, each with the setting that names it."""
        return [(self.port, "ROSTRA_PORT")] * self.web + [(self.public_port, "ROSTRA_PUBLIC_PORT")] * self.public


def plan_from(environ: Mapping[str, str] = os.environ, *, mode: str | None = None) -> Plan:
    """The plan the environment describes. Raises `BadSetting`."""
    mode = mode or choice(environ, "ROSTRA_MODE", of=MODES, default="serve")
    dev = mode == "dev"
    choice(environ, "ROSTRA_LOG", of=("json", "text"), default="")
    choice(environ, "ROSTRA_LOG_ADDRESS", of=("whole", "short", "none"), default="whole")
    inside, outside = address(environ, "ROSTRA_URL"), address(environ, "ROSTRA_PUBLIC_URL")
    need_networks(environ, "ROSTRA_TRUSTED_PROXIES")
    need_places(environ, "ROSTRA_HTTP_ALLOWED")
    need_paces(environ, "ROSTRA_PACES")
    need_database(environ, "DATABASE_URL")
    told = {"ROSTRA_HOME": str(home_folder(environ)), "ROSTRA_MODE": mode}
    plan = Plan(
        home=home_folder(environ),
        mode=mode,
        host=environ.get("ROSTRA_HOST", "").strip() or "127.0.0.1",
        port=number(environ, "ROSTRA_PORT", default=8000, lowest=1, highest=65535),
        public_port=number(environ, "ROSTRA_PUBLIC_PORT", default=8001, lowest=1, highest=65535),
        public=bool(outside),
        workers=number(environ, "ROSTRA_WEB_WORKERS", default=1 if dev else 2, lowest=1, highest=64),
        threads=number(environ, "ROSTRA_WEB_THREADS", default=4, lowest=1, highest=64),
        pool=number(environ, "ROSTRA_POOL_SIZE", default=0, lowest=1, highest=1000),
        environment={**environ, **told, "ROSTRA_URL": inside, "ROSTRA_PUBLIC_URL": outside},
    )
    if plan.public and plan.port == plan.public_port:  # granian would share it, and answer by turns
        raise BadSetting(f"ROSTRA_PORT and ROSTRA_PUBLIC_PORT are both {plan.port}. They may not be the same.")
    return plan


def program_commands(plan: Plan) -> dict[str, list[str]]:
    """What is kept running, by name, in the order it is started and stopped."""
    commands = {}
    if plan.web:
        commands["web"] = web_command(plan)
    if plan.public:
        commands["public"] = public_command(plan)
    if plan.worker:
        commands["worker"] = rostra_command("worker")
    return commands


def rostra_command(*arguments: str) -> list[str]:
    """The arguments that run one command of `rostra` in a process of its own."""
    return [sys.executable, "-m", "rostra", *arguments]


def web_command(plan: Plan) -> list[str]:
    """The inside: pages and API."""
    return granian_command(
        "rostra.config.wsgi:application", host=plan.host, port=plan.port, workers=plan.workers, threads=plan.threads,
        respawn_pause=0.1 if plan.mode == "dev" else 3.5,
    )  # fmt: skip


def public_command(plan: Plan) -> list[str]:
    """The public address: short links and their previews, without sessions."""
    return granian_command(
        "rostra.config.public_wsgi:application", host=plan.host, port=plan.public_port, workers=1, threads=2
    )


def granian_command(
    target: str, *, host: str, port: int, workers: int, threads: int, respawn_pause: float = 3.5
) -> list[str]:
    options = {
        "--interface": "wsgi", "--host": host, "--port": port, "--workers": workers, "--blocking-threads": threads,
        "--http": "1", "--backlog": 1024, "--respawn-interval": respawn_pause, "--workers-kill-timeout": 10,
        "--log-level": "warning",
    }  # fmt: skip
    given = [str(part) for pair in options.items() for part in pair]
    return [sys.executable, "-m", "granian", *given, "--no-ws", "--respawn-failed-workers", target]
