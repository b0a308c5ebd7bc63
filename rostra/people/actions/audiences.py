"""Verbs of audiences: keep a rule, and resolve rules into rows when people or rules change."""

import contextlib

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def people_changed() -> None:
    """Have every audience resolved anew once this is committed; once for any number of changes.

    Deferred after the commit: a job already waiting then starts later than it, so it sees what changed. The hourly job
    makes up for a process that dies between the two.
    """
    transaction.on_commit(_defer)


def _defer() -> None:
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task("people.resolve_audiences", queue="people", queueing_lock="people.resolve_audiences").defer()
