"""The check as other rooms call it: `check(text, surface=…, author=person)`. Stores nothing, logs nothing."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from rostra.company.current import company_or_none
from rostra.guidelines import engine
from rostra.guidelines.engine import Author, Finding, Surface
from rostra.guidelines.rulesets import current_ruleset
from rostra.people.models import Person

MOST_CHARACTERS = 50_000
"""Longer texts are refused at the doors; no network takes a tenth of it."""


def author_of(person: Person) -> Author:
    """What the check knows of a person: so that her own address and number are left to her."""
    company = company_or_none()
    user = person.user
    emails = {person.email, user.email if user is not None else ""} - {""}
    return Author(
        name=person.name,
        employers=tuple(company.employer_names or [company.name]) if company else (),
        emails=tuple(sorted(emails)),
        phones=(person.phone,) if person.phone else (),
        language=person.language or (company.language if company else "en"),
    )


def check(text: str, *, surface: Surface, author: Person | Author) -> list[Finding]:
    """What there is to look at, in the order of the text, said in the active language.

    Offsets are code points. Callers must not store findings: they are the author's alone.
    """
    company = company_or_none()
    today = datetime.now(company.tz).date() if company else None
    by = author_of(author) if isinstance(author, Person) else author
    return engine.check(
        text,
        surface=surface,
        author=by,
        ruleset=current_ruleset(),
        today=today,
        gettext=gettext,
        write_date=date_format,
    )
