"""What the guidelines hand to the rooms below."""

from django.utils.translation import gettext_lazy as _

from rostra.guidelines import surfaces
from rostra.kit.places import ConsolePage, NavItem, console_pages, navigation

KEEPERS = ("communicator", "administrator")

navigation.add(NavItem("guide", 60, _("What we say outside"), "scale", "guide"))
console_pages.add(
    ConsolePage(
        "terms", 30, _("Confidential terms"), _("What is not public yet, until when, and why."), "terms", KEEPERS
    )
)
console_pages.add(
    ConsolePage(
        "rulebook",
        31,
        _("Rulebook"),
        _("Products, domains and addresses by which the check knows the company."),
        "rulebook",
        KEEPERS,
    )
)
__all__ = ["surfaces"]
