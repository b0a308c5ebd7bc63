"""The rulebook's verbs, and the one by which people answer a finding."""

import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from rostra.guidelines import rules
from rostra.guidelines.engine import Kind, refuse_term
from rostra.guidelines.facts import FindingDisputed, RulebookChanged
from rostra.guidelines.models import Dispute, Rulebook
from rostra.kit.errors import Refused, allow
from rostra.kit.ids import new_id
from rostra.ledger.facts import Actor, record
from rostra.people.models import Person

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}")
_RULE = re.compile(r"[a-z]{1,20}\.[a-z0-9-]{1,60}")


def move_version() -> None:
    """Tell every process to read the rules anew. Inside the transaction that changes them; orders such changes, too."""
    Rulebook.objects.get_or_create(id=1)
    Rulebook.objects.filter(id=1).update(version=new_id())


def change_rulebook(
    *,
    by: Person,
    grants: frozenset[str],
    products: Sequence[str],
    domains: Sequence[str],
    public_emails: Sequence[str],
    regions: Sequence[str],
) -> Rulebook:
    """Say what the company's products, addresses and countries are. `Refused` names what cannot be read."""
    allow(rules.can_edit_guidelines(by, grants))
    values = {
        "products": _listed(products),
        "domains": [domain.lower().removeprefix("www.") for domain in _listed(domains)],
        "public_emails": [email.lower() for email in _listed(public_emails)],
        "regions": [region.upper() for region in _listed(regions)],
    }
    _refuse_bad(values)
    with transaction.atomic():
        move_version()
        book = Rulebook.objects.select_for_update().get(id=1)
        changed = [name for name, value in values.items() if getattr(book, name) != value]
        for name in changed:
            setattr(book, name, values[name])
        if changed:
            book.save(update_fields=[*changed, "changed_at"])
            record(RulebookChanged(fields=changed), by=by.actor)
    return book


def _listed(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def _refuse_bad(values: dict[str, list[str]]) -> None:
    wrong: dict[str, str] = {}
    for product in values["products"]:
        if reason := refuse_term(product, gettext=_):
            wrong["products"] = reason
    if bad := [domain for domain in values["domains"] if not _DOMAIN.fullmatch(domain)]:
        wrong["domains"] = _("“%(given)s” is no domain. Write it like aamuvalle.example.") % {"given": bad[0]}
    for email in values["public_emails"]:
        try:
            validate_email(email)
        except ValidationError:
            wrong["public_emails"] = _("“%(given)s” is no e-mail address.") % {"given": email}
    if bad := [region for region in values["regions"] if not re.fullmatch(r"[A-Z]{2}", region)]:
        wrong["regions"] = _("“%(given)s” is no country. Write its two letters, like FI.") % {"given": bad[0]}
    if wrong:
        raise Refused(_("Something cannot be read. Nothing has changed."), fields=wrong)


def dispute_finding(*, kind: str, rule: str) -> None:
    """Somebody says a finding is wrong. Takes no person and no text, so that none can be kept."""
    if kind not in {each.value for each in Kind} or not _RULE.fullmatch(rule):
        raise Refused(_("There is no such rule. Nothing was sent."))
    with transaction.atomic():
        Dispute.objects.create(kind=kind, rule=rule)
        record(FindingDisputed(kind=kind, rule=rule), by=Actor(None, "Somebody"))
