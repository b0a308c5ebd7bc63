"""What import-linter cannot read: templates, `{% url %}` and string foreign keys keep the floors too."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[1] / "rostra"
FLOORS = ["kit", "ledger", "company", "accounts", "people", "notices", "guidelines", "communities", "advocacy", "home"]
INCLUDES = re.compile(r"""{%\s*(?:extends|include)\s+["']([\w/]+)/[^"']*["']""")
URLS = re.compile(r"""{%\s*url\s+["']([\w:-]+)["']""")
# The trunk's frame names two doors of rooms above it by name; `kit` shows links it is handed.
HOUSE_WIDE = {"account_login", "account_logout", "home"}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def templates() -> list[Path]:
    return sorted(path for path in ROOT.rglob("templates/**/*") if path.suffix in {".html", ".txt"})


def urls_by_name() -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(patterns: list[URLPattern | URLResolver]) -> None:
        for each in patterns:
            if isinstance(each, URLResolver):
                walk(each.url_patterns)
            elif each.name and each.callback.__module__.startswith("rostra."):
                found[each.name] = each.callback.__module__.split(".")[1]

    walk(get_resolver().url_patterns)
    return found


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_reaches_down_only(path):
    text, floor = path.read_text(), FLOORS.index(room_of(path))
    for folder in INCLUDES.findall(text):
        other = folder.split("/")[0]
        if other in FLOORS:
            assert FLOORS.index(other) <= floor, f"{path.name} takes a template of {other}, above it"
    known = urls_by_name()
    for name in set(URLS.findall(text)) - HOUSE_WIDE:
        if name in known:
            assert FLOORS.index(known[name]) <= floor, f"{path.name} links to {name} of {known[name]}, above it"


def test_foreign_keys_point_down():
    climbing = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("rostra.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model.__module__.startswith("rostra.")
        if FLOORS.index(field.related_model.__module__.split(".")[1]) > FLOORS.index(model.__module__.split(".")[1])
    ]
    assert climbing == []


def test_there_is_no_generic_foreign_key_and_no_signal_of_our_own():
    forbidden = re.compile(r"GenericForeignKey|django\.dispatch|Signal\(|\.connect\(receiver|@receiver")
    guilty = [str(p.relative_to(ROOT)) for p in ROOT.rglob("*.py") if forbidden.search(p.read_text())]
    assert guilty == []
