"""`rostra test-mail`: whether the company's mail server lets us in, and, with an address, whether a mail arrives."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rostra.company.models import Company
from rostra.company.transport import MailServer, NotTaken, SealBroken, knock, try_server

NOT_SET = 3
"""The exit code when there is no company or no mail server yet, which `rostra doctor` tells apart from a fault."""


class Command(BaseCommand):
    help = "Ask the company's mail server to let Rostra in; with an address, send one mail there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", nargs="?", default="", help="where to send one mail")

    def handle(self, *args: Any, **options: Any) -> None:
        company = Company.objects.first()
        if company is None or not company.mail_host:
            raise CommandError("No mail server is set. Set it in the console, under company.", returncode=NOT_SET)
        try:
            server = MailServer.of(company)
            if options["address"]:
                text = "This mail shows that Rostra can send mail."
                try_server(server, to=options["address"], subject="A test mail from Rostra", text=text, html="")
            else:
                knock(server)
        except SealBroken as error:
            raise CommandError(
                "The mail password was kept with a key that is gone. Enter it again in the console."
            ) from error
        except NotTaken as error:
            raise CommandError(f"{server.host}:{server.port} refuses: {error.reason}") from error
        taken = f"took a mail to {options['address']}" if options["address"] else "lets Rostra in"
        self.stdout.write(f"{server.host}:{server.port} {taken}.")
