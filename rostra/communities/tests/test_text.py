"""What people write becomes HTML that holds nothing but words and links."""

from html.parser import HTMLParser

import pytest

from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.moderation import remove
from rostra.communities.tests.test_entries import say
from rostra.communities.text import to_html

ALLOWED = {"a": {"href", "rel", "class", "title"}}


class Attributes(HTMLParser):
    """Every attribute of a text that a page would obey."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, name, value or "") for name, value in attrs]


@pytest.mark.parametrize(
    "text",
    [
        'see http://a.example/"hx-post="/console/grants/"hx-trigger="load"z',
        'see http://a.example/"hx-vals=\'{"email":"me@a.example","kind":"administrator"}\'hx-trigger="load"z',
        "http://a.example/&quot;onclick=&quot;alert(1)&quot;z",
        "http://a.example/'onclick='alert(1)'z",
        '#topic"onclick="alert(1)"',
        '[a](http://a.example "t></a> #tag http://x/\\"hx-get=/a")',
        "[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) [d](JaVa\tScRiPt:alert(1)) <javascript:alert(1)>",
        "[a](java&#115;cript:alert(1)) [b](&#x6A;avascript:alert(1))",
        '<img src=x onerror=alert(1)> <a href="x" onclick=alert(1)>b</a> <svg/onload=alert(1)>',
        "[![x](javascript:alert(1))](javascript:alert(1)) [[a](http://b.example)](javascript:alert(1))",
        '@[Bo" onclick="alert(1)](0190f3c0-0000-7000-8000-000000000000)',
        '> - `http://a.example/"onclick="alert(1)"z`\n\n```\nhttp://a.example/"onclick="x"z\n```',
    ],
)
def test_no_words_reach_the_page_as_anything_but_words(text):
    for tag, name, value in Attributes(to_html(text)).found:
        assert name in ALLOWED.get(tag, set()), f"{tag} got {name}={value}"
        assert name != "href" or value.startswith(("http://", "https://", "mailto:", "/"))


@pytest.mark.usefixtures("db")
def test_and_htmx_looks_into_nobodys_words(cast, sign_in):
    entry = say(cast.bo)
    comment = post_comment(by=cast.chen, entry=entry, body="one")
    page = sign_in(cast.bo).get(f"/entries/{entry.id}/").content.decode()
    remove(by=cast.ana, thing=entry, reason="Not kind.")
    page += sign_in(cast.bo).get(f"/entries/{entry.id}/").content.decode()
    opened = [words.split(">")[0] for words in page.split('class="said')[1:]]
    assert comment.body in page
    assert len(opened) == 3
    assert all("hx-ignore" in words for words in opened)


def test_a_bare_address_is_a_link_that_ends_before_a_quotation_mark():
    html = to_html('He said "look at https://www.a.example/x?a=1&b=2".')
    assert '<a href="https://www.a.example/x?a=1&amp;b=2" rel="noopener noreferrer">a.example/x?a=1&amp;b=2</a>' in html
