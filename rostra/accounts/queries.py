"""Reading log-ins, sessions, tokens, grants and invitations."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from rostra.accounts.digests import digest_of
from rostra.accounts.models import ApiToken, EmailChange, Grant, Invitation, Session, User
from rostra.kit.errors import allow


def active_user_by_email(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def has_grant(user: User, kind: str) -> bool:
    return Grant.objects.filter(user=user, kind=kind, user__is_active=True).exists()


def allow_administrator(by: User | None) -> None:
    """The rule of every verb about others' access. None is the house: a command, an import, the first hour."""
    allow(by is None or has_grant(by, Grant.Kind.ADMINISTRATOR))


def all_grants() -> list[Grant]:
    """Every grant of who is still here, with its user and its giver, by kind and address."""
    return list(
        Grant.objects.filter(user__is_active=True).select_related("user", "given_by").order_by("kind", "user__email")
    )


def sessions_of(user: User) -> QuerySet[Session]:
    return Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at")


def tokens_of(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user=user).order_by("-at")


def open_invitations(now: datetime | None = None) -> QuerySet[Invitation]:
    """Not used, not withdrawn, not replaced, not expired."""
    return Invitation.objects.filter(used_at=None, ended_at=None, expires_at__gt=now or timezone.now())


def invitation_by_secret(secret: str) -> Invitation | None:
    """Whether one can still come in by it is `rules.is_open`'s to say."""
    return Invitation.objects.filter(digest=digest_of(secret)).first()


def invitation_or_none(invitation_id: UUID) -> Invitation | None:
    return Invitation.objects.filter(id=invitation_id).select_related("invited_by").first()


def open_email_change(user: User) -> EmailChange | None:
    return EmailChange.objects.filter(user=user, done_at=None, expires_at__gt=timezone.now()).first()


def email_change_by_secret(secret: str) -> EmailChange | None:
    digest = digest_of(secret)
    return EmailChange.objects.filter(Q(old_digest=digest) | Q(new_digest=digest)).select_related("user").first()


def grant_or_none(grant_id: int) -> Grant | None:
    return Grant.objects.filter(id=grant_id).select_related("user").first()
