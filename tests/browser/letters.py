"""Every mail Rostra writes: what makes it write one, and what its reader does with each link in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from rostra.accounts.actions.email_change import ask_email_change
from rostra.accounts.actions.invitations import invite
from rostra.accounts.models import User
from rostra.notices.kinds import kinds
from rostra.notices.models import Notice, Wish
from rostra.notices.unseen import mail_unseen
from tests.cast import PASSWORD, Cast
from tests.every_notification import notify_of_an_answer, notify_of_communities, notify_of_talk_and_shares

NEW_PASSWORD, NEW_ADDRESS, NEWCOMER = "a river in the morning", "li@aamuvalle.example", "noor@aamuvalle.example"


@dataclass(frozen=True)
class Row:
    """`write` makes `writers` send `mails` letters in all, some of them when links of earlier ones are finished.

    `check` fails when what the links are for has not come about.
    """

    writers: frozenset[str]
    mails: int
    write: Callable[[Cast], None]
    check: Callable[[Cast], None]


def _invite(cast: Cast) -> None:
    invite(by=cast.ana.user, email=NEWCOMER, label="Noor Haddad")


def _has_come(cast: Cast) -> None:
    assert User.objects.get(email=NEWCOMER).check_password(NEW_PASSWORD)


def _forget_password(cast: Cast) -> None:
    Client(SERVER_NAME="localhost").post("/sign-in/password/", {"email": cast.chen.email})


def _has_new_password(cast: Cast) -> None:
    assert User.objects.get(id=cast.chen.user_id).check_password(NEW_PASSWORD)


def _change_address(cast: Cast) -> None:
    ask_email_change(by=cast.chen.user, new_email=NEW_ADDRESS, password=PASSWORD)


def _has_new_address(cast: Cast) -> None:
    assert User.objects.get(id=cast.chen.user_id).email == NEW_ADDRESS


def _notify(cast: Cast) -> None:
    """In three mails: one shows eight lines at most. The first link of all, before one is signed in, is to a comment."""
    for notify in (notify_of_an_answer, notify_of_talk_and_shares, notify_of_communities):
        notify(cast)
        mail_unseen(now=timezone.now() + timedelta(hours=1))


def _was_notified_of_everything(cast: Cast) -> None:
    never = {kind.key for kind in kinds} - set(Notice.objects.filter(person=cast.dara).values_list("kind", flat=True))
    assert not never, f"nothing in tests/every_notification.py makes a line of {never}"
    assert set(Wish.objects.filter(person=cast.dara).values_list("mail", flat=True)) == {False}


LETTERS = "rostra.accounts.letters."
ROWS = {
    "an invitation": Row(frozenset({LETTERS + "send_invitation"}), 1, _invite, _has_come),
    "a new password": Row(
        frozenset({LETTERS + "send_reset", LETTERS + "send_password_changed"}), 2, _forget_password, _has_new_password
    ),
    "a new address": Row(
        frozenset(LETTERS + name for name in ("send_email_change_old", "send_email_change_new", "send_email_changed")),
        3,
        _change_address,
        _has_new_address,
    ),
    "notifications": Row(frozenset({"rostra.notices.unseen._send"}), 3, _notify, _was_notified_of_everything),
}
# Test mails: no link stands in them.
WITHOUT_LINKS = {
    "rostra.company.views.company.mail_tried",
    "rostra.company.management.commands.test_mail.handle",
    "rostra.accounts.management.commands.setup_company._test_mail",
}


def _come_in(page: Page, link: str) -> None:
    page.get_by_label("Choose a password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("link", name="You, Noor Haddad")).to_be_visible()


def _choose_password(page: Page, link: str) -> None:
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_label("The same once more").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/sign-in/password/new/")


def _ask_for_password(page: Page, link: str) -> None:
    page.get_by_label("Work e-mail").fill("chen@aamuvalle.example")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/sign-in/password/mail/")


def _confirm_address(page: Page, link: str) -> None:
    page.get_by_role("button", name="Confirm").click()
    expect(
        page.get_by_role("heading", name="Half done").or_(page.get_by_role("heading", name="changed"))
    ).to_be_visible()


def _stop_mail(page: Page, link: str) -> None:
    page.get_by_role("button", name="Stop all mail").click()
    expect(page.get_by_role("heading", name="No more mail will come")).to_be_visible()


def read(page: Page, link: str) -> None:
    """Signed in by the form where that is asked, the reader stands on the page itself, at the place in it."""
    if urlsplit(page.url).path == "/sign-in/":
        page.get_by_label("Work e-mail").fill("dara@aamuvalle.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("link", name="You, Dara Díaz")).to_be_visible()
    assert page.url == link
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 200


# What is done on the page of this name until all is done that its link is for.
FINISHED_BY: dict[str, Callable[[Page, str], None]] = {
    "welcome": _come_in,
    "account_reset_password_from_key": _choose_password,
    "account_reset_password": _ask_for_password,
    "email_confirmation": _confirm_address,
    "inbox-mail-stop": _stop_mail,
    **dict.fromkeys(
        ("entry", "share", "community", "community_requests", "reports", "inbox", "wishes"), read
    ),
}  # fmt: skip
