"""What the company hands to the registries."""

from django.utils.translation import gettext_lazy as _

from rostra.company import traces
from rostra.company.actions.company import PICTURE_KEEPER
from rostra.company.files import FileKeeper, file_keepers
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

__all__ = ["traces"]
