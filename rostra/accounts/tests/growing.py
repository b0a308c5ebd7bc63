"""One more of what the pages about log-ins list: Bo's sessions and tokens, grants and invitations."""

from datetime import timedelta

from django.utils import timezone

from rostra.accounts.models import ApiToken, Grant, Invitation, Session, User
from tests.cast import Cast

STILL = {
    "account_login", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account", "account_change_password",
    "account_email", "email_confirmation", "welcome", "invite_everybody",
}  # fmt: skip


def grow(cast: Cast, number: int) -> None:
    later = timezone.now() + timedelta(days=1)
    user = User.objects.create(email=f"grown{number}@aamuvalle.example")
    Grant.objects.create(user=user, kind=Grant.Kind.COMMUNICATOR, given_by=cast.ana.user)
    Grant.objects.create(user=user, kind=Grant.Kind.ADMINISTRATOR)
    Session.objects.create(session_key=f"grown{number}", user=cast.bo.user, agent=f"Grown{number}", expire_date=later)
    ApiToken.objects.create(
        user=cast.bo.user, name=f"Grown {number}", prefix="rostra_abcd", digest=f"{number}", expires_at=later
    )
    Invitation.objects.create(
        email=f"way{number}@aamuvalle.example",
        label=f"Grown {number}",
        digest=f"{number}",
        expires_at=later,
        invited_by=user,
    )
