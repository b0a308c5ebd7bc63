"""Collects what people read into the rooms' catalogues, and says what is missing.

    python -m tools.messages            write new texts into rostra/*/locale/*/LC_MESSAGES/django.po, drop dead ones
    python -m tools.messages --check    write nothing; exit 1 if a catalogue is not whole: missing, empty, fuzzy, dead

Python is read by its syntax tree, templates by Django's own `templatize`: no gettext programs are needed.
"""

import argparse
import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("fi", "es")
CALL = re.compile(r"\b(gettext|ngettext|pgettext|npgettext|_)\(")

EPOCH = datetime(2026, 11, 22, tzinfo=UTC)  # one date for all, so that collecting changes nothing but texts

Key = tuple[str, str | None]  # what stands in the catalogue: singular, context
Text = tuple[str | tuple[str, str], str | None]


def texts_of_python(path: Path) -> Iterator[tuple[int, Text]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            text = _text(name, words)
            if text:
                yield node.lineno, text


def _text(name: str, words: list[str]) -> Text | None:
    kind = name.removesuffix("_lazy").removesuffix("_noop")
    if kind in {"gettext", "_"} and len(words) >= 1:
        return words[0], None
    if kind == "ngettext" and len(words) >= 2:
        return (words[0], words[1]), None
    if kind == "pgettext" and len(words) >= 2:
        return words[1], words[0]
    if kind == "npgettext" and len(words) >= 3:
        return (words[1], words[2]), words[0]
    return None


def texts_of_template(path: Path) -> Iterator[tuple[int, Text]]:
    """`templatize` turns a template into lines of calls among X's; each call is parsed as Python."""
    source = templatize(path.read_text(), origin=str(path))
    for number, line in enumerate(source.splitlines(), 1):
        for match in CALL.finditer(line):
            call = _balanced(line[match.start() :])
            if call is None:
                continue
            node = ast.parse(call.strip(), mode="eval").body
            assert isinstance(node, ast.Call)
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            text = _text(match.group(1), words)
            if text:
                yield number, text


def _balanced(rest: str) -> str | None:
    for end in (i for i, sign in enumerate(rest) if sign == ")"):
        try:
            ast.parse(rest[: end + 1].strip(), mode="eval")
        except SyntaxError:
            continue
        return rest[: end + 1]
    return None


def texts_of_room(room: Path) -> dict[Text, list[tuple[str, int]]]:
    found: dict[Text, list[tuple[str, int]]] = defaultdict(list)
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        if (
            "tests" in path.parts
            or "migrations" in path.parts
            or (path.suffix != ".py" and "templates" not in path.parts)
        ):
            continue
        read = texts_of_python if path.suffix == ".py" else texts_of_template
        for line, text in read(path):
            found[text].append((str(path.relative_to(ROOT)), line))
    return found


def catalogue(path: Path, language: str) -> Catalog:
    if path.exists():
        with path.open("rb") as stream:
            return read_po(stream, locale=language)
    return Catalog(locale=language, domain="django")


def _key(message: Message) -> Key:
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def faults(room: Path, language: str) -> list[str]:
    """What is wrong with one catalogue, in sentences."""
    path = room / "locale" / language / "LC_MESSAGES" / "django.po"
    wanted, kept = texts_of_room(room), catalogue(path, language)
    have = {_key(message): message for message in kept if message.id}
    said: list[str] = []
    for text, places in wanted.items():
        singular = text[0] if isinstance(text[0], str) else text[0][0]
        message = have.pop((singular, text[1]), None)
        where = f"{places[0][0]}:{places[0][1]}"
        if message is None:
            said.append(f"{language} missing: {singular!r} ({where})")
        elif message.fuzzy:
            said.append(f"{language} fuzzy: {singular!r}")
        elif not message.string or not all(message.string if isinstance(message.string, tuple) else [message.string]):
            said.append(f"{language} empty: {singular!r} ({where})")
        elif isinstance(message.id, tuple) != isinstance(text[0], tuple):
            said.append(f"{language} plural differs: {singular!r} ({where})")
        else:
            said += [f"{language} placeholders differ: {singular!r}" for _ in [0] if _holes_differ(message)]
    return said + [f"{language} dead: {key[0]!r}" for key in have]


HOLES = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def _holes_differ(message: Message) -> bool:
    def holes(text: str) -> set[str]:
        return {match.group(0) for match in HOLES.finditer(text)}

    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    allowed = set().union(*(holes(text) for text in ids))
    # the plural must hold what the English plural holds; the singular may leave the number out
    return holes(strings[-1]) != holes(ids[-1]) or any(holes(text) - allowed for text in strings)


def collect(room: Path, language: str) -> None:
    path = room / "locale" / language / "LC_MESSAGES" / "django.po"
    old = {_key(message): message for message in catalogue(path, language) if message.id}
    fresh = Catalog(
        locale=language, domain="django", project="Rostra", fuzzy=False, creation_date=EPOCH, revision_date=EPOCH
    )
    fresh.header_comment = (
        f"# Rostra, the room {room.name}. English stands in the source; `python -m tools.messages` collects."
    )
    for text, places in sorted(texts_of_room(room).items(), key=lambda item: item[1][0]):
        singular = text[0] if isinstance(text[0], str) else text[0][0]
        before = old.get((singular, text[1]))
        same_shape = before is not None and isinstance(before.id, tuple) == isinstance(text[0], tuple)
        fresh.add(
            text[0],
            before.string if before is not None and same_shape else None,
            context=text[1],
            locations=[(place, None) for place in sorted({place for place, _line in places})],
        )
    if len(fresh) == 0:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, fresh, width=110, omit_header=False, include_lineno=False, sort_by_file=False)


def rooms() -> list[Path]:
    return sorted(path.parent for path in (ROOT / "rostra").glob("*/apps.py"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a catalogue is not whole")
    parser.add_argument("rooms", nargs="*", help="rooms to look at; all when none is named")
    chosen = parser.parse_args()
    if not settings.configured:
        settings.configure(USE_I18N=True)
    bad = 0
    for room in rooms():
        if chosen.rooms and room.name not in chosen.rooms:
            continue
        for language in LANGUAGES:
            if not chosen.check:
                collect(room, language)
            for fault in faults(room, language):
                bad += 1
                print(f"{room.name}: {fault}")
    print(f"{bad} texts to mend" if bad else "All catalogues are whole.")
    return 1 if bad and chosen.check else 0


if __name__ == "__main__":
    sys.exit(main())
