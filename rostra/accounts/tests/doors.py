"""Who may pass each URL of accounts, as status codes."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from rostra.accounts.digests import digest_of
from rostra.accounts.models import ApiToken, EmailChange, Grant, Invitation
from tests.cast import Cast

ALL = ("anonymous", "dara", "chen", "bo", "kim", "ana")
IN = ("dara", "chen", "bo", "kim", "ana")


def all_of(status: int) -> dict[str, int]:
    return dict.fromkeys(ALL, status)


USERS = {"anonymous": 302, **dict.fromkeys(IN, 200)}
ADMINISTRATORS = {"anonymous": 302, "dara": 403, "chen": 403, "bo": 403, "kim": 403}

DOORS: dict[str, dict[str, Any]] = {
    # Who is in already is sent on from the sign-in page.
    "account_login": {"method": "GET", "page": True, "anonymous": 200, **dict.fromkeys(IN, 302)},
    "account_logout": {"method": "POST", **all_of(302)},
    "account_inactive": {"method": "GET", "page": True, **all_of(200)},
    "account_reset_password": {"method": "GET", "page": True, **all_of(200)},
    "account_reset_password_done": {"method": "GET", "page": True, **all_of(200)},
    "account_reset_password_from_key": {"method": "GET", "page": True, **all_of(200)},
    "account_reset_password_from_key_done": {"method": "GET", "page": True, **all_of(200)},
    "demo_sign_in": {"method": "POST", **all_of(404)},
    "account": {"method": "GET", "page": True, **USERS},
    "account_change_password": {"method": "GET", "page": True, **USERS},
    "sessions": {"method": "GET", "page": True, **USERS},
    "session": {"method": "POST", "anonymous": 302, **dict.fromkeys(IN, 404)},
    "tokens": {"method": "GET", "page": True, **USERS},
    "token": {"method": "POST", "anonymous": 302, **dict.fromkeys(IN, 404)},
    "account_email": {"method": "GET", "page": True, **USERS},
    "email_confirmation": {"method": "GET", "page": True, **all_of(200)},
    "grants": {"method": "GET", "page": True, **ADMINISTRATORS, "ana": 200},
    "grant": {"method": "POST", **ADMINISTRATORS, "ana": 404},
    "invitations": {"method": "GET", "page": True, **ADMINISTRATORS, "ana": 200},
    "invite_everybody": {"method": "GET", "page": True, **ADMINISTRATORS, "ana": 200},
    "invitation": {"method": "POST", **ADMINISTRATORS, "ana": 404},
    "invitation_sendings": {"method": "POST", **ADMINISTRATORS, "ana": 302},
    "welcome": {"method": "GET", "page": True, **all_of(200)},
    "setup": {"method": "GET", **all_of(404)},
}


def make(cast: Cast) -> dict[str, dict[str, Any]]:
    later = timezone.now() + timedelta(days=1)
    token = ApiToken.objects.create(
        user=cast.chen.user, name="Reports", prefix="rostra_abcd", digest="d" * 64, expires_at=later
    )
    invitation = Invitation.objects.create(
        email="noor@aamuvalle.example",
        label="Noor Haddad",
        digest=digest_of("way-in"),
        expires_at=later,
        invited_by=cast.ana.user,
    )
    EmailChange.objects.create(
        user=cast.chen.user,
        new_email="li@aamuvalle.example",
        old_digest=digest_of("old"),
        new_digest="n",
        expires_at=later,
    )
    return {
        "account_reset_password_from_key": {"uidb36": "abc", "key": "cde-f0"},
        "session": {"public_key": "0" * 16},
        "token": {"token_id": token.id},
        "email_confirmation": {"secret": "old"},
        "grant": {"grant_id": Grant.objects.get(user=cast.kim.user).id},
        "invitation": {"invitation_id": invitation.id},
        "invitation_sendings": {"invitation_id": invitation.id},
        "welcome": {"secret": "way-in"},
    }
