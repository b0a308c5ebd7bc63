"""A house of one page for behaviours: real Chromium, real stylesheet, script and policy; answers are given by the test.

No database and no server: the browser's requests are answered here.
"""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, engines
from django_cotton.compiler_regex import CottonCompiler
from playwright.sync_api import Browser, Page, Request, Route

from rostra.kit.assets import join_sheets
from rostra.kit.csp import policy
from rostra.kit.gallery import sample

HOUSE = "http://house.test"
POLICY = policy(report=False)


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


@dataclass
class House:
    """`show(html)` opens a page whose main holds it. `answers[path]` is (status, html); `asked` are the requests to them."""

    page: Page
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    body: str = ""

    def show(self, html: str = "", *, template: str = "") -> Page:
        """Render `html` (cotton and tags work) inside `base.html`, or a whole `template` of the gallery."""
        engine = engines["django"]
        context: dict[str, Any] = {**sample(), "csrf_token": "token-of-the-page"}
        if template:
            self.body = engine.engine.get_template(template).render(Context(context))
        else:
            inner = f'{{% extends "base.html" %}}{{% block main %}}{html}{{% endblock %}}'
            self.body = engine.from_string(CottonCompiler().process(inner)).template.render(Context(context))
        self.page.goto(f"{HOUSE}/")
        self.until("document.documentElement.classList.contains('scripted')")
        return self.page

    def until(self, truth: str) -> None:
        """Wait until the expression is true; `wait_for_function` would evaluate in the page, which the policy forbids."""
        deadline = monotonic() + 20
        while not self.page.evaluate(truth):
            assert monotonic() < deadline, truth
            self.page.wait_for_timeout(20)

    def serve(self, route: Route, request: Request) -> None:
        path = urlsplit(request.url).path
        if path in self.answers:
            self.asked.append(request)
            status, html = self.answers[path]
            if status == 0:
                route.abort()
            else:
                route.fulfill(status=status, body=html, content_type="text/html; charset=utf-8")
        elif path == "/kit.css":
            route.fulfill(body=join_sheets().text, content_type="text/css")
        elif path == "/brand.css":
            route.fulfill(body=":root { --brand: oklch(0.46 0.17 262); }", content_type="text/css")
        elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(path=str(file), content_type=kind)
        elif path == "/":
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
            route.fulfill(body=self.body, headers=headers)
        else:
            route.fulfill(status=404, body="")


@pytest.fixture
def house(browser: Browser) -> Iterator[House]:
    """A fresh browser window; the test fails if the policy had to stop anything or a script broke."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", timezone_id="Europe/Helsinki"
    )
    page = context.new_page()
    made = House(page)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on("console", lambda said: made.complaints.append(said.text) if "Security Policy" in said.text else None)
    page.route(f"{HOUSE}/**", made.serve)
    yield made
    context.close()
    assert made.complaints == []
