"""Reading log-ins, sessions, tokens, grants and invitations."""

from rostra.accounts.models import User


def active_user_by_email(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()
