"""What only Django knows, asked in a process of its own: pending migrations, settings, mail."""

import os
import subprocess
from collections.abc import Iterator

from rostra.server.doctor.finding import Finding
from rostra.server.home import CHECKOUT
from rostra.server.plan import Plan, rostra_command

NO_MAIL_YET = 3  # what `test_mail` exits with when there is nothing to try


def look_at_application(plan: Plan, url: str) -> Iterator[Finding]:
    """All of it."""
    environment = {**os.environ, **plan.environment, "DATABASE_URL": url, "ROSTRA_LOG": "json"}

    def ask(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            rostra_command("django", *arguments),
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        said = (done.stderr or done.stdout).strip().splitlines()
        return done.returncode, said[-1] if said else ""

    broken, said = ask("check")
    if broken:
        yield Finding(f"Rostra does not start: {said}", "Correct what it names.")
        return
    yield Finding("The settings are sound")
    pending, _ = ask("migrate", "--check")
    if pending:
        yield Finding("Migrations are pending", "Run: rostra migrate")
        return
    yield Finding("The database is of this version")
    fault, said = ask("test_mail")
    if fault == NO_MAIL_YET:
        yield Finding("No mail server is set", "Set it in the console, under company, or nobody gets mail.", mild=True)
    elif fault:
        yield Finding(
            f"Mail does not work: {said}", "Correct it in the console, under company; try it by: rostra test-mail"
        )
    else:
        yield Finding(f"Mail: {said}")
    yield from _addresses(plan)


def _addresses(plan: Plan) -> Iterator[Finding]:
    inside, public = plan.environment.get("ROSTRA_URL", ""), plan.environment.get("ROSTRA_PUBLIC_URL", "")
    for name, address in (("ROSTRA_URL", inside), ("ROSTRA_PUBLIC_URL", public)):
        if address and not address.startswith(("https://", "http://")):
            yield Finding(f"{name} is {address!r}", "Write it with https:// and without a path.")
    if plan.mode == "serve" and not inside:
        yield Finding("ROSTRA_URL is not set", "Set it to the address people type, such as https://rostra.example.com.")
    if public:
        yield Finding(f"Short links are at {public}")
    else:
        meaning = "Shares carry the story's own address, and clicks are not counted."
        yield Finding("ROSTRA_PUBLIC_URL is not set", meaning, mild=True)
