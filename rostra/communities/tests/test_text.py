"""What people write becomes HTML that holds nothing but words and links."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.moderation import remove
from rostra.communities.hearers import To
from rostra.communities.tests.test_entries import gather, say
from rostra.communities.text import to_html

ALLOWED = {"a": {"href", "rel", "class", "title"}, "ol": {"start", "class"}, "li": {"value"}}


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


DATED = ["24. joulukuuta on jouluaatto.", "- 5 degrees at the roastery", "AT&amp;T asks for __init__.py and 5*3*2"]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("text", DATED)
def test_a_line_that_looks_like_a_list_is_shown_as_it_was_written_wherever_it_is_shown(cast, sign_in, text):
    community = gather(cast.bo, cast.chen, cast.kim)
    entry = say(cast.bo, To.those_in(community), text)
    post_comment(by=cast.chen, entry=entry, body=f"{text} And so say I.")
    reader = sign_in(cast.kim)
    for page in [f"/entries/{entry.id}/", f"/communities/{community.slug}/", "/"]:
        assert visible(reader.get(page)).count(text) >= 2, page
    told = reader.get(f"/api/entries/{entry.id}").json()["entry"]
    assert told["text"] == text
    assert unescape(re.sub("<[^>]*>", "", told["html"])).strip() == text
    assert text in visible(sign_in(cast.bo).get("/inbox/"))


def visible(response):
    """The words of a page, without its tags; a list's numbers are none, so what stands in a list is not found here."""
    words = re.sub(r"<script.*?</script>|<style.*?</style>", " ", response.content.decode(), flags=re.DOTALL)
    return unescape(re.sub("<[^>]*>", "", words))
