"""`{% drawn %}`: drawn once, and never one reader's word before another's eyes."""

from uuid import uuid4

import pytest
from django.template import Context, TemplateSyntaxError, engines
from django.urls import reverse
from django.utils import translation

from rostra.kit.paths import path_to
from rostra.kit.slots import cut, gap, laid_in


def template(text):
    return engines["django"].from_string(text).template


def test_it_is_drawn_once_and_each_readers_own_laid_in(monkeypatch):
    made = template(
        "{% drawn by a=a with name=name %}{{ a }}:{% for x in '123' %}{{ x }}{% endfor %}:{{ name }}{% enddrawn %}"
    )
    assert made.render(Context({"a": "one", "name": "Bo"})) == "one:123:Bo"
    node = made.nodelist[0]
    monkeypatch.setattr(node, "body", None)  # drawing it again would fail
    assert made.render(Context({"a": "one", "name": "Chen"})) == "one:123:Chen"


def test_what_is_laid_in_is_escaped():
    made = template("{% drawn with name=name %}<a>{{ name }}</a>{% enddrawn %}")
    assert made.render(Context({"name": '<b "x">'})) == "<a>&lt;b &quot;x&quot;&gt;</a>"


def test_nothing_but_the_named_is_known_inside():
    made = template("{% drawn by a=a %}{{ a }}{{ secret }}{{ request }}{% enddrawn %}")
    assert made.render(Context({"a": 1, "secret": "of Bo", "request": "of Bo"})) == "1"


def test_other_values_and_other_languages_are_drawn_anew():
    made = template("{% load i18n %}{% drawn by n=n %}{{ n }}{% trans 'Search' %}{% enddrawn %}")
    assert made.render(Context({"n": 1})) == "1Search"
    assert made.render(Context({"n": 2})) == "2Search"
    with translation.override("fi"):
        assert made.render(Context({"n": 1})) == "1Haku"


@pytest.mark.parametrize("tag", ["drawn a=a", "drawn by a=a by b=b", "drawn by a"])
def test_a_tag_written_wrongly_does_not_compile(tag):
    with pytest.raises(TemplateSyntaxError):
        template("{% " + tag + " %}{% enddrawn %}")


def test_a_gap_without_a_value_is_an_error_and_not_a_hole():
    parts = cut(f"<p>{gap('name')}</p>")
    assert laid_in(parts, {"name": "Bo"}) == "<p>Bo</p>"
    with pytest.raises(KeyError):
        laid_in(parts, {})


def test_addresses_are_those_of_reverse():

    some = uuid4()
    assert path_to("entry", some) == reverse("entry", args=[some])
    assert path_to("community", "winter-blend") == reverse("community", args=["winter-blend"])
    assert path_to("inbox") == reverse("inbox")
