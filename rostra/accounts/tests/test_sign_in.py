import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from rostra.accounts.actions.tokens import make_token
from rostra.accounts.demo import DemoCast, DemoPerson, demo_people
from rostra.accounts.models import Session
from rostra.accounts.tokens import user_of_token
from rostra.company.models import Mail
from rostra.ledger.models import Fact
from tests.cast import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _fresh_limits(db):
    cache.clear()
    yield
    cache.clear()


def come_in(client, email="chen@aamuvalle.example", password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": email, "password": password, **more}, headers={"User-Agent": FIREFOX})


def test_with_the_right_words_she_is_in_and_can_see_where(cast, client):
    response = come_in(client, "Chen@Aamuvalle.example ")
    assert (response.status_code, response["Location"]) == (302, "/")
    session = Session.objects.get(user=cast.chen.user)
    assert session.agent == FIREFOX
    assert client.get("/account/").status_code == 200
    fact = Fact.objects.get(kind="accounts.SignedIn")
    assert fact.data["agent"] == "Firefox, Linux"
    assert fact.keep_until is not None


def test_she_lands_where_she_was_going_and_never_elsewhere(cast, client):
    assert come_in(client, next="/account/sessions/")["Location"] == "/account/sessions/"
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"):
        client.post("/sign-out/")
        assert come_in(client, next=elsewhere)["Location"] == "/"


def test_coming_in_changes_the_sessions_key(cast, client):
    client.get("/sign-in/")
    client.cookies["rostra_session"] = "a" * 32
    come_in(client)
    assert client.cookies["rostra_session"].value != "a" * 32


def wrong_page(client, email, password="wrong words here"):
    response = come_in(client, email, password)
    assert response.status_code == 200
    return re.sub(
        r'(name="csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"|value="[^"]*@[^"]*"', "", response.content.decode()
    )


def test_a_wrong_password_an_unknown_address_and_a_closed_account_look_the_same(cast, client):
    pages = {
        wrong_page(client, email)
        for email in ("chen@aamuvalle.example", "nobody@aamuvalle.example", "eve@aamuvalle.example")
    }
    assert len(pages) == 1
    assert "do not belong together" in pages.pop()


def test_who_left_does_not_come_in_with_the_right_words_either(cast, client):
    come_in(client, "eve@aamuvalle.example")
    assert not Session.objects.filter(user=cast.eve.user).exists()
    assert client.get("/account/").status_code == 302


def test_after_five_wrong_tries_the_right_words_wait_too(cast, client, client_elsewhere):
    for _try in range(5):
        come_in(client, password="wrong")
    assert "Too many tries" in come_in(client_elsewhere).content.decode()
    assert come_in(client_elsewhere, "bo@aamuvalle.example").status_code == 302


@pytest.fixture
def client_elsewhere():
    return Client(REMOTE_ADDR="203.0.113.77")


def test_the_tries_are_counted_where_every_process_sees_them(cast, client):
    come_in(client, password="wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] > 0


def test_signing_out_takes_a_button_and_ends_the_session(cast, sign_in):
    client = sign_in(cast.chen)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/account/").status_code == 200
    response = client.post("/sign-out/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(user=cast.chen.user).exists()
    assert client.get("/account/").status_code == 302


def test_no_browser_keeps_a_page_of_hers(cast, sign_in, client):
    hers = sign_in(cast.chen)
    _token, text = make_token(by=cast.chen.user, name="One", days=1)
    for kept in (hers.get("/"), hers.get("/people/suggest/?q=bo"), hers.get("/api/river"), hers.get("/nowhere/"),
                 client.get("/api/river", headers={"Authorization": f"Bearer {text}"})):  # fmt: skip
        assert "no-store" in kept["Cache-Control"]
    assert "no-store" not in hers.get("/kit.css")["Cache-Control"]


def test_nobody_signs_herself_up(client, cast):
    for url in ("/sign-up/", "/accounts/signup/", "/signup/"):
        assert client.get(url).status_code == 404


def reset_link(client, email="chen@aamuvalle.example"):
    client.post("/sign-in/password/", {"email": email})
    mail = Mail.objects.filter(kind="accounts.reset").order_by("-at").first()
    return re.search(r"http://\S+(/sign-in/password/\S+/)", mail.text)[1]


def test_a_forgotten_password_is_made_new_by_mail_and_every_session_ends(cast, client, sign_in):
    elsewhere = sign_in(cast.chen)
    link = reset_link(client)
    page = client.get(link, follow=True)
    assert page.status_code == 200
    form = page.redirect_chain[-1][0]
    new = "a river in the morning"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert elsewhere.get("/account/").status_code == 302
    assert not Session.objects.filter(user=cast.chen.user).exists()
    assert come_in(client, password=new).status_code == 302
    assert "way is closed" in client.get(link, follow=True).content.decode()
    assert Mail.objects.filter(kind="accounts.password", to=cast.chen.email).exists()
    assert Fact.objects.filter(kind="accounts.PasswordChanged").exists()


def test_asking_for_an_address_nobody_has_says_the_same_and_sends_nothing(cast, client):
    known = client.post("/sign-in/password/", {"email": "chen@aamuvalle.example"})
    unknown = client.post("/sign-in/password/", {"email": "nobody@aamuvalle.example"})
    left = client.post("/sign-in/password/", {"email": "eve@aamuvalle.example"})
    assert known["Location"] == unknown["Location"] == left["Location"] == "/sign-in/password/mail/"
    assert set(Mail.objects.values_list("to", flat=True)) == {"chen@aamuvalle.example"}


def test_the_mail_leads_to_the_houses_own_address_whatever_the_request_says(cast, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/sign-in/password/", {"email": "chen@aamuvalle.example"}, headers={"Host": "evil.example"})
    assert "evil.example" not in Mail.objects.get().text


def test_asking_too_often_for_one_address_sends_no_more(cast, client):
    answers = [client.post("/sign-in/password/", {"email": "chen@aamuvalle.example"}).status_code for _n in range(5)]
    assert Mail.objects.count() == 3
    assert answers[-1] in {302, 429}


def test_a_weak_or_mistyped_password_is_said_and_nothing_changes(cast, client):
    form = client.get(reset_link(client), follow=True).redirect_chain[-1][0]
    for one, other in (("short", "short"), ("passwordpassword", "passwordpasswort"), ("chen@aamuvalle.example",) * 2):
        response = client.post(form, {"password1": one, "password2": other})
        assert response.status_code == 200
        assert 'class="wrong"' in response.content.decode()
    assert come_in(client).status_code == 302


def test_her_own_password_is_changed_with_the_old_one_and_the_others_are_out(cast, sign_in):
    here, elsewhere = sign_in(cast.chen), sign_in(cast.chen)
    new = "a river in the morning"
    wrong = here.post("/account/password/", {"oldpassword": "no", "password1": new, "password2": new})
    assert "This is not your password" in wrong.content.decode()
    response = here.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert response["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert Session.objects.filter(user=cast.chen.user).count() == 1


@pytest.mark.parametrize(("ticked", "works"), [({"end_tokens": "on"}, False), ({}, True)])
def test_with_a_new_password_tokens_end_unless_she_says_they_are_hers(cast, sign_in, ticked, works):
    client, new = sign_in(cast.chen), "a river in the morning"
    assert "end_tokens" not in client.get("/account/password/").content.decode()
    _token, text = make_token(by=cast.chen.user, name="roast sheet", days=30)
    _other, bos = make_token(by=cast.bo.user, name="bell", days=30)
    box = re.search(r"<input[^>]*end_tokens[^>]*>", client.get("/account/password/").content.decode())
    assert " checked" in box[0]
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new} | ticked)
    assert (user_of_token(text) is not None) is works
    assert user_of_token(bos) is not None
    assert Fact.objects.filter(kind="accounts.TokenRevoked").count() == (0 if works else 1)


def test_after_a_forgotten_password_no_token_and_no_session_is_left(cast, client, sign_in):
    _token, text = make_token(by=cast.chen.user, name="roast sheet", days=30)
    signed_in = sign_in(cast.chen)
    link = reset_link(signed_in)
    assert "your tokens for the API end" in signed_in.get(link, follow=True).content.decode()
    new = {"password1": "a river at noon", "password2": "a river at noon"}
    done = signed_in.post(signed_in.get(link)["Location"], new, follow=True)
    assert (done.status_code, done.redirect_chain[-1][1]) == (200, 302)
    assert "Your password is new" in done.content.decode()
    assert user_of_token(text) is None
    assert not Session.objects.filter(user=cast.chen.user).exists()


@pytest.fixture
def _chen_can_be_been():
    demo_people.add(DemoCast("tests", lambda: [DemoPerson("chen@aamuvalle.example", "Chen Li", "roasts")]))
    yield
    del demo_people._items["tests"]


@pytest.mark.usefixtures("_chen_can_be_been")
def test_in_a_demo_one_click_makes_one_somebody(cast, client, settings):
    assert "demo house" not in client.get("/sign-in/").content.decode()
    assert client.post("/demo/sign-in/", {"email": "chen@aamuvalle.example"}).status_code == 404
    settings.ROSTRA_DEMO = True
    assert "Chen Li" in client.get("/sign-in/").content.decode()
    assert client.post("/demo/sign-in/", {"email": "ana@aamuvalle.example"}).status_code == 404
    response = client.post("/demo/sign-in/", {"email": "chen@aamuvalle.example", "next": "https://evil.example"})
    assert response["Location"] == "/"
    assert client.get("/account/").status_code == 200
