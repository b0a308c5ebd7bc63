from datetime import timedelta

import pytest
from django.utils import timezone

from rostra.accounts.models import Session
from rostra.people.standing import standing_of


def key_of(client):
    return client.cookies["rostra_session"].value


def test_one_statement_knows_session_person_and_grants(cast, sign_in, django_assert_num_queries):
    key = key_of(sign_in(cast.kim))
    with django_assert_num_queries(1):
        standing = standing_of(key)
    assert standing is not None
    assert standing.person == cast.kim
    assert standing.user == cast.kim.user
    assert standing.grants == {"communicator"}


def test_a_leaver_has_no_standing_though_her_session_is_there(cast, sign_in):
    key = key_of(sign_in(cast.chen))
    assert standing_of(key) is not None
    cast.chen.user.is_active = False
    cast.chen.user.save()
    assert Session.objects.filter(session_key=key).exists()
    assert standing_of(key) is None


def test_an_expired_session_is_none(cast, sign_in):
    key = key_of(sign_in(cast.chen))
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(minutes=1))
    assert standing_of(key) is None


@pytest.mark.django_db
def test_a_made_up_key_is_none():
    assert standing_of("x" * 32) is None
