"""Signing in, and a company's first hour, in a real browser."""

import io
import re

import pytest
from playwright.sync_api import Page, expect

from rostra.accounts.models import User
from rostra.accounts.setup_code import announce
from rostra.company import current
from rostra.company.models import Company
from tests.browser.conftest import NARROW, WIDE
from tests.cast import PASSWORD

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "390"])


def printed(pattern: str) -> str:
    """What fits this pattern in what a server says that finds no company."""
    log = io.StringIO()
    current.forget()
    assert announce(log)
    found = re.search(pattern, log.getvalue())
    assert found
    return found.group(0)


def set_up(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button").first.click()
    page.get_by_label("Company name").fill("Aamuvalle Oy")
    page.get_by_label("Nameplate").fill("Aamuvalle")
    page.get_by_label("Your name").fill("Riikka Aalto")
    page.get_by_label("Your work e-mail").fill("riikka@aamuvalle.example")
    page.get_by_label("Choose a password").fill("correct horse battery")
    page.locator("main button[type=submit]").last.click()
    expect(page.get_by_role("link", name="You, Riikka Aalto")).to_be_visible()


@SIZES
def test_signing_in_and_out(house, enter, size):
    page = enter(None, size=size).go("/")
    page.get_by_label("Work e-mail").fill("bo@aamuvalle.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text("do not belong together").first).to_be_visible()
    expect(page.get_by_label("Work e-mail")).to_have_value("bo@aamuvalle.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Come in").click()
    expect(page.locator("nav.rail, nav.tabbar").first).to_be_attached()
    expect(page.get_by_role("link", name="You, Bo Berg")).to_be_visible()


@SIZES
def test_a_companys_first_hour(transactional_db, enter, size):
    """A code from the log, one page of questions, and the first administrator stands in her house."""
    code = printed(r"([A-Z0-9]{4}-){3}[A-Z0-9]{4}")
    page = enter(None, size=size).go("/")
    page.get_by_label("Code").fill("AAAA-BBBB-CCCC-DDDD")
    page.get_by_role("button").first.click()
    expect(page.get_by_text("This is not the code").first).to_be_visible()
    set_up(page, code)
    assert Company.objects.get().nameplate == "Aamuvalle"
    assert set(User.objects.get().grants.values_list("kind", flat=True)) >= {"administrator"}
    assert enter(None).page.request.get(page.url.rstrip("/") + "/setup/").status == 404
