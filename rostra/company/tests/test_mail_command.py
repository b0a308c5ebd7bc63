"""`rostra test-mail` against a real SMTP server."""

import io
import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from django.core.management import CommandError, call_command

from rostra.company.management.commands.test_mail import NOT_SET
from tests.cast import Cast

pytestmark = pytest.mark.django_db


class Office:
    def __init__(self) -> None:
        self.taken: list[list[str]] = []

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(envelope.rcpt_tos)
        return "250 taken"


@pytest.fixture
def office(cast: Cast) -> Iterator[Office]:
    office = Office()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    type(cast.company).objects.update(mail_host="127.0.0.1", mail_port=port, mail_security="none", mail_user="")
    yield office
    controller.stop()


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("test_mail", *arguments, stdout=out)
    return out.getvalue()


def test_a_server_that_lets_us_in_gets_no_mail(office: Office) -> None:
    assert "lets Rostra in" in said()
    assert office.taken == []


def test_a_mail_to_an_address_arrives(office: Office) -> None:
    assert "took a mail to chen@aamuvalle.example" in said("chen@aamuvalle.example")
    assert office.taken == [["chen@aamuvalle.example"]]


def test_a_server_that_is_not_there_is_named(cast: Cast) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    type(cast.company).objects.update(mail_host="127.0.0.1", mail_port=port, mail_security="none", mail_user="")
    with pytest.raises(CommandError, match=f"127.0.0.1:{port} refuses"):
        said()


def test_no_server_set_is_not_taken_for_a_fault(cast: Cast) -> None:
    type(cast.company).objects.update(mail_host="")
    with pytest.raises(CommandError, match="No mail server is set") as refused:
        said()
    assert refused.value.returncode == NOT_SET
