"""Every registry stands on the one page of docs that lists them."""

from pathlib import Path

from rostra.kit.registry import all_registries


def test_every_registry_is_in_the_docs_and_holds_something():
    page = (Path(__file__).resolve().parents[1] / "docs/reference/registries.md").read_text()
    assert [registry.name for registry in all_registries if f"| `{registry.name}` |" not in page] == []
    assert [registry.name for registry in all_registries if len(registry) == 0] == []
