"""What a fact is, and the verb that keeps it."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.functional import Promise

from rostra.kit.job_queue import defer
from rostra.ledger.kinds import FactKind, fact_kinds
from rostra.ledger.models import Fact


@dataclass(frozen=True)
class Actor:
    """Who did it, as the ledger keeps it: `Person.actor` or `Actor.house()` for what Rostra does by itself."""

    id: UUID | None
    label: str

    @classmethod
    def house(cls) -> "Actor":
        return cls(None, "Rostra")


@dataclass(frozen=True)
class Happening:
    """Subclass it in a room's `facts.py`, frozen, in the past tense: `class EntryPublished(Happening)`.

    `words` say on the audit page what happened: pgettext_lazy("fact", …). `subject` names the field that is the fact's
    subject (a UUID). `days` is how long it is kept (None: for ever).
    A changed shape raises `version`. Fields are JSON values, UUIDs, dates and times.
    """

    words: ClassVar[str | Promise] = ""
    subject: ClassVar[str | None] = None
    version: ClassVar[int] = 1
    days: ClassVar[int | None] = None
    sealed: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        fact_kinds.add(FactKind(kind_of(cls), cls.words, cls.sealed))


def kind_of(happening: type[Happening]) -> str:
    """The name in the ledger: room and class, "communities.EntryPublished"."""
    return f"{happening.__module__.split('.')[1]}.{happening.__name__}"


def record(happening: Happening, *, by: Actor) -> Fact:
    """Keep a fact and defer its dispatch, in the caller's transaction: both or neither."""
    fact = Fact.objects.create(
        kind=kind_of(type(happening)),
        version=happening.version,
        actor_id=by.id,
        actor_label=by.label,
        subject_id=getattr(happening, happening.subject) if happening.subject else None,
        data=_plain(happening),
        sealed=happening.sealed,
        keep_until=_keep_until(happening.days),
    )
    defer("ledger.dispatch")
    return fact


def _plain(happening: Happening) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(happening), cls=DjangoJSONEncoder))
    return plain


def _keep_until(days: int | None) -> date | None:
    return None if days is None else timezone.now().date() + timedelta(days=days)
