"""May she: pure predicates over rows already read."""

from datetime import datetime

from rostra.accounts.models import EmailChange, Invitation


def is_open(invitation: Invitation, now: datetime) -> bool:
    """Can somebody still come in by it."""
    return invitation.used_at is None and invitation.ended_at is None and invitation.expires_at > now


def can_confirm(change: EmailChange, now: datetime) -> bool:
    return change.done_at is None and change.expires_at > now
