"""The company of this house, read at most once in five seconds by each process."""

import time

from django.db import InterfaceError, OperationalError, connection
from django.http import Http404

from rostra.company.models import Company

SECONDS = 5.0
_kept: tuple[float, Company | None] = (0.0, None)


def company_or_none() -> Company | None:
    """None before the first hour. At most five seconds old; while the database is away, the last one known.

    Raises `OperationalError`, `InterfaceError` when it is away and none is known.
    """
    global _kept
    until, company = _kept
    if company is None or time.monotonic() > until:
        try:
            company = Company.objects.first()
        except (OperationalError, InterfaceError):
            if company is None or connection.in_atomic_block:
                raise
        _kept = (time.monotonic() + SECONDS, company)
    return company


def company_if_known() -> Company | None:
    """For what is shown without a company too: None also when the database is away and none is known."""
    try:
        return company_or_none()
    except (OperationalError, InterfaceError):
        return None


def current_company() -> Company:
    company = company_or_none()
    if company is None:
        raise Http404
    return company


def forget() -> None:
    """Read anew at the next question: called by the verb that changes the company, and by tests."""
    global _kept
    _kept = (0.0, None)
