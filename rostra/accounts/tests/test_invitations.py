import re
from datetime import timedelta

import pytest
from django.utils import timezone

from rostra.accounts.actions import invitations as verbs
from rostra.accounts.actions.arriving import accept_invitation
from rostra.accounts.actions.invitations import invite, invite_again, withdraw_invitation
from rostra.accounts.actions.leaving import end_access
from rostra.accounts.arrivals import Arrival, arrivals
from rostra.accounts.listing import count_invitations
from rostra.accounts.models import Invitation, User
from rostra.company.models import Company, Mail
from rostra.kit.errors import Forbidden, Refused
from rostra.kit.ids import new_id
from rostra.ledger.models import Fact

NEW = "noor@aamuvalle.example"
WORDS = "a river in the morning"


@pytest.fixture
def came():
    seen = []
    arrivals.add(Arrival("tests", lambda user, invitation: seen.append((user, invitation))))
    yield seen
    del arrivals._items["tests"]


def secret_in(mail) -> str:
    return re.search(r"/welcome/([\w-]+)/", mail.text)[1]


def newest_secret(to=NEW) -> str:
    return secret_in(Mail.objects.filter(to=to, kind="accounts.invitation").order_by("-at", "-id").first())


def long_ago(**ago):
    Invitation.objects.update(at=timezone.now() - timedelta(**ago))


def test_a_newcomer_chooses_a_password_and_is_there(cast, client, came):
    person_id = new_id()
    invitation = invite(by=cast.ana.user, email=" Noor@Aamuvalle.example", person_id=person_id, label="Noor Haddad")
    mail = Mail.objects.get()
    assert "Hello Noor Haddad" in mail.text
    assert invitation.digest not in mail.text
    url = f"/welcome/{secret_in(mail)}/"
    page = client.get(url)
    assert "Welcome, Noor Haddad" in page.content.decode()
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "same-origin")
    assert client.post(url, {"password": WORDS})["Location"] == "/"
    user = User.objects.get(email=NEW)
    assert user.check_password(WORDS)
    assert client.get("/account/").status_code == 200
    assert [(who.id, how.person_id) for who, how in came] == [(user.id, person_id)]
    fact = Fact.objects.get(kind="accounts.InvitationAccepted")
    assert (fact.data["person_id"], fact.subject_id) == (str(person_id), user.id)


