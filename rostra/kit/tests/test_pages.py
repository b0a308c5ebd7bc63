"""Templates compile, components exist, pages stand without a database, the gallery shows everything."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.forms import CharField, ChoiceField, Form, RadioSelect, Textarea
from django.template import Context, engines
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory

from rostra.kit.gallery import PAGES, sample

ROSTRA = Path(__file__).resolve().parents[2]
COMPONENTS = {file.stem.replace("_", "-") for file in (ROSTRA / "kit/templates/cotton").glob("*.html")}


def templates() -> list[tuple[str, Path]]:
    return [
        (str(file.relative_to(folder)), file)
        for folder in ROSTRA.glob("*/templates")
        for file in folder.rglob("*.html")
    ]


@pytest.mark.parametrize("name", [name for name, _ in templates()])
def test_the_template_compiles(name: str):
    get_template(name)


@pytest.mark.parametrize(("name", "file"), templates())
def test_every_component_that_is_used_exists(name: str, file: Path):
    named = re.findall(r"<c-([a-z_-]+)", file.read_text(encoding="utf-8"))
    used = {component.replace("_", "-") for component in named} - {"vars", "slot"}
    assert used - COMPONENTS == set()


# Letters are not pages: mail programs know inline styles only.
@pytest.mark.parametrize(
    ("name", "file"), [(name, file) for name, file in templates() if "mail" not in file.parent.name]
)
def test_no_page_carries_style_or_script_of_its_own(name: str, file: Path):
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*src=)|\son[a-z]+=\"|javascript:|\bhx-on", text)


def test_the_gallery_uses_every_component():
    shown = "".join(file.read_text(encoding="utf-8") for name, file in templates() if "gallery" in name)
    assert COMPONENTS - set(re.findall(r"<c-([a-z-]+)", shown)) == {
        "icon",
        "toast",
    }  # the tag and the include are shown


@pytest.mark.parametrize("name", PAGES)
def test_whole_pages_of_the_gallery_stand_without_a_database(name: str):
    request = RequestFactory().get("/")
    page = engines["django"].engine.get_template(f"kit/gallery/pages/{name}.html")
    html = page.render(Context({**sample(name), "request": request}))  # no context processors: nothing may ask
    assert "<main" in html
    assert "<c-" not in html


NOES = ["400", "403", "403_csrf", "404", "405", "413", "422", "429", "500", "503"]


@pytest.mark.parametrize("code", NOES)
def test_a_page_that_says_no_stands_alone_and_says_what_to_do(code: str):
    html = render_to_string(f"{code}.html", {"message": "The list is too long. Cut it in two."})
    said = [
        re.search(rf"<{part}>(.*?)</", html)[1]
        for part in ('h1 class="h1"', 'p class="deck" data-say', 'p class="kept"')
    ]
    assert all(len(words) > 10 for words in said)
    assert len(set(said)) == 3
    assert 'href="/"' in html
    if code in {"403", "422"}:
        assert "The list is too long. Cut it in two." in html


@pytest.mark.usefixtures("cast")
def test_the_gallery_is_there_for_builders_and_not_in_a_companys_house(client: Client, settings):
    settings.ROSTRA_GALLERY = True
    assert client.get("/kit/").status_code == 200
    assert client.get("/kit/pages/home/").status_code == 200
    assert client.get("/kit/pages/nowhere/").status_code == 404
    settings.ROSTRA_GALLERY = False
    assert client.get("/kit/").status_code == 404
    assert client.get("/kit/pages/home/").status_code == 404


def test_the_light_is_in_the_first_byte_of_the_page():
    def page(cookie: str) -> str:
        request = RequestFactory().get("/", headers={"Cookie": f"theme={cookie}"})
        return render_to_string("kit/gallery/pages/home.html", sample("home") | {"request": request})

    assert '<html lang="en" data-theme="dark">' in page("dark")
    assert '<html lang="en">' in page("purple")


class Asking(Form):
    words = CharField(widget=Textarea, help_text="Short, please.")
    mail = CharField(required=False)
    to = ChoiceField(choices=[("a", "Everyone"), ("b", "My unit")], widget=RadioSelect)


def test_forms_of_django_come_out_as_fields_of_the_house():
    html = str(Asking({"words": "", "mail": "x"}))
    assert '<textarea class="input"' in html
    assert 'class="hint" id="id_words_helptext"' in html
    assert 'class="wrong"' in html
    assert 'aria-invalid="true"' in html
    assert '<fieldset class="field"' in html
    assert 'class="tick"' in html
    assert 'class="optional"' in html
    assert settings.FORM_RENDERER.endswith("TemplatesSetting")
