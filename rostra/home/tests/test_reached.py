"""No page is an island: from the front page links lead to every page that needs nothing to be named."""

import re

from django.urls import NoReverseMatch, resolve, reverse
from django.urls.exceptions import Resolver404

from rostra.accounts.models import Grant
from tests.test_floors import urls_by_name

LINK = re.compile(r'(?:href|hx-get)="(/[^"#?]*)')
# For machines, for scripts, for who is not in yet, for the demo alone, or asked for by what was written.
NOT_BY_LINK = re.compile(
    r"csp|css|healthz|readyz|login|logout|reset|inactive|setup|demo|kit_|_preview|_suggest|suggest"
)

# Where a network brings one back to; what shows only with an earlier version, or with somebody to invite.
SOMETIMES = {"account_return", "guide_versions", "invite_everybody"}


def reached(client):
    """Names of pages from the front page on, one page of each name; of people her own, which the masthead leads to."""
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop(0)
        try:
            name = resolve(path).url_name
        except Resolver404:
            continue
        if name is None or name in seen or name in {"file", "language", "account_logout"}:
            continue
        seen.add(name)
        answer = client.get(path)
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            waiting += LINK.findall(answer.content.decode())
    return seen


def pages():
    for name in urls_by_name():
        try:
            path = reverse(name)
        except NoReverseMatch:
            continue
        door = getattr(resolve(path).func, "door", None)
        if door is not None and "GET" in door.methods and not NOT_BY_LINK.search(name):
            yield name


def test_every_page_is_led_to_by_links(cast, sign_in):
    Grant.objects.create(user=cast.ana.user, kind=Grant.Kind.COMMUNICATOR)
    alone = sorted(set(pages()) - reached(sign_in(cast.ana)) - SOMETIMES)
    assert " ".join(alone) == ""
