"""The first hour at the machine itself: asks what is not given by a flag."""

import getpass
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rostra.accounts.actions.setup import FirstAdministrator, set_up
from rostra.company import letters
from rostra.company.actions import CompanyWords
from rostra.company.current import company_or_none
from rostra.company.transport import MailServer, NotTaken, try_server
from rostra.kit.errors import Refused

# flag, question, what stands for an empty answer
ASKED = (
    ("name", "Company name", ""),
    ("nameplate", "Nameplate, what stands on top of every page", None),
    ("zone", "Time zone", "Europe/Helsinki"),
    ("languages", "Languages people may choose (en, fi, es), with commas", "en"),
    ("brand", "Your colour, as CSS writes it", "oklch(0.46 0.17 262)"),
    ("mail-host", "Mail server (empty: later)", ""),
    ("mail-from", "Mails come from", ""),
    ("admin-name", "First administrator, name", ""),
    ("admin-email", "First administrator, e-mail", ""),
)
MORE = (("mail-user", ""), ("mail-port", "587"), ("mail-security", "starttls"), ("language", ""), ("greeting", ""))


class Command(BaseCommand):
    help = (
        "Set up the company of this house and its first administrator. Passwords are asked for, or read from "
        "ROSTRA_ADMIN_PASSWORD and ROSTRA_MAIL_PASSWORD; a flag would stand in the list of processes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        for flag, question, _default in ASKED:
            parser.add_argument(f"--{flag}", help=question)
        for flag, default in MORE:
            parser.add_argument(f"--{flag}", default=default)
        parser.add_argument("--test-mail", metavar="ADDRESS", help="send a test mail there before anything is kept")
        parser.add_argument("--no-input", action="store_true", help="never ask; take the usual for what is not given")

    def handle(self, *args: Any, **options: Any) -> None:
        if company_or_none() is not None:
            raise CommandError("This house is set up already. Nothing has changed.")
        asks = not options["no_input"] and sys.stdin.isatty()
        told = {flag: self._answer(flag, question, default, options, asks) for flag, question, default in ASKED}
        words = self._words(told, options, asks)
        if options["test_mail"]:
            self._test_mail(words, options["test_mail"])
        password = os.environ.get("ROSTRA_ADMIN_PASSWORD") or (getpass.getpass("Her password: ") if asks else "")
        try:
            company, user = set_up(
                words=words, administrator=FirstAdministrator(told["admin-name"], told["admin-email"], password)
            )
        except Refused as error:
            raise CommandError(
                "\n".join([error.message, *(f"  {name}: {why}" for name, why in error.fields.items())])
            ) from error
        self.stdout.write(f"{company.name} is set up. {user.email} is its first administrator and can come in.")

    def _answer(self, flag: str, question: str, default: str | None, options: dict[str, Any], asks: bool) -> str:
        given = options[flag.replace("-", "_")]
        if given is not None:
            return str(given)
        usual = str(options["name"] or "") if default is None else default
        return (input(f"{question}{f' [{usual}]' if usual else ''}: ").strip() if asks else "") or usual

    def _words(self, told: dict[str, str], options: dict[str, Any], asks: bool) -> CompanyWords:
        languages = [code.strip() for code in told["languages"].split(",") if code.strip()]
        mail_password = os.environ.get("ROSTRA_MAIL_PASSWORD", "")
        if asks and told["mail-host"] and options["mail_user"] and not mail_password:
            mail_password = getpass.getpass("Password at the mail server: ")
        return CompanyWords(
            name=told["name"],
            nameplate=told["nameplate"] or told["name"],
            zone=told["zone"],
            languages=languages,
            language=options["language"] or (languages[0] if languages else "en"),
            brand=told["brand"],
            greeting=options["greeting"],
            mail_host=told["mail-host"],
            mail_port=int(options["mail_port"]) if str(options["mail_port"]).isdigit() else 0,
            mail_user=options["mail_user"],
            mail_password=mail_password,
            mail_security=options["mail_security"],
            mail_from=told["mail-from"],
        )

    def _test_mail(self, words: CompanyWords, to: str) -> None:
        server = MailServer(
            host=words.mail_host,
            port=words.mail_port,
            user=words.mail_user,
            password=words.mail_password or "",
            security=words.mail_security,
            sender=words.mail_from,
            name=words.nameplate,
        )
        letter = letters.write_letter(title="Mail works", lines=["This is the test mail you asked for."])
        try:
            try_server(server, to=to, subject="Mail works", text=letter.text, html=letter.html)
        except NotTaken as error:
            raise CommandError(f"The test mail was not taken, nothing is set up: {error.reason}") from error
        self.stdout.write(f"The server took a test mail to {to}.")
