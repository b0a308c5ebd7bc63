"""Ways in that nobody took, and changes of address that are over: forgotten after a time."""

from datetime import timedelta

from django.utils import timezone

from rostra.accounts.models import EmailChange, Invitation, InvitingRun

INVITATION_DAYS = 365  # who was asked a year ago and never came may be asked again
EMAIL_CHANGE_DAYS = 7


def forget_old_invitations() -> int:
    """Those that nobody came in by, and the runs that sent them, a year after their end. Returns how many. Run daily."""
    before = timezone.now() - timedelta(days=INVITATION_DAYS)
    InvitingRun.objects.filter(ended_at__lt=before).delete()
    return Invitation.objects.filter(used_at=None, expires_at__lt=before).delete()[0]


def forget_old_email_changes() -> int:
    """Confirmed, called off or run out: the audit page says what came of them. Returns how many. Run daily."""
    before = timezone.now() - timedelta(days=EMAIL_CHANGE_DAYS)
    return EmailChange.objects.filter(expires_at__lt=before).delete()[0]
