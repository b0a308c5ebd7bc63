"""Sessions, tokens and the address: what one does to one's own log-in."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from ninja.errors import HttpError

from rostra.accounts.actions.email_change import MOST_A_DAY, ask_email_change, confirm_email_change
from rostra.accounts.actions.sessions import note_seen, remove_expired_sessions
from rostra.accounts.actions.tokens import MOST, make_token, revoke_token
from rostra.accounts.agents import describe_agent
from rostra.accounts.api_auth import BearerOrSession, Recogniser, recognisers
from rostra.accounts.models import ApiToken, EmailChange, Session, User
from rostra.accounts.tokens import user_of_token
from rostra.company.models import Mail
from rostra.kit.errors import Refused
from rostra.kit.ids import new_id
from rostra.ledger.models import Fact
from tests.cast import PASSWORD


def key_of(client):
    return client.cookies["rostra_session"].value


def test_she_sees_her_own_sessions_and_no_key_of_any(cast, sign_in):
    here, elsewhere, bo = sign_in(cast.chen), sign_in(cast.chen), sign_in(cast.bo)
    page = here.get("/account/sessions/").content.decode()
    assert page.count('value="delete"') == 2  # the other one, and all others
    for client in (here, elsewhere, bo):
        assert key_of(client) not in page


def test_one_session_can_be_ended(cast, sign_in):
    here, elsewhere = sign_in(cast.chen), sign_in(cast.chen)
    page = here.get("/account/sessions/").content.decode()
    url = re.search(r"/account/sessions/[0-9a-f]+/", page)[0]
    assert sign_in(cast.bo).post(url, {"_method": "delete"}).status_code == 404
    assert elsewhere.get("/account/").status_code == 200
    here.post(url, {"_method": "delete"})
    assert elsewhere.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_all_others_can_be_ended_at_once(cast, sign_in):
    here, *others = (sign_in(cast.chen) for _n in range(3))
    bo = sign_in(cast.bo)
    here.post("/account/sessions/", {"_method": "delete"})
    assert [client.get("/account/").status_code for client in others] == [302, 302]
    assert here.get("/account/").status_code == bo.get("/account/").status_code == 200
    assert Fact.objects.get(kind="accounts.SessionsEnded").data["count"] == 2


def test_when_she_was_last_seen_is_written_every_ten_minutes_at_most(cast, sign_in):
    key = key_of(sign_in(cast.chen))
    for minutes, moves in ((9, False), (11, True)):
        before = timezone.now() - timedelta(minutes=minutes)
        Session.objects.filter(session_key=key).update(seen_at=before)
        note_seen(session_key=key)
        assert (Session.objects.get(session_key=key).seen_at != before) is moves


def test_expired_sessions_are_swept(cast, sign_in):
    old, kept = key_of(sign_in(cast.chen)), key_of(sign_in(cast.bo))
    Session.objects.filter(session_key=old).update(expire_date=timezone.now() - timedelta(minutes=1))
    assert remove_expired_sessions() == 1
    assert Session.objects.filter(session_key=kept).exists()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 Chrome/140 Mobile Safari/537", "Chrome, Android"),
        ("curl/8.5.0", "curl"),
        ("", "A program that did not say its name"),
        ("<script>", "A program that did not say its name"),
    ],
)
def test_a_browser_is_named_in_a_few_words(agent, words):
    assert describe_agent(agent) == words


# Tokens


def test_a_token_is_shown_once_and_kept_as_a_digest(cast, sign_in):
    client = sign_in(cast.chen)
    page = client.post("/account/tokens/", {"name": "Reports", "days": "30"}).content.decode()
    text = re.search(r"rostra_[\w-]{40,}", page)[0]
    assert text not in client.get("/account/tokens/").content.decode()
    token = ApiToken.objects.get()
    assert text not in (token.digest, token.prefix)
    assert user_of_token(text) == cast.chen.user
    assert text not in str(list(Fact.objects.values_list("data", flat=True)))


def test_a_token_stops_when_taken_back_when_old_and_when_she_leaves(cast):
    token, text = make_token(by=cast.chen.user, name="One", days=30)
    assert user_of_token(text) == cast.chen.user
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert user_of_token(text) is None
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    User.objects.filter(id=cast.chen.user_id).update(is_active=False)
    assert user_of_token(text) is None
    User.objects.filter(id=cast.chen.user_id).update(is_active=True)
    assert not revoke_token(by=cast.bo.user, token_id=token.id)
    assert revoke_token(by=cast.chen.user, token_id=token.id)
    assert user_of_token(text) is None


def test_nobody_sees_or_takes_back_a_token_of_another(cast, sign_in):
    token, _text = make_token(by=cast.chen.user, name="Reports of Chen", days=30)
    bo = sign_in(cast.bo)
    assert "Reports of Chen" not in bo.get("/account/tokens/").content.decode()
    assert bo.post(f"/account/tokens/{token.id}/", {"_method": "delete"}).status_code == 404
    assert bo.post(f"/account/tokens/{new_id()}/", {"_method": "delete"}).status_code == 404
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(("name", "days"), [("", 30), ("   ", 30), ("x" * 81, 30), ("One", 0), ("One", 400)])
def test_a_token_without_a_name_or_for_ever_is_refused(cast, name, days):
    with pytest.raises(Refused):
        make_token(by=cast.chen.user, name=name, days=days)


def test_twenty_tokens_are_enough(cast):
    for number in range(MOST):
        make_token(by=cast.chen.user, name=str(number), days=1)
    with pytest.raises(Refused, match="twenty"):
        make_token(by=cast.chen.user, name="one more", days=1)


def api_request(user, method="get", **headers) -> HttpRequest:
    request = getattr(RequestFactory(), method)("/api/", headers=headers)
    request.user = user
    request._dont_enforce_csrf_checks = False
    return request


@pytest.fixture
def recognised():
    seen = []
    recognisers.add(Recogniser("tests", lambda request, user: seen.append(user)))
    yield seen
    del recognisers._items["tests"]


def test_the_api_knows_a_token_and_a_session(cast, recognised, client):
    _token, text = make_token(by=cast.chen.user, name="One", days=30)
    anonymous = client.get("/privacy/").wsgi_request.user
    ask = BearerOrSession()
    assert ask(api_request(anonymous, "post", Authorization=f"Bearer {text}")) == cast.chen.user
    assert cast.chen.user in recognised
    assert ask(api_request(cast.bo.user)) == cast.bo.user
    assert ask(api_request(anonymous)) is None


def test_a_token_that_does_not_work_is_refused_even_beside_a_session(cast):
    for header in ("Bearer rostra_madeup", "Bearer", "Basic Ym86eA=="):
        assert BearerOrSession()(api_request(cast.bo.user, Authorization=header)) is None


def test_a_page_of_another_site_cannot_write_through_her_session(cast):
    with pytest.raises(HttpError):
        BearerOrSession()(api_request(cast.bo.user, "post"))


# The address


def ask_change(cast, new="chen.li@aamuvalle.example"):
    change = ask_email_change(by=cast.chen.user, new_email=new, password=PASSWORD)
    secrets = {}
    for mail in Mail.objects.filter(kind="accounts.email"):
        secrets[mail.to] = re.search(r"/account/email/([\w-]+)/", mail.text)[1]
    return change, secrets


def test_an_address_changes_when_both_ends_have_said_yes(cast, client, sign_in):
    change, secrets = ask_change(cast)
    assert set(secrets) == {"chen@aamuvalle.example", "chen.li@aamuvalle.example"}
    page = client.post(f"/account/email/{secrets['chen.li@aamuvalle.example']}/").content.decode()
    assert "Half done" in page
    assert User.objects.get(id=cast.chen.user_id).email == "chen@aamuvalle.example"
    client.post(f"/account/email/{secrets['chen.li@aamuvalle.example']}/")
    assert User.objects.get(id=cast.chen.user_id).email == "chen@aamuvalle.example"
    page = client.post(f"/account/email/{secrets['chen@aamuvalle.example']}/").content.decode()
    assert "From now on you sign in as chen.li@aamuvalle.example" in page
    assert User.objects.get(id=cast.chen.user_id).email == "chen.li@aamuvalle.example"
    fact = Fact.objects.get(kind="accounts.EmailChanged")
    assert (fact.data["before"], fact.data["after"]) == ("chen@aamuvalle.example", "chen.li@aamuvalle.example")
    change.refresh_from_db()
    assert change.done_at is not None


def test_looking_at_the_mails_link_changes_nothing(cast, client):
    _change, secrets = ask_change(cast)
    for secret in secrets.values():
        assert client.get(f"/account/email/{secret}/").status_code == 200
    assert EmailChange.objects.get().old_confirmed_at is None


def test_a_made_up_secret_leads_nowhere(cast, client):
    assert client.get("/account/email/made-up/").status_code == 404


def test_a_newer_wish_ends_the_older_one(cast, client):
    old, secrets = ask_change(cast)
    EmailChange.objects.update(at=timezone.now() - timedelta(minutes=1))
    ask_change(cast, "other@aamuvalle.example")
    with pytest.raises(Refused):
        confirm_email_change(change=old, secret=secrets["chen@aamuvalle.example"])


def test_a_wish_is_over_after_a_day_or_when_taken_back(cast, sign_in):
    change, secrets = ask_change(cast)
    EmailChange.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused):
        confirm_email_change(change=change, secret=secrets["chen@aamuvalle.example"])
    EmailChange.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    sign_in(cast.chen).post("/account/email/", {"_method": "delete"})
    with pytest.raises(Refused):
        confirm_email_change(change=change, secret=secrets["chen@aamuvalle.example"])


def test_an_address_of_somebody_else_is_never_taken_nor_told_apart(cast, sign_in):
    client = sign_in(cast.chen)
    for new in ("bo@aamuvalle.example", "free@aamuvalle.example"):
        response = client.post("/account/email/", {"new_email": new, "password": PASSWORD})
        assert response.status_code == 302
    assert not Mail.objects.filter(to="bo@aamuvalle.example").exists()


def test_an_address_taken_meanwhile_stays_with_whom_it_is(cast):
    change, secrets = ask_change(cast)
    User.objects.create(email="chen.li@aamuvalle.example")
    confirm_email_change(change=change, secret=secrets["chen@aamuvalle.example"])
    with pytest.raises(Refused, match="already"):
        confirm_email_change(change=change, secret=secrets["chen.li@aamuvalle.example"])
    assert User.objects.get(id=cast.chen.user_id).email == "chen@aamuvalle.example"


def test_without_her_password_no_mail_goes_out(cast, sign_in):
    response = sign_in(cast.chen).post("/account/email/", {"new_email": "x@a.example", "password": "wrong"})
    assert response.status_code == 422
    assert not Mail.objects.exists()


def test_asking_again_and_again_is_stopped(cast):
    for number in range(MOST_A_DAY):
        ask_change(cast, f"chen{number}@aamuvalle.example")
    with pytest.raises(Refused, match="tomorrow"):
        ask_change(cast)


def test_a_day_stands_where_the_language_wants_it(cast, sign_in):
    """Finnish says "until" after the day, and the hour with "klo"."""
    client = sign_in(cast.chen)
    make_token(by=cast.chen.user, name="Reports", days=30)
    client.cookies["rostra_language"] = "fi"
    assert re.search(r" klo \d+\.\d\d</time> asti", client.get("/account/tokens/").content.decode())
    assert re.search(r" klo \d+\.\d\d</time> alkaen", client.get("/account/sessions/").content.decode())


def test_who_has_no_password_yet_chooses_one_by_mail(cast, sign_in):
    cast.bo.user.set_unusable_password()
    cast.bo.user.save()
    client = sign_in(cast.bo)
    assert client.get("/account/password/")["Location"] == "/sign-in/password/"
    assert "You have no password yet" in client.get("/sign-in/password/").content.decode()
    client.post("/sign-in/password/", {"email": cast.bo.user.email})
    assert Mail.objects.get().to == cast.bo.user.email


def test_a_password_cannot_be_guessed_through_the_form_of_another_address(cast, sign_in):
    cache.clear()
    client = sign_in(cast.chen)
    form = {"new_email": "thief@aamuvalle.example", "password": "wrong"}
    assert [client.post("/account/email/", form).status_code for _try in range(6)] == [422] * 5 + [429]
    assert client.post("/account/email/", form | {"password": PASSWORD}).status_code == 429
    cache.clear()
