"""The company of this house, read at most once in five seconds by each process."""

import time

from django.http import Http404

from rostra.company.models import Company

SECONDS = 5.0
_kept: tuple[float, Company | None] = (0.0, None)


def company_or_none() -> Company | None:
    """None before the first hour. At most five seconds old."""
    global _kept
    until, company = _kept
    if company is None or time.monotonic() > until:
        company = Company.objects.first()
        _kept = (time.monotonic() + SECONDS, company)
    return company


def current_company() -> Company:
    company = company_or_none()
    if company is None:
        raise Http404
    return company


def forget() -> None:
    """Read anew at the next question: called by the verb that changes the company, and by tests."""
    global _kept
    _kept = (0.0, None)
