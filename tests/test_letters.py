"""No mail goes out whose links nobody has followed: whatever writes one stands in `tests/browser/letters.py`."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from rostra.accounts.management.commands import setup_company
from rostra.company.actions import CompanyWords
from rostra.company.models import Company
from rostra.company.transport import MailServer
from rostra.company.views.company import mail_tried
from rostra.kit.checks import walk
from tests.browser.letters import FINISHED_BY, ROWS, WITHOUT_LINKS
from tests.mailbox import Mailbox, mail_server, point_to

ROOMS = Path(__file__).resolve().parents[1] / "rostra"
SENDING = {
    "send_mail",
    "try_server",
    "hand_over",
    "EmailMessage",
    "EmailMultiAlternatives",
    "mail_admins",
    "mail_managers",
}
# They hand on what others wrote.
CARRIERS = {
    "rostra.company.actions.mail.deliver_mail",
    "rostra.company.transport.hand_over",
    "rostra.company.transport.try_server",
}
TEMPLATES = {
    "company/mail/letter.html",
    "company/mail/letter.txt",
    "notices/mail/unseen.html",
    "notices/mail/unseen.txt",
}


def senders() -> Iterator[str]:
    """The dotted name of every function that calls something which sends."""
    for path in ROOMS.rglob("*.py"):
        if "tests" not in path.parts:
            module = ".".join(path.relative_to(ROOMS.parent).with_suffix("").parts)
            yield from (f"{module}.{name}" for name in _senders_of(ast.parse(path.read_text())))


def _senders_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and SENDING & {_called(inner) for inner in ast.walk(node)}:
            yield node.name


def _called(node: ast.AST) -> str:
    called = node.func if isinstance(node, ast.Call) else None
    return getattr(called, "id", "") or getattr(called, "attr", "")


def test_whatever_writes_a_mail_has_its_links_finished():
    listed = frozenset().union(*(row.writers for row in ROWS.values())) | WITHOUT_LINKS
    assert set(senders()) - CARRIERS == listed


def test_a_new_template_of_a_mail_is_seen():
    """A mail of its own look is written by a function above; this names what it is made of."""
    found = {path.as_posix().partition("/templates/")[2] for path in ROOMS.rglob("templates/*/mail/*")}
    assert found == TEMPLATES


def test_the_pages_that_links_lead_to_are_there():
    assert set(FINISHED_BY) <= {name for name, _pattern in walk(get_resolver().url_patterns)}


@pytest.fixture
def mailbox(cast) -> Iterator[Mailbox]:
    with mail_server() as box:
        point_to(box)
        yield box


def test_test_mails_hold_no_link(cast, mailbox):
    server = MailServer.of(Company.objects.get())
    assert mail_tried(server, "ana@aamuvalle.example")["ok"]
    call_command("test_mail", "ana@aamuvalle.example")
    words = CompanyWords(
        "Aamuvalle Oy", "Aamuvalle", mail_host=server.host, mail_port=server.port, mail_security="none"
    )
    setup_company.Command()._test_mail(replace(words, mail_from=server.sender), "ana@aamuvalle.example")
    assert [letter.links + letter.links_of_html for letter in mailbox.letters] == [[], [], []]
