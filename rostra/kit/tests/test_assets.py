"""One stylesheet, layered, of small files; one script of small modules."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

from rostra.kit import assets

ROSTRA = Path(__file__).resolve().parents[2]
KIT = ROSTRA / "kit/static/kit"
SHEETS = sorted(ROSTRA.glob("*/static/**/*.css"))
MODULES = sorted(ROSTRA.glob("*/static/**/*.js"))
OWN_MODULES = [file for file in MODULES if "vendor" not in file.parts]


def test_every_sheet_of_the_kit_is_in_the_list():
    assert {file.stem for file in (KIT / "css").glob("*.css")} == {*assets.KIT_SHEETS, "gallery"}


def test_the_joined_sheet_holds_every_room_and_finds_its_fonts():
    text = assets.join_sheets().text.decode()
    assert text.lstrip().startswith("/* Every layer")
    fonts = re.findall(r'url\("(/[^"]+\.woff2)"\)', text)
    assert len(fonts) == 12
    assert all((KIT / "fonts" / font.rsplit("/", 1)[1]).exists() for font in fonts)
    for _, file in assets.sheets():
        assert file.read_text(encoding="utf-8")[:60] in text


@pytest.mark.parametrize("file", SHEETS, ids=lambda f: f.name)
def test_a_sheet_is_short_and_keeps_to_its_layer(file: Path):
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    allowed = {"reset", "tokens", "base", "layout", "parts", "quiet"} if KIT in file.parents else {"rooms"}
    if file.stem == "gallery":
        allowed = {"rooms"}
    layers = set(re.findall(r"@layer (\w+) \{", text))
    assert layers <= allowed
    assert layers or file.stem == "fonts" or KIT not in file.parents


def test_a_rooms_sheet_never_overrules_what_the_reader_wants():
    text = assets.join_sheets().text.decode()
    outside = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    depth, tops, start = 0, [], 0
    for at, sign in enumerate(outside):
        if sign == "{":
            tops += [outside[start:at].rsplit(";", 1)[-1].strip()] if depth == 0 else []
            depth += 1
        elif sign == "}":
            depth, start = depth - 1, at + 1
    assert {top.split()[0] for top in tops} == {"@layer", "@font-face"}


@pytest.mark.parametrize("file", SHEETS, ids=lambda f: f.name)
def test_a_sheet_uses_logical_properties_and_tokens(file: Path):
    text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.S)
    physical = r"^\s*(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height)\s*:"
    assert not re.findall(physical, text, re.M)
    if file.stem not in {"tokens", "people", "previews", "door", "gallery", "floats"}:
        assert not re.findall(r"#[0-9a-f]{3,8}\b|(?<!-)\brgba?\(|oklch\(", text)


@pytest.mark.parametrize("file", OWN_MODULES, ids=lambda f: f.name)
def test_a_module_is_short_and_evaluates_nothing(file: Path):
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 100
    assert not re.search(r"\beval\(|new Function|document\.write|\.on[a-z]+ = ", text)


def test_every_module_is_announced_so_that_none_waits():
    names = {url.rsplit("/", 1)[1] for url in assets.modules()}
    assert {file.name for file in (KIT / "js").glob("*.js")} <= names
    imported = set(re.findall(r'from "[./a-z]*/([\w.-]+)"|import "[./a-z]*/([\w.-]+)"', _all_js()))
    assert {a or b for a, b in imported} <= names


def _all_js() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in (KIT / "js").glob("*.js"))


@pytest.mark.django_db  # and no company yet: the setup page wears it too
def test_the_stylesheet_is_kept_for_a_year_under_its_version_only(client: Client):
    url = assets.stylesheet_url()
    kept = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert kept["Content-Encoding"] == "gzip"
    assert "immutable" in kept["Cache-Control"]
    assert gzip.decompress(kept.content) == client.get(url).content
    assert client.get("/kit.css")["Cache-Control"] == "no-cache"
    assert client.get("/kit.css?v=older")["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in kept.headers
