"""Verbs of audiences: keep a rule, and resolve rules into rows when people or rules change."""

from procrastinate.contrib.django import app


def people_changed() -> None:
    """Have every audience resolved anew, once for any number of changes, after they are committed."""
    app.configure_task("people.resolve_audiences", queue="people", queueing_lock="people.resolve_audiences").defer()
