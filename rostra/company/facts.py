"""What happened to the company itself."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from rostra.ledger.facts import Happening


@dataclass(frozen=True)
class CompanySetUp(Happening):
    words = pgettext_lazy("fact", "Company set up")
    name: str
    demo: bool


@dataclass(frozen=True)
class CompanyChanged(Happening):
    """`fields` names what changed; a mail password is named, never told."""

    words = pgettext_lazy("fact", "Company settings changed")
    fields: list[str]


@dataclass(frozen=True)
class MailFailed(Happening):
    """A message that could not be delivered. `kind` says what it was; the address stands in the mail log."""

    words = pgettext_lazy("fact", "Mail could not be delivered")
    subject = "mail_id"
    days = 90
    mail_id: str
    kind: str
    error: str
