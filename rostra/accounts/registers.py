"""What accounts hands to the registries."""

from django.utils.translation import gettext_lazy as _

from rostra.accounts import grants
from rostra.company.kept import Kept, kept
from rostra.kit.places import ConsolePage, console_pages

console_pages.add(
    ConsolePage(
        "invitations", 20, _("Invitations"), _("Ways in for newcomers, and who has not come yet."), "invitations"
    )
)
console_pages.add(ConsolePage("grants", 30, _("Grants"), _("Who may administer, publish, moderate, audit."), "grants"))

kept.add(
    Kept(
        "accounts.user",
        10,
        _("Your log-in: your work e-mail and your password, as a fingerprint from which nobody can read it."),
        _("So that only you can come in as you."),
        _("As long as you work here. When you leave it is closed; the address stays with what you said."),
        _("Administrators see the address. Nobody sees the password."),
    )
)
kept.add(
    Kept(
        "accounts.session",
        11,
        _("Where you are signed in: which browser, since when, and when it was last seen, to ten minutes."),
        _("So that you can see and end it."),
        _("Thirty days after you were last there, or until you sign out."),
        _("You alone. It holds no network address."),
    )
)
kept.add(
    Kept(
        "accounts.fact",
        12,
        _("That you signed in, changed your address or password, made a token, or were given a grant."),
        _("So that misuse can be found out."),
        _("Signing in: ninety days. The others: as long as the company keeps its records."),
        _("Auditors and administrators."),
    )
)
kept.add(
    Kept(
        "accounts.invitation",
        13,
        _("Invitations: the address, the name, who invited, when."),
        _("So that nobody is invited twice, and the way in closes after seven days."),
        _("With the log-in that came of it."),
        _("Administrators."),
    )
)

__all__ = ["grants"]
