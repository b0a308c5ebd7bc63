"""What the guidelines hand to the rooms below."""

from django.utils.translation import gettext_lazy as _

from rostra.company.kept import Kept, kept
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
kept.add(
    Kept(
        "guidelines.check",
        30,
        _("Of what you write while the check looks at it: nothing. No text and no finding is stored or logged."),
        _("So that you can try your words in peace."),
        _("Not at all. If you say a finding is wrong, the rule is kept without your name and without your words."),
        _("Nobody but you."),
    )
)
kept.add(
    Kept(
        "guidelines.acknowledgement",
        31,
        _("Which version of the four points you said you had read, and when."),
        _("So that you are not asked again."),
        _("As long as you are here."),
        _("You."),
    )
)

__all__ = ["surfaces"]
