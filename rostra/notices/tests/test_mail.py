from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.db import transaction
from django.utils import timezone

from rostra.company.models import Mail
from rostra.kit.ids import new_id
from rostra.ledger.actions import dispatch_waiting
from rostra.ledger.facts import Actor, record
from rostra.notices import actions, unseen
from rostra.notices.kinds import NoticeKind, kinds
from rostra.notices.models import Notice, QuietHours, Wish
from rostra.notices.quiet import is_quiet
from rostra.people.facts import PeopleImported, PersonLeft


@pytest.fixture
def bell():
    kind = kinds.add(NoticeKind("tests.bell", 999, "Bells", "bell", lambda words, times: f"rang the {words['what']}"))
    yield kind.key
    del kinds._items[kind.key]


@pytest.fixture
def waiting(cast, bell):
    actions.tell(people=[cast.chen.id], kind=bell, by=cast.bo, subject=new_id(), url="/x/", words={"what": "big one"})
    Notice.objects.update(at=timezone.now() - timedelta(hours=1))
    return cast


def test_what_was_not_seen_for_half_an_hour_is_mailed_once(waiting):
    assert unseen.mail_unseen() == 1
    assert unseen.mail_unseen() == 0
    mail = Mail.objects.get()
    assert mail.to == "chen@aamuvalle.example"
    assert "Bo Berg rang the big one" in mail.text
    assert "List-Unsubscribe" in mail.headers


def test_what_was_read_or_is_fresh_is_not_mailed(waiting, bell):
    Notice.objects.update(at=timezone.now())
    assert unseen.mail_unseen() == 0
    Notice.objects.update(at=timezone.now() - timedelta(hours=1), read_at=timezone.now())
    assert unseen.mail_unseen() == 0


def test_in_her_quiet_hours_it_waits(waiting):
    QuietHours.objects.create(person=waiting.chen, starts=time(0), ends=time(23, 59, 59), days=[])
    assert unseen.mail_unseen() == 0
    QuietHours.objects.all().delete()
    assert unseen.mail_unseen() == 1


def test_a_kind_she_wants_no_mail_of_is_not_mailed(waiting, bell):
    Wish.objects.create(person=waiting.chen, kind=bell, inbox=True, mail=False)
    assert unseen.mail_unseen() == 0
    assert not Mail.objects.exists()


def test_a_leaver_gets_no_mail(waiting):
    waiting.chen.left_at = timezone.now()
    waiting.chen.save()
    assert unseen.mail_unseen() == 0


def test_those_left_in_peace_do_not_keep_the_others_from_their_mail(waiting, bell, monkeypatch):
    monkeypatch.setattr(unseen, "PEOPLE", 1)
    others = [waiting.ana, waiting.bo, waiting.dara, waiting.kim]
    actions.tell(
        people=[each.id for each in others], kind=bell, by=None, subject=new_id(), url="/", words={"what": "x"}
    )
    Notice.objects.update(at=timezone.now() - timedelta(hours=1))
    for each in others[:3]:
        QuietHours.objects.create(person=each, starts=time(0), ends=time(23, 59, 59), days=[])
    assert unseen.mail_unseen() == 2
    assert {mail.to for mail in Mail.objects.all()} == {waiting.chen.email, waiting.kim.email}


def left(fact, person):
    happened = (
        PersonLeft(person=person.id)
        if fact is PersonLeft
        else PeopleImported(uuid4(), new=0, changed=0, unchanged=0, returned=0, left_out=0, left=[person.id])
    )
    with transaction.atomic():
        record(happened, by=Actor.house())
    dispatch_waiting()


@pytest.mark.parametrize("fact", [PersonLeft, PeopleImported])
def test_mail_that_waits_for_a_leaver_is_taken_back_and_none_is_written_when_she_returns(waiting, fact):
    assert unseen.mail_unseen() == 1
    left(fact, waiting.chen)
    assert Mail.objects.values_list("state", "text", "html").get() == ("taken_back", "", "")
    assert unseen.mail_unseen() == 0


def test_a_link_in_the_mail_stops_it_without_signing_in(waiting, client, bell):
    token = signing.dumps(str(waiting.chen.id), salt=unseen.SALT)
    assert client.get(f"/inbox/mail/{token}/").status_code == 200
    assert not Wish.objects.exists()
    assert client.post(f"/inbox/mail/{token}/").status_code == 200
    assert Wish.objects.get(kind=bell).inbox is True
    assert unseen.mail_unseen() == 0
    assert client.get(f"/inbox/mail/{token}x/").status_code == 404


@pytest.mark.parametrize(
    ("hour", "quiet"), [(21, False), (22, True), (23, True), (3, True), (6, True), (7, False), (12, False)]
)
def test_quiet_hours_cross_midnight(hour, quiet):
    moment = datetime(2026, 11, 18, hour, 0, tzinfo=UTC)
    assert is_quiet(moment, starts=time(22), ends=time(7), days=[]) is quiet


def test_a_quiet_day_is_quiet_all_day():
    saturday = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    assert is_quiet(saturday, starts=time(0), ends=time(0), days=[6, 7])
    assert not is_quiet(saturday - timedelta(days=1), starts=time(0), ends=time(0), days=[6, 7])


def test_wishes_are_kept_whole_and_a_half_quiet_hour_is_refused(cast, bell, sign_in):
    client = sign_in(cast.chen)
    reply = client.post("/inbox/wishes/", {"inbox-tests.bell": "on", "quiet_from": "22:00"})
    assert reply.status_code == 422
    assert not Wish.objects.exists()
    assert 'value="22:00"' in reply.content.decode()
    client.post(
        "/inbox/wishes/", {"inbox-tests.bell": "on", "quiet_from": "22:00", "quiet_to": "07:00", "days": ["6", "7"]}
    )
    assert Wish.objects.get(person=cast.chen, kind=bell).mail is False
    assert QuietHours.objects.get(person=cast.chen).days == [6, 7]
