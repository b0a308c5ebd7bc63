import pytest

from rostra.kit.ids import new_id
from rostra.notices import actions
from rostra.notices.kinds import NoticeKind, kinds
from rostra.notices.models import Notice, Wish
from rostra.notices.queries import page_of, unread_count


@pytest.fixture
def bell():
    kind = kinds.add(
        NoticeKind("tests.bell", 999, "Bells", "bell", lambda words, times: f"rang {times} × {words['what']}")
    )
    yield kind.key
    del kinds._items[kind.key]


def ring(bell, *, by, people, subject=None, scope=None):
    return actions.tell(
        people=[person.id for person in people],
        kind=bell,
        by=by,
        subject=subject or new_id(),
        scope=scope,
        url="/somewhere/",
        words={"what": "once"},
    )


def test_each_is_told_once_but_never_oneself_and_never_a_leaver(cast, bell):
    told = ring(bell, by=cast.bo, people=[cast.bo, cast.chen, cast.chen, cast.eve, cast.dara])
    assert told == 2
    assert set(Notice.objects.values_list("person__name", flat=True)) == {"Chen Li", "Dara Díaz"}


def test_telling_takes_one_statement_whatever_the_number(cast, bell, django_assert_num_queries):
    with django_assert_num_queries(1):
        ring(bell, by=cast.bo, people=[cast.chen, cast.dara, cast.ana, cast.kim, cast.hugo])


def test_the_same_thing_twice_is_one_line_until_it_is_read(cast, bell):
    subject = new_id()
    ring(bell, by=cast.bo, people=[cast.chen], subject=subject)
    ring(bell, by=cast.dara, people=[cast.chen], subject=subject)
    line = Notice.objects.get(person=cast.chen)
    assert (line.times, line.by) == (2, cast.dara)
    actions.mark_read(by=cast.chen, subject=subject)
    ring(bell, by=cast.bo, people=[cast.chen], subject=subject)
    assert Notice.objects.filter(person=cast.chen).count() == 2
    assert unread_count(cast.chen) == 1


def test_who_does_not_want_a_kind_is_not_told(cast, bell):
    Wish.objects.create(person=cast.chen, kind=bell, inbox=False, mail=False)
    assert ring(bell, by=cast.bo, people=[cast.chen]) == 0


def test_an_unknown_kind_is_an_error_of_ours(cast):
    with pytest.raises(LookupError):
        actions.tell(people=[cast.bo.id], kind="no.such", by=None, subject=new_id(), url="/", words={})


def test_losing_access_forgets_what_was_told_there_and_nothing_else(cast, bell):
    scope = new_id()
    ring(bell, by=cast.bo, people=[cast.chen, cast.dara], scope=scope)
    ring(bell, by=cast.bo, people=[cast.chen])
    assert actions.forget(scope=scope, person=cast.chen.id) == 1
    assert Notice.objects.filter(person=cast.chen).count() == 1
    assert Notice.objects.filter(person=cast.dara).count() == 1
    with pytest.raises(ValueError, match="subject or a scope"):
        actions.forget(person=cast.chen.id)


def test_pages_meet_without_gap_or_double(cast, bell):
    for _each in range(65):
        ring(bell, by=cast.bo, people=[cast.chen])
    seen, after = [], None
    while True:
        lines, after = page_of(cast.chen, after=after, unread_only=False)
        seen += [line.id for line in lines]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 65


def test_nobody_reads_another_ones_line(cast, bell, sign_in):
    ring(bell, by=cast.bo, people=[cast.chen])
    line = Notice.objects.get(person=cast.chen)
    assert sign_in(cast.dara).get(f"/inbox/{line.id}/").status_code == 404
    assert actions.mark_read(by=cast.dara, notice=line.id) == 0
    assert sign_in(cast.chen).get(f"/inbox/{line.id}/").headers["Location"] == "/somewhere/"
    line.refresh_from_db()
    assert line.read_at is not None


def test_unread_again_unless_a_newer_line_waits(cast, bell):
    subject = new_id()
    ring(bell, by=cast.bo, people=[cast.chen], subject=subject)
    line = Notice.objects.get(person=cast.chen)
    actions.mark_read(by=cast.chen, notice=line.id)
    assert actions.mark_unread(by=cast.chen, notice=line.id) == 1
    actions.mark_read(by=cast.chen, notice=line.id)
    ring(bell, by=cast.bo, people=[cast.chen], subject=subject)
    assert actions.mark_unread(by=cast.chen, notice=line.id) == 0


@pytest.mark.parametrize("rows", [3, 30])
def test_the_inbox_page_is_flat(cast, bell, sign_in, django_assert_max_num_queries, rows):
    for _each in range(rows):
        ring(bell, by=cast.bo, people=[cast.chen])
    client = sign_in(cast.chen)
    with django_assert_max_num_queries(9):
        page = client.get("/inbox/")
    assert page.content.decode().count('class="new"') == rows


def test_a_made_up_cursor_is_told_plainly(cast, sign_in):
    reply = sign_in(cast.chen).get("/inbox/?after=rubbish")
    assert reply.status_code == 422
    assert "does not lead anywhere" in reply.content.decode()
