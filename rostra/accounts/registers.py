"""What accounts hands to the registries."""

from django.utils.translation import gettext_lazy as _

from rostra.accounts import grants
from rostra.kit.places import ConsolePage, console_pages

console_pages.add(
    ConsolePage(
        "invitations", 20, _("Invitations"), _("Ways in for newcomers, and who has not come yet."), "invitations"
    )
)
console_pages.add(ConsolePage("grants", 30, _("Grants"), _("Who may administer, publish, moderate, audit."), "grants"))

__all__ = ["grants"]
