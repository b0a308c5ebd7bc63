"""From nothing to a company with its first administrator, by page and by command."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from rostra.accounts.actions.setup import FirstAdministrator, is_setup_code, new_setup_code, set_up
from rostra.accounts.models import Grant, SetupCode, User
from rostra.accounts.setup_code import announce
from rostra.company import current
from rostra.company.actions import CompanyWords
from rostra.company.models import Company
from rostra.kit.errors import Refused
from rostra.ledger.models import Fact
from rostra.people.models import Person

WORDS = "a river in the morning"
ANSWERS = {
    "name": "Aamuvalle Oy",
    "nameplate": "Aamuvalle",
    "greeting": "",
    "zone": "Europe/Helsinki",
    "languages": ["en", "fi"],
    "language": "fi",
    "brand": "oklch(0.46 0.17 262)",
    "employer_names": "",
    "mail_host": "",
    "mail_port": "587",
    "mail_security": "starttls",
    "mail_user": "",
    "mail_password": "",
    "mail_from": "",
    "admin_name": "Aino Aalto",
    "admin_email": "Aino@Aamuvalle.example",
    "password": WORDS,
}


@pytest.fixture(autouse=True)
def _bare_house(cast):
    """The same database before its first hour: no company, nobody in it."""
    cache.clear()
    Person.objects.all().delete()
    User.objects.all().delete()
    Company.objects.all().delete()
    current.forget()


@pytest.fixture
def inside(client):
    """A browser that has given the code."""
    client.post("/setup/", {"code": new_setup_code()})
    return client


def test_before_the_first_hour_every_way_leads_to_its_page(client):
    for url in ("/", "/sign-in/", "/console/company/", "/people/", "/nowhere/", "/demo/mail/"):
        assert client.get(url)["Location"] == "/setup/"
    assert "not set up yet" in client.get("/setup/").content.decode()
    assert client.get("/healthz").status_code == 200
    assert client.get("/brand.css").status_code == 200
    assert client.get("/privacy/").status_code == 200


def test_without_the_code_nothing_is_asked_and_nothing_made(client):
    new_setup_code()
    assert "admin_email" not in client.get("/setup/").content.decode()
    response = client.post("/setup/", ANSWERS)
    assert "admin_email" not in response.content.decode()
    assert not Company.objects.exists()


def test_the_code_is_printed_once_a_start_and_kept_as_a_digest():
    out = StringIO()
    assert announce(out)
    code = re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", out.getvalue())[0]
    assert is_setup_code(code)
    assert is_setup_code(f" {code.lower().replace('-', ' ')} ")
    assert code.replace("-", "") not in SetupCode.objects.get().digest
    announce(StringIO())
    assert not is_setup_code(code)


def test_a_code_is_over_after_a_day():
    code = new_setup_code()
    SetupCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not is_setup_code(code)


def test_a_wrong_code_is_said_and_guessing_is_slow(client):
    code = new_setup_code()
    answers = [client.post("/setup/", {"code": "ABCD-EFGH-JKMN-PQRS"}) for _try in range(12)]
    assert {answer.status_code for answer in answers} == {422}
    assert "not the code" in answers[0].content.decode()
    assert "Too many tries" in answers[-1].content.decode()
    assert "Too many tries" in client.post("/setup/", {"code": code}).content.decode()


def test_with_the_code_the_house_is_opened_and_its_first_administrator_is_in(inside):
    assert "admin_email" in inside.get("/setup/").content.decode()
    response = inside.post("/setup/", ANSWERS)
    assert (response.status_code, response["Location"]) == (302, "/")
    company = Company.objects.get()
    assert (company.name, company.languages, company.employer_names) == ("Aamuvalle Oy", ["en", "fi"], ["Aamuvalle Oy"])
    assert company.set_up_at is not None
    user = User.objects.get()
    assert user.email == "aino@aamuvalle.example"
    assert user.check_password(WORDS)
    assert [grant.kind for grant in Grant.objects.all()] == ["administrator"]
    person = Person.objects.get()
    assert (person.name, person.user) == ("Aino Aalto", user)
    assert inside.get("/console/company/").status_code == 200
    kinds = set(Fact.objects.values_list("kind", flat=True))
    assert {"company.CompanySetUp", "accounts.GrantGiven", "accounts.InvitationAccepted"} <= kinds


def test_afterwards_the_page_is_gone_and_so_is_the_code(inside, client):
    inside.post("/setup/", ANSWERS)
    for way in (inside.get, inside.post):
        assert way("/setup/").status_code == 404
    assert not SetupCode.objects.exists()
    assert new_setup_code() is None
    assert announce(StringIO()) is False


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("brand", "url(x)"),
        ("zone", "Nowhere"),
        ("admin_email", "x"),
        ("password", "short"),
        ("languages", []),
    ],
)
def test_what_cannot_be_taken_is_said_and_everything_else_is_kept(inside, field, value):
    response = inside.post("/setup/", ANSWERS | {field: value, "greeting": "Good morning"})
    assert response.status_code == 422
    page = response.content.decode()
    assert f'id="id_{field}_error"' in page
    assert "Good morning" in page
    assert WORDS not in page
    assert not Company.objects.exists()
    assert not User.objects.exists()


def test_a_test_mail_can_be_tried_before_anything_is_kept(inside):
    form = ANSWERS | {
        "name": "",
        "mail_host": "127.0.0.1",
        "mail_port": "1",
        "mail_security": "none",
        "mail_from": "r@a.example",
    }
    response = inside.post("/setup/", form | {"test": "1"})
    assert response.status_code == 200
    assert "Nothing answers on this port" in response.content.decode()
    assert not Company.objects.exists()


def test_a_test_mail_that_could_not_be_tried_says_which_field_to_mend_beside_the_button(inside):
    wrong = ANSWERS | {"mail_host": "127.0.0.1", "mail_port": "99999", "mail_from": "r@a.example", "test": "1"}
    page = inside.post("/setup/", wrong).content.decode()
    told = page[page.index('id="tried"') :].partition("</div></div>")[0]
    assert "No test mail was sent" in told
    assert "Port: " in told
    assert "Choose a password" not in told
    assert page.index('name="test"') > page.index('id="tried"')


def test_of_two_who_open_the_house_at_once_one_is_told_so():
    words = CompanyWords(name="A", nameplate="A")
    set_up(words=words, administrator=FirstAdministrator("One", "one@a.example", WORDS))
    with pytest.raises(Refused, match="already"):
        set_up(words=words, administrator=FirstAdministrator("Two", "two@a.example", WORDS))
    assert not User.objects.filter(email="two@a.example").exists()


FLAGS = ["--no-input", "--name=Aamuvalle Oy", "--admin-name=Aino Aalto", "--admin-email=aino@aamuvalle.example"]


def test_the_command_does_the_same_at_the_machine(monkeypatch, client):
    monkeypatch.setenv("ROSTRA_ADMIN_PASSWORD", WORDS)
    out = StringIO()
    call_command("setup_company", *FLAGS, "--languages=fi,es", "--brand=#1d4ed8", stdout=out)
    assert "Aamuvalle Oy is set up" in out.getvalue()
    company = Company.objects.get()
    assert (company.nameplate, company.language, company.brand) == ("Aamuvalle Oy", "fi", "#1d4ed8")
    assert client.post("/sign-in/", {"login": "aino@aamuvalle.example", "password": WORDS})["Location"] == "/"
    with pytest.raises(CommandError, match="already"):
        call_command("setup_company", *FLAGS)


@pytest.mark.parametrize(
    "flag", ["--zone=Mars", "--languages=xx", "--brand=;", "--admin-email=x", "--mail-port=x", "--name= "]
)
def test_the_command_names_what_is_wrong_and_keeps_nothing(monkeypatch, flag):
    monkeypatch.setenv("ROSTRA_ADMIN_PASSWORD", WORDS)
    with pytest.raises(CommandError):
        call_command("setup_company", *FLAGS, flag)
    assert not Company.objects.exists()
    assert not User.objects.exists()


def test_the_command_makes_nobody_without_a_password(monkeypatch):
    monkeypatch.delenv("ROSTRA_ADMIN_PASSWORD", raising=False)
    with pytest.raises(CommandError):
        call_command("setup_company", *FLAGS)
    assert not Company.objects.exists()


def test_the_command_sends_the_test_mail_first(monkeypatch):
    monkeypatch.setenv("ROSTRA_ADMIN_PASSWORD", WORDS)
    mail = ["--mail-host=127.0.0.1", "--mail-port=1", "--mail-security=none", "--mail-from=r@a.example"]
    with pytest.raises(CommandError, match="not taken"):
        call_command("setup_company", *FLAGS, *mail, "--test-mail=aino@aamuvalle.example")
    assert not Company.objects.exists()
