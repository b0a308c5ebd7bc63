"""What the company hands to the registries."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rostra.company.actions.company import PICTURE_KEEPER
from rostra.company.files import FileKeeper, file_keepers
from rostra.company.kept import Kept, kept
from rostra.company.queries import failed_mails
from rostra.kit.places import ConsolePage, console_pages

# It hangs at the door, where nobody has come in yet.
file_keepers.add(FileKeeper(PICTURE_KEEPER, lambda request, file: True))

console_pages.add(
    ConsolePage(
        "company",
        10,
        _("Company"),
        _("Name, languages, colour, the picture at the door, and how mail gets out."),
        "company",
    )
)
console_pages.add(
    ConsolePage(
        "mail",
        60,
        _("Mail log"),
        _("What was sent to whom, what waits, what failed and why."),
        "mail_log",
        waiting=failed_mails,
    )
)

kept.add(
    Kept(
        "company.mail",
        50,
        _("Mails that Rostra sent you: your address, the subject, when, and whether your mail server took it."),
        _("So that somebody can find out why a mail did not arrive."),
        _("Ninety days. What the mail said is emptied as soon as it was sent; of a mail that failed, after a week."),
        _("Administrators, without what the mails said."),
    )
)
kept.add(
    Kept(
        "company.log",
        51,
        {
            "whole": _(
                "For each page you ask for, in the log of the machine: when, which page, and from which network address."
            ),
            "short": _(
                "For each page you ask for, in the log of the machine: when, which page, and the first part of the network address."
            ),
            "none": _(
                "For each page you ask for, in the log of the machine: when, and which page. No network address."
            ),
        }[settings.LOG_ADDRESS],
        _("So that misuse and mistakes can be found out. Your name and what you wrote are not on it."),
        _("As long as whoever runs the machine keeps its logs; Rostra itself keeps none."),
        _("Whoever runs the machine."),
    )
)
kept.add(
    Kept(
        "company.pace",
        52,
        _("How often you wrote lately, as one moment for each kind of thing; before you sign in, by network address."),
        _("So that no script can flood everybody."),
        _("An hour or two after you wrote last."),
        _("Nobody; whoever runs the machine could look."),
    )
)
kept.add(
    Kept(
        "company.files",
        40,
        _("Pictures you upload, written anew: where and with what they were taken is thrown away first."),
        _("So that they can be shown where you put them."),
        _("As long as what they hang on. A picture you never sent goes after a day."),
        _("Whoever may see what they hang on, and nobody else."),
    )
)
