from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from rostra.accounts.facts import EmailChanged
from rostra.accounts.models import Session
from rostra.ledger.actions import dispatch_waiting
from rostra.ledger.facts import record


def test_her_address_in_the_directory_follows_her_log_in(cast):
    happened = EmailChanged(user_id=cast.bo.user_id, before="bo@aamuvalle.example", after="bo.berg@aamuvalle.example")
    with transaction.atomic():
        record(happened, by=cast.bo.actor)
    dispatch_waiting()
    cast.bo.refresh_from_db()
    assert cast.bo.email == "bo.berg@aamuvalle.example"
    assert "email" in cast.bo.edited


def test_an_address_somebody_else_has_in_the_directory_is_left_alone(cast):
    happened = EmailChanged(user_id=cast.bo.user_id, before=cast.bo.email, after=cast.chen.email)
    with transaction.atomic():
        record(happened, by=cast.bo.actor)
    dispatch_waiting()
    cast.bo.refresh_from_db()
    assert cast.bo.email == "bo@aamuvalle.example"


def test_a_session_says_when_it_was_seen_last_at_most_once_in_ten_minutes(cast, sign_in):
    client = sign_in(cast.bo)
    long_ago = timezone.now() - timedelta(hours=2)
    Session.objects.filter(user=cast.bo.user).update(seen_at=long_ago)
    client.get("/inbox/")
    seen = Session.objects.get(user=cast.bo.user).seen_at
    assert seen > long_ago
    client.get("/inbox/")
    assert Session.objects.get(user=cast.bo.user).seen_at == seen
