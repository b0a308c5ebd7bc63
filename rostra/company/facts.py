"""What happened to the company itself."""

from dataclasses import dataclass

from rostra.ledger.facts import Happening


@dataclass(frozen=True)
class CompanySetUp(Happening):
    name: str
    demo: bool


@dataclass(frozen=True)
class CompanyChanged(Happening):
    """`fields` names what changed; a mail password is named, never told."""

    fields: list[str]


@dataclass(frozen=True)
class MailFailed(Happening):
    """A message that could not be delivered. `kind` says what it was; the address stands in the mail log."""

    subject = "mail_id"
    days = 90
    mail_id: str
    kind: str
    error: str
