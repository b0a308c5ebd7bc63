"""Print the one-time code of the first hour; nothing when the house is set up."""

from typing import Any

from django.core.management.base import BaseCommand

from rostra.accounts.setup_code import announce


class Command(BaseCommand):
    help = "Print where to begin and the one-time code, as long as no company is set up."

    def handle(self, *args: Any, **options: Any) -> None:
        announce(self.stdout)  # type: ignore[arg-type]  # OutputWrapper writes text
