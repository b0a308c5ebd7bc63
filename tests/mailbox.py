"""A real mail server to send to, and what it took: the letters as their readers get them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from typing import Any

from aiosmtpd.controller import Controller

from rostra.advocacy.tests.servers import free_port
from rostra.company import current
from rostra.company.actions import deliver_mail
from rostra.company.models import Company, Mail

ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Letter:
    """One mail that arrived."""

    message: EmailMessage

    @property
    def links(self) -> list[str]:
        """Every address in the words of it, in their order."""
        return ADDRESS.findall(self._body("plain"))

    @property
    def links_of_html(self) -> list[str]:
        return [unescape(href) for href in re.findall(r'href="([^"]*)"', self._body("html"))]

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part is not None else ""


@dataclass
class Mailbox:
    """Everybody's letters, in the order they arrived."""

    port: int
    letters: list[Letter] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.letters.append(Letter(message))
        return "250 taken"

    def fetch(self) -> list[Letter]:
        """Send what waits, as the worker does; all letters there are then."""
        for mail in Mail.objects.filter(state=Mail.WAITING).order_by("at", "id"):
            assert deliver_mail(mail_id=mail.id) == Mail.SENT, mail.error
        return self.letters


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Runs while the block does. `point_to` makes the company send there."""
    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def point_to(box: Mailbox) -> None:
    Company.objects.update(mail_host="127.0.0.1", mail_port=box.port, mail_security="none", mail_user="")
    current.forget()
