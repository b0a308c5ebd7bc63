"""The first hour: a company and its first administrator, once."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import choice

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from rostra.accounts.actions.arriving import arrive, make_log_in
from rostra.accounts.actions.grants import give_grant
from rostra.accounts.digests import digest_of, new_secret
from rostra.accounts.models import Grant, Invitation, SetupCode, User
from rostra.company.actions import CompanyWords, set_up_company
from rostra.company.current import company_or_none, forget
from rostra.company.models import Company
from rostra.kit.errors import Refused
from rostra.ledger.facts import Actor

CODE_HOURS = 24
# Letters that cannot be taken for one another. 16 of 30 are 78 bits: too many to guess within a day.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTVWXY"


@dataclass(frozen=True)
class FirstAdministrator:
    name: str
    email: str
    password: str


def new_setup_code() -> str | None:
    """A fresh code in groups of four, which ends the one before. None when the house is set up already."""
    forget()
    if company_or_none() is not None:
        return None
    plain = "".join(choice(LETTERS) for _sign in range(16))
    expires_at = timezone.now() + timedelta(hours=CODE_HOURS)
    SetupCode.objects.update_or_create(id=1, defaults={"digest": digest_of(plain), "expires_at": expires_at})
    return "-".join(plain[start : start + 4] for start in range(0, 16, 4))


def is_setup_code(text: str) -> bool:
    """Is this the code of the log, still good. Spaces, hyphens and small letters are forgiven."""
    plain = "".join(sign for sign in text.upper() if sign in LETTERS)
    code = SetupCode.objects.filter(expires_at__gt=timezone.now()).first()
    return code is not None and constant_time_compare(digest_of(plain), code.digest)


def set_up(*, words: CompanyWords, administrator: FirstAdministrator) -> tuple[Company, User]:
    """Company, first administrator and her Person in one transaction; the code is used up. Raises `Refused`.

    Whoever calls has checked the code, or stands at the machine itself.
    """
    email = administrator.email.strip().lower()
    name = " ".join(administrator.name.split())
    _check_administrator(name, email)
    with transaction.atomic():
        company = set_up_company(by=Actor(None, name), words=words)
        user = make_log_in(email=email, password=administrator.password)
        give_grant(by=None, user=user, kind=Grant.Kind.ADMINISTRATOR)
        now = timezone.now()
        invitation = Invitation.objects.create(email=email, label=name, digest=new_secret()[1], expires_at=now)
        arrive(user=user, invitation=invitation)
        SetupCode.objects.all().delete()
    forget()
    return company, user


def _check_administrator(name: str, email: str) -> None:
    if not 1 <= len(name) <= 120:
        raise Refused(_("The first administrator needs a name."), fields={"admin_name": _("A name is missing.")})
    try:
        validate_email(email)
    except ValidationError as error:
        wrong = _("This is not an e-mail address.")
        raise Refused(wrong, fields={"admin_email": wrong}) from error
