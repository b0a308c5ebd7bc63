"""The company's own verbs."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.company import current
from rostra.company.actions.mail import send_waiting_now
from rostra.company.colours import read_colour
from rostra.company.facts import CompanyChanged, CompanySetUp
from rostra.company.files import remove_files, store_picture
from rostra.company.models import Company, File
from rostra.company.sealing import seal
from rostra.company.transport import SECURITY
from rostra.kit.errors import Refused
from rostra.kit.ids import new_id
from rostra.ledger.facts import Actor, record

PICTURE_KEEPER = "company.picture"


@dataclass(frozen=True)
class CompanyWords:
    """What a company says of itself. `mail_password` in the clear; None leaves the kept one, "" takes it away."""

    name: str
    nameplate: str
    zone: str = "Europe/Helsinki"
    language: str = "en"
    languages: Sequence[str] = ("en",)
    brand: str = "oklch(0.46 0.17 262)"
    greeting: str = ""
    employer_names: Sequence[str] = field(default_factory=tuple)
    mail_host: str = ""
    mail_port: int = 587
    mail_user: str = ""
    mail_password: str | None = None
    mail_security: str = "starttls"
    mail_from: str = ""


def set_up_company(*, by: Actor, words: CompanyWords, demo: bool = False) -> Company:
    """Make the one company of this house. Raises `Refused` where words cannot be taken or there is one already."""
    values = _checked(words)
    try:
        with transaction.atomic():
            company = Company.objects.create(id=1, demo=demo, set_up_at=timezone.now(), **values)
            record(CompanySetUp(name=company.name, demo=demo), by=by)
    except IntegrityError as error:
        raise Refused(_("This house is set up already. Nothing has changed.")) from error
    current.forget()
    return company


def change_company(*, by: Actor, words: CompanyWords) -> Company:
    """Write what differs, and say in one fact which fields did. Mail that waited for better settings is tried at once."""
    values = _checked(words)
    with transaction.atomic():
        company = Company.objects.select_for_update().get(id=1)
        _keep_password_at_home(company, values)
        changed = [name for name, value in values.items() if getattr(company, name) != value]
        for name in changed:
            setattr(company, name, values[name])
        if changed:
            company.save(update_fields=changed)
            record(CompanyChanged(fields=sorted(changed)), by=by)
        if any(name.startswith("mail_") for name in changed):
            send_waiting_now()
    current.forget()
    return company


def _keep_password_at_home(company: Company, values: dict[str, Any]) -> None:
    """The kept password goes to the server it was typed for. To another, or over an open way, it would be given away."""
    way = ("mail_host", "mail_port", "mail_user", "mail_security")
    moved = any(getattr(company, name) != values[name] for name in way)
    if moved and company.mail_password and "mail_password" not in values:
        wrong = _("The way to the mail server is another one now. Type its password again.")
        raise Refused(wrong, fields={"mail_password": wrong})


def change_picture(*, by: Actor, upload: "UploadedFile[bytes] | None", caption: str = "") -> Company:
    """The picture of the sign-in page; None takes it away. Raises `Refused`."""
    with transaction.atomic():
        company = Company.objects.select_for_update().get(id=1)
        before = company.picture_id
        file = (
            store_picture(by=by, upload=upload, keeper=PICTURE_KEEPER, owner_id=new_id(), alt=caption)
            if upload
            else None
        )
        company.picture_id = file.id if file else None
        company.save(update_fields=["picture_id"])
        record(CompanyChanged(fields=["picture"]), by=by)
        _drop_picture(before)
    current.forget()
    return company


def _drop_picture(file_id: UUID | None) -> None:
    if file_id is not None:
        remove_files(File.objects.filter(id=file_id, keeper=PICTURE_KEEPER))


def _checked(words: CompanyWords) -> dict[str, Any]:
    values = {each.name: getattr(words, each.name) for each in fields(words)}
    values |= {key: value.strip() for key, value in values.items() if isinstance(value, str) and key != "mail_password"}
    wrong = _wrong_words(values) | _wrong_mail(values)
    try:
        values["brand"] = read_colour(values["brand"])
    except Refused as error:
        wrong["brand"] = error.message
    if wrong:
        raise Refused(next(iter(wrong.values())), fields=wrong)
    values["languages"] = [
        code for code, _name in settings.LANGUAGES if code in {*values["languages"], values["language"]}
    ]
    values["employer_names"] = _names(values["employer_names"]) or [values["name"]]
    if values["mail_password"] is None:
        del values["mail_password"]
    else:
        values["mail_password"] = seal(values["mail_password"])
    return values


def _wrong_words(values: dict[str, Any]) -> dict[str, str]:
    wrong = {}
    if not 1 <= len(values["name"]) <= 120:
        wrong["name"] = _("The company needs a name of at most 120 signs.")
    if not 1 <= len(values["nameplate"]) <= 40:
        wrong["nameplate"] = _("The nameplate needs 1 to 40 signs.")
    if len(values["greeting"]) > 200:
        wrong["greeting"] = _("The greeting has at most 200 signs.")
    if values["zone"] not in available_timezones():
        wrong["zone"] = _("This time zone is not known. It is written like Europe/Helsinki.")
    spoken = {code for code, _name in settings.LANGUAGES}
    if not {values["language"], *values["languages"]} <= spoken:
        wrong["languages"] = _("Rostra speaks English, Finnish and Spanish.")
    return wrong


def _wrong_mail(values: dict[str, Any]) -> dict[str, str]:
    wrong = {}
    if values["mail_host"] and not values["mail_from"]:
        wrong["mail_from"] = _("Say which address the mails come from.")
    if values["mail_from"]:
        try:
            validate_email(values["mail_from"])
        except ValidationError:
            wrong["mail_from"] = _("This is not an e-mail address.")
    if not 1 <= values["mail_port"] <= 65535:
        wrong["mail_port"] = _("A port is a number from 1 to 65535; mail servers mostly listen on 587.")
    if values["mail_security"] not in SECURITY:
        wrong["mail_security"] = _("Choose how the way to the mail server is kept private.")
    if any(sign.isspace() for sign in values["mail_host"]):
        wrong["mail_host"] = _("A server’s name has no spaces, as in mail.example.com.")
    return wrong


def _names(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split())[:120] for name in names if name.strip()))[:20]


__all__ = ["CompanyWords", "change_company", "change_picture", "set_up_company"]
