"""Verbs of audiences: keep a rule, and resolve rules into rows when people or rules change."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.kit.errors import Refused
from rostra.kit.job_queue import defer, drop_waiting
from rostra.ledger.facts import record
from rostra.people.audiences import checked_rule, count_people, resolve_rows
from rostra.people.facts import AudienceSaved
from rostra.people.granted import actor_of, allow_keeping_audiences
from rostra.people.models import Audience, Person


def save_audience(
    *, by: Person | None, rule: Mapping[str, Any], name: str, audience: Audience | None = None
) -> Audience:
    """Keep a rule and resolve it at once. `by` None is the house. Raises `Refused` for a rule that means nobody by its form."""
    allow_keeping_audiences(by)
    kept = checked_rule(rule)
    if not kept:
        raise Refused(_("Choose at least one unit, place, language, skill or person. Nothing has changed."))
    with transaction.atomic():
        audience = audience or Audience()
        audience.name, audience.rule = name.strip()[:200] or _("Audience"), kept
        audience.save()
        resolve_audience(audience=audience)
        record(AudienceSaved(audience=audience.id), by=actor_of(by))
    return audience


def audience_preview(rule: Mapping[str, Any]) -> int:
    """How many people a rule means now. Raises `Refused` for what is no rule."""
    return count_people(checked_rule(rule))


def resolve_audience(*, audience: Audience) -> tuple[int, int]:
    """Returns how many people came into its rows and how many went."""
    with transaction.atomic():
        Audience.objects.select_for_update().get(id=audience.id)
        moved = resolve_rows(audience.id, audience.rule)
        audience.resolved_at = timezone.now()
        audience.save(update_fields=["resolved_at"])
    return moved


def resolve_all_audiences() -> int:
    """Every audience anew, each in a transaction of its own. Returns how many there are."""
    drop_waiting("people.resolve_audiences")
    total = 0
    for audience in Audience.objects.order_by("id").iterator(chunk_size=100):
        resolve_audience(audience=audience)
        total += 1
    return total


def people_changed() -> None:
    """Have every audience resolved anew once the caller's transaction is committed; one run for all that waits by then."""
    defer("people.resolve_audiences")
