"""The verbs of the company: its words, its mail. Files have theirs in `rostra.company.files`."""

from rostra.company.actions.company import CompanyWords, change_company, change_picture, set_up_company
from rostra.company.actions.mail import (
    deliver_mail,
    send_mail,
    send_waiting_now,
    sweep_mail,
    take_mail_back,
    tidy_mail,
    try_mail_again,
)

__all__ = [
    "CompanyWords",
    "change_company",
    "change_picture",
    "deliver_mail",
    "send_mail",
    "send_waiting_now",
    "set_up_company",
    "sweep_mail",
    "take_mail_back",
    "tidy_mail",
    "try_mail_again",
]
