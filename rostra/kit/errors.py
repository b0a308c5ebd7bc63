"""The two ways a verb says no. What a person may not see is neither: it is a 404 from `visible_to`."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class Forbidden(PermissionDenied):
    """Seen, but not hers to do (403). The message is shown to the person."""


class Refused(Exception):
    """Input that cannot be taken (422). The message says what happened, that nothing is lost, what to do.

    `fields` names the form fields the message belongs to: {"body": "…"}.
    """

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


def not_yours() -> Forbidden:
    """The plain no, where there is nothing better to say."""
    return Forbidden(_("This is not yours to do. Nothing has changed."))


def allow(permitted: bool, message: str | None = None) -> None:
    """Raise `Forbidden` unless permitted. Takes the answer of a rule: `allow(rules.can_edit(by, entry))`."""
    if not permitted:
        raise Forbidden(message) if message else not_yours()
