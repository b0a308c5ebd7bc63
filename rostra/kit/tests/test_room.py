"""A full or read-only disk: whoever reads goes on, whoever writes is told that nothing is lost."""

import errno

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from rostra.accounts.actions.sessions import SEEN_EVERY, note_seen
from rostra.accounts.models import Session
from rostra.kit.room import by_the_way, cannot_be_written


@pytest.fixture
def read_only():
    """What follows in this test cannot be written: PostgreSQL itself says no."""

    def begin():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")

    with transaction.atomic():
        yield begin
        transaction.set_rollback(True)


def raised(sql: str) -> DatabaseError:
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return caught.value


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "no_room"), [("53100", True), ("25006", True), ("40P01", False), ("23505", False)])
def test_what_the_database_says_is_told_apart(state, no_room):
    error = raised(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$")
    assert cannot_be_written(error) is no_room


def test_so_is_what_our_own_disk_says():
    assert cannot_be_written(OSError(errno.ENOSPC, "No space left on device"))
    assert cannot_be_written(OSError(errno.EROFS, "Read-only file system"))
    assert not cannot_be_written(FileNotFoundError(errno.ENOENT, "No such file"))


def test_a_post_that_cannot_be_saved_is_answered_in_our_words(cast, sign_in, read_only):
    client = sign_in(cast.bo)
    client.raise_request_exception = False
    read_only()
    answer = client.post(reverse("person_following", kwargs={"person_id": cast.chen.id}))
    assert answer.status_code == 507
    assert "nothing saved before is lost" in answer.content.decode()


def test_who_was_here_is_not_written_down_and_the_look_goes_on(cast, sign_in, read_only):
    client: Client = sign_in(cast.bo)
    key = client.session.session_key
    Session.objects.filter(session_key=key).update(seen_at="2020-01-01T00:00:00Z")
    assert SEEN_EVERY
    read_only()
    note_seen(session_key=key)


@pytest.mark.django_db
def test_any_other_fault_is_not_hidden():
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        by_the_way(lambda: cursor.execute("SELECT nothing FROM nowhere"))
