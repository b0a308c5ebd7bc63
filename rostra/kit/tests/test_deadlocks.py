"""Who loses a deadlock is served all the same: two real transactions that lock two rows the wrong way round."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.test import RequestFactory

from rostra.kit.deadlocks import again_after_deadlock

LOCK = "SELECT FROM deadlock_test WHERE id = %s FOR UPDATE"


@pytest.fixture
def two_rows(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE deadlock_test (id int PRIMARY KEY)")
        cursor.execute("INSERT INTO deadlock_test VALUES (1), (2)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE deadlock_test")


def cross(view_of, tries: list[int]) -> list[object]:
    """Two views at once, one locks 1 then 2, the other 2 then 1; both hold the first before either wants the second."""
    both_hold_one = threading.Barrier(2)

    def press(first: int) -> object:
        def view(request, first: int) -> bytes:
            tries.append(first)
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(LOCK, [first])
                if tries.count(first) == 1:
                    both_hold_one.wait(30)
                cursor.execute(LOCK, [3 - first])
                return request.FILES["file"].read()

        request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.txt", b"all of it")})
        assert request.FILES["file"].read() == b"all of it", "read before, as a form does"
        try:
            return view_of(view)(request, first)
        except OperationalError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(press, (1, 2)))


@pytest.mark.usefixtures("two_rows")
def test_a_view_that_lost_a_deadlock_is_run_again_and_reads_its_file_from_the_beginning():
    tries: list[int] = []
    assert any(isinstance(answer, OperationalError) for answer in cross(lambda view: view, tries)), (
        "no deadlock to mend"
    )
    tries.clear()
    answers = cross(again_after_deadlock, tries)
    assert len(tries) == 3
    assert sorted(answers) in ([b"", b"all of it"], [b"all of it", b"all of it"])
    assert answers[0 if tries.count(1) == 2 else 1] == b"all of it"


@pytest.mark.django_db
def test_any_other_error_of_the_database_is_raised_at_once():
    tries = []

    @again_after_deadlock
    def view(request):
        tries.append(request)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)")

    with pytest.raises(OperationalError):
        view(RequestFactory().get("/"))
    assert len(tries) == 1
