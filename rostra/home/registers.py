"""What home hands to kit."""

from django.utils.translation import gettext_lazy as _

from rostra.accounts.demo import DemoCast, demo_people
from rostra.home.demo.house import players
from rostra.home.views.console import ANY_GRANT
from rostra.kit.places import ConsolePage, NavItem, console_pages, navigation
from rostra.ledger.queries import failures_count

demo_people.add(DemoCast("aamuvalle", players))

navigation.add(NavItem("home", 10, _("Home"), "home", "home", tab=1))
navigation.add(NavItem("inbox", 20, _("Inbox"), "inbox", "inbox", tab=5))
navigation.add(NavItem("write", 15, _("Write"), "pen", "entry_new", tab=3, rail=False))
navigation.add(NavItem("console", 90, _("Console"), "settings", "console", keepers=ANY_GRANT))
console_pages.add(
    ConsolePage(
        key="jobs",
        order=80,
        label=_("Failed jobs"),
        about=_("What could not be done by itself, with a button to try again."),
        url_name="console-jobs",
        waiting=failures_count,
    )
)
console_pages.add(
    ConsolePage(
        key="audit",
        order=90,
        label=_("Audit"),
        about=_("Who did what, and when."),
        url_name="console-audit",
        keepers=("administrator", "auditor"),
    )
)
