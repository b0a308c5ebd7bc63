"""Somebody who reads mail elsewhere, and opens its links in a browser of a certain strictness."""

from dataclasses import dataclass
from html import escape

from playwright.sync_api import Browser, Page, Request

from tests.browser.conftest import Visit, _visit

WEBMAIL, STORY = "https://mail.example", "https://aamuvalle.example"


@dataclass(frozen=True)
class Way:
    """How a reader reaches the house."""

    tls: bool
    strict: bool

    def __str__(self) -> str:
        return f"{'tls' if self.tls else 'plain'}-{'strict' if self.strict else 'usual'}"


@dataclass
class Reader:
    """Opens links out of mails, each in a new window unless one has to be signed in for it."""

    way: Way
    browser: Browser
    root: str
    visits: list[Visit]
    requests: list[Request]

    def check_what_was_said_of_origins(self) -> None:
        """A browser that is not as strict as the test wants it, or less usual, proves nothing."""
        forms = [each.all_headers() for each in self.requests if each.method == "POST" and each.is_navigation_request()]
        assert {headers["origin"] for headers in forms} == {"null" if self.way.strict else self.root}
        assert any("referer" in headers for headers in forms) is not self.way.strict

    def _window(self) -> Visit:
        context = self.browser.new_context(locale="en-GB", reduced_motion="reduce", ignore_https_errors=True)
        context.on("request", lambda request: self.requests.append(request))
        context.route(f"{STORY}/**", lambda route: route.fulfill(body="The story."))
        self.visits.append(_visit(None, context, self.root))
        return self.visits[-1]

    def open(self, link: str, *, signed_in: bool = False, leads_to: str = "") -> Page:
        """From the page of another site that hides where it leads from, as webmails do. A new window, unless `signed_in`.

        Returns when the browser is at `leads_to`, an address or the start of one; by default anywhere in the house.
        """
        visit = self.visits[0] if signed_in and self.visits else self._window()
        words = f'<meta name="referrer" content="no-referrer"><a rel="noreferrer" href="{escape(link)}">Open</a>'
        visit.page.route(f"{WEBMAIL}/", lambda route: route.fulfill(body=words, content_type="text/html"))
        visit.page.goto(f"{WEBMAIL}/")
        visit.page.get_by_role("link").click()
        visit.page.wait_for_url(f"{leads_to or self.root}/**")
        return visit.page
