"""The docs hold what they say: links lead somewhere, commands are there, every setting is told."""

import re
from pathlib import Path

import pytest

from rostra.cli import DJANGO, VERBS

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("rostra/**/*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^(?:\s|ROSTRA_\w+=\S* )*|bin/|&& )rostra (?P<word>[a-z][a-z-]*)")
SCRIPT = re.compile(r"(?<![\w/.])bin/(?P<name>[a-z]+)\b")
SETTING = re.compile(r"\b(?:ROSTRA_[A-Z_]*[A-Z]|DATABASE_URL)\b")
READERS = ["rostra/cli.py", "rostra/config/env.py", "rostra/server/*.py", "rostra/accounts/management/commands/*.py"]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page):
    dead = []
    for link in LINK.findall(page.read_text()):
        path, _, heading = link.partition("#")
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        target = (page.parent / path) if path else page
        if not target.exists() or (heading and heading not in headings(target)):
            dead.append(link)
    assert dead == []


def headings(page: Path) -> set[str]:
    """As a browser on the repository finds them."""
    lines = [line.lstrip("#").strip().lower() for line in page.read_text().splitlines() if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", line).replace(" ", "-") for line in lines}


def told_as_commands(page: Path) -> list[str]:
    """Lines of a block, and what stands between backticks."""
    text = page.read_text()
    return [line for line in text.splitlines() if line.startswith("    ")] + re.findall(r"`([^`\n]+)`", text)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_in_the_docs_are_there(page):
    told = told_as_commands(page)
    words = {word for line in told for word in COMMAND.findall(line)}
    assert words - {*VERBS, *DJANGO} == set()
    assert {name for line in told for name in SCRIPT.findall(line) if not (ROOT / "bin" / name).exists()} == set()


def test_every_setting_is_in_the_reference_and_every_one_in_it_is_read():
    reference = (ROOT / "docs/reference/settings.md").read_text()
    told = {
        name for row in reference.splitlines() if row.startswith("|") for name in SETTING.findall(row.split("|")[1])
    }
    read = {name for pattern in READERS for path in ROOT.glob(pattern) for name in SETTING.findall(path.read_text())}
    assert told == read
