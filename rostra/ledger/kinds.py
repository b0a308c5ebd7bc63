"""The kinds of facts there are, each with its words for the people who read the audit page."""

from dataclasses import dataclass

from django.utils.functional import Promise

from rostra.kit.registry import Registry


@dataclass(frozen=True)
class FactKind:
    """`key` is "room.Class", as the ledger keeps it; a sealed kind stands on no page."""

    key: str
    words: str | Promise
    sealed: bool
    order: int = 0


fact_kinds: Registry[FactKind] = Registry("fact_kinds", "Kinds of facts, each with words for the audit page.")


def words_of(kind: str) -> str:
    """What the audit page says; the kind itself where a fact is older than its class."""
    known = fact_kinds.get(kind)
    return str(known.words) if known else kind
