"""Every registry stands on the one page of docs that lists them."""

from importlib import import_module
from pathlib import Path

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from rostra.kit.registry import all_registries
from rostra.ledger.kinds import FactKind, fact_kinds


def test_every_registry_is_in_the_docs_and_holds_something():
    page = (Path(__file__).resolve().parents[1] / "docs/reference/registries.md").read_text()
    assert [registry.name for registry in all_registries if f"| `{registry.name}` |" not in page] == []
    assert [registry.name for registry in all_registries if len(registry) == 0] == []


@pytest.fixture(scope="module")
def kinds() -> list[FactKind]:
    """Of the house's own rooms; tests record facts of their own."""
    root = Path(__file__).resolve().parents[1]
    files = [*root.glob("rostra/*/facts.py"), *root.glob("rostra/*/facts/*.py")]
    for name in (".".join(path.relative_to(root).with_suffix("").parts) for path in files):
        import_module(name.removesuffix(".__init__"))
    return [kind for kind in fact_kinds if not kind.key.startswith("ledger.")]


def test_every_kind_of_fact_has_words_for_who_reads_the_audit_page(kinds):
    assert len(kinds) > 50
    assert [kind.key for kind in kinds if not isinstance(kind.words, Promise)] == []


@pytest.mark.parametrize("language", ["en", "fi", "es"])
def test_no_two_kinds_of_fact_are_called_the_same(kinds, language):
    with override(language):
        words = sorted(str(kind.words) for kind in kinds)
    assert len(words) == len(set(words))
