"""What was written is what is shown: only signs that are surely formatting vanish."""

from html.parser import HTMLParser

import pytest

from rostra.kit.markdown import to_html

AS_WRITTEN = [
    "24. joulukuuta on jouluaatto.",
    "24. joulukuuta\n25. joulukuuta\n31. joulukuuta",
    "2024. What a year!",
    "2026.",
    "3. third\n4. fourth\n7. seventh",
    "3. three\n2. two\n1. lift off",
    "1. first\n\ntext between\n\n2. second",
    "1) milk\n2) bread",
    "01. one\n02. two",
    "007. Bond",
    "12345678901. order",
    "1999. was good\n2000. was better",
    "- 5 degrees outside",
    "+ 1 from me",
    "-",
    "#topic at the start",
    "# two words",
    "    four spaces before it",
    "snake_case_name and __init__ and __init__.py",
    "5*3*2 = 30 and 2*3",
    "I <3 it",
    "if a<b and c>d then <name>",
    "AT&amp;T, &lt;b&gt;, &#8482; and &nbsp;",
    "[Ana]: hello",
    "[1]: https://x.example/a",
    "[call us](tel:+35840123)",
    "[local](localhost:5001)",
    "100 % & more ~5 km",
    "Line one\nline two",
]


class Shown(HTMLParser):
    """What a reader sees of a text, the numbers of lists included, as the browser counts them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.next, self.suffix = "", [], ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "ol":
            self.next.append(int(known.get("start") or 1))
            self.suffix = ")" if "bracketed" in (known.get("class") or "") else "."
        if tag == "li" and self.next:
            number = int(known.get("value") or self.next[-1])
            self.text += f"{number}{self.suffix} "
            self.next[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "ol":
            self.next.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_nothing_that_was_written_vanishes_or_changes(text):
    assert Shown(to_html(text)).text.split() == text.split()


@pytest.mark.parametrize("around", ["> {}", "before\n\n{}\n\nafter"])
def test_nor_in_a_quotation_or_between_other_words(around):
    for text in ["24. joulukuuta", "- 5 degrees", "__init__"]:
        shown = Shown(to_html(around.format(text))).text
        assert text in shown


def test_what_the_documentation_names_is_formatting():
    text = "**bold** and _leaning_ and *leaning* and ~~struck~~\n\n- one\n- two\n\n1. first\n2. second\n\n> quoted\n\n---\n\n`code`"
    html = to_html(text)
    for tag in ["strong>bold", "em>leaning", "s>struck", "li>one", "li>first", "blockquote>", "hr>", "code>code"]:
        assert f"<{tag}" in html
    assert to_html("Kahvi**talo**ssa") == "<p>Kahvi<strong>talo</strong>ssa</p>\n"


def test_words_behind_a_fence_are_kept_and_a_language_is_not():
    assert "print" in to_html("```python\nprint()\n```")
    assert "python" not in to_html("```python\nprint()\n```")
    assert "these words" in to_html("``` these words\ncode\n```")


def test_no_entity_turns_the_direction_of_a_line():
    assert "\u202e" not in to_html("&#x202e;this line is turned by an entity")


def test_a_number_that_no_browser_takes_is_still_the_number():
    assert Shown(to_html("999999998. a\n999999999. b")).text.split() == ["999999998.", "a", "999999999.", "b"]


def test_a_list_within_a_list_stays_one():
    html = to_html("1. outer\n   - inner\n2. outer")
    assert "<ul>\n<li>inner</li>" in html
    assert html.count("<li>") == 3
