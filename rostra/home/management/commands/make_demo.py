"""`rostra demo`: the demo company, once."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rostra.home.demo.make import make_demo
from rostra.kit.errors import Refused

WIDTH = 28


class Command(BaseCommand):
    help = "Make the demo company, if it is not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = make_demo(tell=self._tell)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        if not made:
            self.stdout.write("The demo company is there already; its data is kept.")

    def _tell(self, what: str, share: float) -> None:
        """A bar that redraws itself for a person, a line a step for a log."""
        full = round(share * WIDTH)
        bar = "█" * full + "░" * (WIDTH - full)
        if sys.stdout.isatty():
            end = "\n" if share >= 1 else ""
            self.stdout.write(f"\r\033[K  {bar} {share:4.0%}  {what}", ending=end)
        else:
            self.stdout.write(f"{share:4.0%}  {what}")
        self.stdout.flush()