def test_only_the_digest_of_the_secret_is_kept(cast):
    invite(by=cast.ana.user, email=NEW)
    secret = newest_secret()
    kept = str(list(Invitation.objects.values())) + str(list(Fact.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_a_way_in_works_once(cast, client, came):
    invite(by=cast.ana.user, email=NEW)
    url = f"/welcome/{newest_secret()}/"
    client.post(url, {"password": WORDS})
    client.post("/sign-out/")
    assert client.get(url).status_code == 410
    assert client.post(url, {"password": "another long password"}).status_code == 410
    assert User.objects.get(email=NEW).check_password(WORDS)


def test_a_way_in_closes_after_seven_days(cast, client):
    invite(by=cast.ana.user, email=NEW)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/welcome/{newest_secret()}/").status_code == 410


def test_a_made_up_way_and_a_used_one_look_the_same(cast, client, came):
    invite(by=cast.ana.user, email=NEW)
    url = f"/welcome/{newest_secret()}/"
    client.post(url, {"password": WORDS})
    client.post("/sign-out/")
    pages = [client.get(each) for each in (url, "/welcome/made-up/")]
    assert pages[0].status_code == pages[1].status_code == 410
    assert [page.templates[0].name for page in pages] == ["accounts/invitations/closed.html"] * 2


@pytest.mark.parametrize("password", ["", "short", "password123", "12345678901", NEW])
def test_a_weak_password_is_said_and_the_way_stays_open(cast, client, password, came):
    invite(by=cast.ana.user, email=NEW)
    url = f"/welcome/{newest_secret()}/"
    assert client.post(url, {"password": password}).status_code == 422
    assert not User.objects.filter(email=NEW).exists()
    assert client.post(url, {"password": WORDS}).status_code == 302


def test_when_the_rooms_above_fail_nobody_has_come(cast, came):
    invitation = invite(by=cast.ana.user, email=NEW)
    arrivals.add(Arrival("tests.broken", lambda user, invitation: 1 / 0, order=9))
    try:
        with pytest.raises(ZeroDivisionError):
            accept_invitation(invitation=invitation, password=WORDS)
    finally:
        del arrivals._items["tests.broken"]
    assert not User.objects.filter(email=NEW).exists()
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_sending_again_gives_a_new_secret_and_ends_the_old_one(cast, client):
    first = invite(by=cast.ana.user, email=NEW, label="Noor")
    old = newest_secret()
    long_ago(minutes=6)
    second = invite_again(by=cast.ana.user, invitation=first)
    assert client.get(f"/welcome/{old}/").status_code == 410
    assert client.get(f"/welcome/{newest_secret()}/").status_code == 200
    assert (second.label, second.sent_times) == ("Noor", 2)
    first.refresh_from_db()
    with pytest.raises(Refused):
        invite_again(by=cast.ana.user, invitation=first)


def test_one_address_gets_three_mails_a_day_with_five_minutes_between(cast):
    invite(by=cast.ana.user, email=NEW)
    with pytest.raises(Refused, match="five minutes"):
        invite(by=cast.ana.user, email=NEW)
    for _n in range(2):
        long_ago(minutes=6)
        invite(by=cast.ana.user, email=NEW)
    long_ago(minutes=6)
    with pytest.raises(Refused, match="tomorrow"):
        invite(by=cast.ana.user, email=NEW)
    long_ago(hours=25)
    invite(by=cast.ana.user, email=NEW)
    assert Mail.objects.count() == 4


def test_one_inviter_has_a_measure_a_day(cast, monkeypatch):
    monkeypatch.setattr(verbs, "MOST_BY_ONE", 3)
    for number in range(3):
        invite(by=cast.ana.user, email=f"n{number}@a.example")
    with pytest.raises(Refused, match="very many"):
        invite(by=cast.ana.user, email="n4@a.example")


@pytest.mark.parametrize(
    "email", ["chen@aamuvalle.example", "CHEN@aamuvalle.example", "nobody", "", "a@b", "x@y.example\nBcc: z@y.example"]
)
def test_who_is_here_or_has_no_address_is_not_invited(cast, email):
    with pytest.raises(Refused):
        invite(by=cast.ana.user, email=email)
    assert not Mail.objects.exists()


def test_withdrawn_it_is_closed(cast, client):
    invitation = invite(by=cast.ana.user, email=NEW)
    withdraw_invitation(by=cast.ana.user, invitation=invitation)
    withdraw_invitation(by=cast.ana.user, invitation=invitation)
    assert client.get(f"/welcome/{newest_secret()}/").status_code == 410
    assert count_invitations(words="", now=timezone.now()) == {"waiting": 0, "closed": 0, "came": 0}
    assert Fact.objects.filter(kind="accounts.InvitationWithdrawn").count() == 1


def test_who_left_and_is_invited_again_gets_her_log_in_back_without_her_grants(cast, client, came):
    end_access(by=cast.ana.user, user=cast.kim.user)
    invite(by=cast.ana.user, email=cast.kim.user.email)
    client.post(f"/welcome/{newest_secret(cast.kim.user.email)}/", {"password": WORDS})
    user = User.objects.get(email=cast.kim.user.email)
    assert (user.id, user.is_active, user.check_password(WORDS)) == (cast.kim.user_id, True, True)
    assert not user.grants.exists()


def test_leaving_closes_the_way_in_as_well(cast, client):
    Invitation.objects.create(email=cast.chen.user.email, digest="x", expires_at=timezone.now() + timedelta(days=1))
    end_access(by=cast.ana.user, user=cast.chen.user)
    assert Invitation.objects.get().ended_at is not None


@pytest.mark.parametrize("name", ["bo", "chen", "dara", "eve", "hugo", "kim"])
def test_only_an_administrator_invites(cast, name):
    by = getattr(cast, name).user
    with pytest.raises(Forbidden):
        invite(by=by, email=NEW)
    assert not Mail.objects.exists()


def test_an_invitation_is_written_in_the_companys_language(cast):
    Company.objects.update(language="fi")
    invite(by=cast.ana.user, email=NEW, label="Noor")
    assert "Hei Noor" in Mail.objects.get().text


def test_the_console_shows_who_has_not_come_yet(cast, sign_in):
    ana = sign_in(cast.ana)
    assert ana.post("/console/invitations/", {"email": NEW, "label": "Noor Haddad"}).status_code == 302
    assert "Noor Haddad" in ana.get("/console/invitations/").content.decode()
    assert ana.post("/console/invitations/", {"email": NEW}).status_code == 422
    invitation = Invitation.objects.get()
    long_ago(minutes=6)
    ana.post(f"/console/invitations/{invitation.id}/sendings/")
    assert Mail.objects.count() == 2
    again = Invitation.objects.get(ended_at=None)
    ana.post(f"/console/invitations/{again.id}/", {"_method": "delete"})
    assert "Nobody is on the way" in ana.get("/console/invitations/").content.decode()
