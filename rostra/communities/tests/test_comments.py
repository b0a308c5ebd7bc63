"""Answering: two levels, who is told, undo; thanks and keeping."""

from uuid import uuid4

import pytest

from rostra.communities.actions.bookmarks import keep, unkeep
from rostra.communities.actions.comments import delete_comment, edit_comment, post_comment, restore_comment
from rostra.communities.actions.reactions import thank, unthank
from rostra.communities.errors import EditedMeanwhile
from rostra.communities.hearers import To
from rostra.communities.models import Bookmark, Comment, Entry, Membership, Reaction
from rostra.communities.tests.test_entries import gather, say
from rostra.communities.thread import PAGE, read_thread
from rostra.kit.errors import Forbidden, Refused
from rostra.ledger.models import Fact
from rostra.notices.models import Notice


def told():
    return {(notice.person.name.split()[0], notice.kind.split(".")[1]) for notice in Notice.objects.all()}


def test_an_answer_moves_the_entry_up_and_its_place_with_it(cast):
    community = gather(cast.bo, cast.chen)
    older, newer = say(cast.bo, To.those_in(community)), say(cast.bo, To.those_in(community))
    comment = post_comment(by=cast.chen, entry=older, body="One, for certain.")
    older.refresh_from_db()
    community.refresh_from_db()
    assert older.active_at == comment.at == community.last_active_at > newer.active_at
    assert (older.comments_count, older.card_version) == (1, 2)


def test_a_reply_to_a_reply_stands_under_the_same_comment(cast):
    entry = say(cast.bo)
    first = post_comment(by=cast.chen, entry=entry, body="one")
    second = post_comment(by=cast.dara, entry=entry, body="two", answers=first)
    third = post_comment(by=cast.bo, entry=entry, body="three", answers=second)
    assert (second.parent, third.parent) == (first, first)
    with pytest.raises(Refused):
        post_comment(by=cast.bo, entry=say(cast.bo), body="elsewhere", answers=first)


def test_each_is_told_once_by_the_closest_reason(cast):
    entry = say(cast.bo)
    first = post_comment(by=cast.chen, entry=entry, body="one")
    assert told() == {("Bo", "answer")}
    Notice.objects.all().delete()
    post_comment(by=cast.dara, entry=entry, body="two, @Kim Koski and @Chen Li", answers=first)
    assert told() == {("Kim", "mention"), ("Chen", "mention"), ("Bo", "answer")}
    Notice.objects.all().delete()
    post_comment(by=cast.dara, entry=entry, body="three", answers=first)
    assert told() == {("Chen", "reply"), ("Bo", "answer")}


def test_who_left_a_closed_community_is_told_of_no_answer_there(cast):
    community = gather(cast.bo, cast.chen, access="closed")
    entry = say(cast.bo, To.those_in(community))
    Membership.objects.filter(person=cast.bo).update(left_at=entry.active_at)
    post_comment(by=cast.chen, entry=entry, body="@Bo Berg, are you still here?")
    assert told() == set()


def test_sent_twice_is_made_once(cast):
    entry, key = say(cast.bo), uuid4()
    assert post_comment(by=cast.chen, entry=entry, body="a", key=key) == post_comment(
        by=cast.chen, entry=entry, body="b", key=key
    )
    entry.refresh_from_db()
    assert entry.comments_count == 1


def test_who_cannot_see_cannot_answer_thank_or_keep(cast):
    entry = say(cast.bo, To.those_in(gather(cast.bo, access="closed")))
    for verb in (lambda: post_comment(by=cast.dara, entry=entry, body="x"), lambda: thank(by=cast.dara, entry=entry)):
        with pytest.raises(Forbidden):
            verb()
    with pytest.raises(Forbidden):
        keep(by=cast.dara, entry=entry)
    Entry.objects.filter(id=entry.id).update(comments_closed_at=entry.active_at)
    entry.refresh_from_db()
    with pytest.raises(Forbidden):
        post_comment(by=cast.bo, entry=entry, body="closed")


def test_an_edited_comment_keeps_what_stood_there_and_the_second_editor_gets_both(cast):
    comment = post_comment(by=cast.chen, entry=say(cast.bo), body="one")
    edit_comment(by=cast.chen, comment=comment, version=1, body="two")
    assert [each.body for each in comment.versions.all()] == ["one"]
    with pytest.raises(EditedMeanwhile) as both:
        edit_comment(by=cast.chen, comment=comment, version=1, body="three")
    assert (both.value.now.body, both.value.wanted) == ("two", "three")
    with pytest.raises(Forbidden):
        edit_comment(by=cast.bo, comment=comment, version=2, body="not mine")


def test_a_deleted_comment_leaves_its_place_while_replies_hang_on_it(cast):
    entry = say(cast.bo)
    first = post_comment(by=cast.chen, entry=entry, body="one")
    reply = post_comment(by=cast.bo, entry=entry, body="two", answers=first)
    delete_comment(by=cast.chen, comment=first)
    delete_comment(by=cast.chen, comment=first)
    entry.refresh_from_db()
    assert entry.comments_count == 1
    assert [(said.comment.id, said.gone) for said in read_thread(cast.dara, entry, {}).said] == [
        (first.id, True),
        (reply.id, False),
    ]
    assert not Comment.objects.visible_to(cast.dara).filter(id=first.id).exists()
    delete_comment(by=cast.bo, comment=reply)
    assert read_thread(cast.dara, entry, {}).said == []
    restore_comment(by=cast.chen, comment=first)
    entry.refresh_from_db()
    assert entry.comments_count == 1


def test_a_long_thread_is_read_in_pages_both_ways_and_from_one_comment(cast):
    entry = say(cast.bo)
    roots = [post_comment(by=cast.chen, entry=entry, body=str(n)) for n in range(PAGE)]
    replies = [post_comment(by=cast.bo, entry=entry, body=f"to {n}", answers=root) for n, root in enumerate(roots[::2])]
    order = [each.id for each in Comment.objects.in_thread(entry.id)]
    first = read_thread(cast.bo, entry, {})
    assert [said.comment.id for said in first.said] == order[:PAGE]
    assert first.earlier is None
    second = read_thread(cast.bo, entry, {"after": first.later})
    assert [said.comment.id for said in second.said] == order[PAGE:]
    assert second.later is None
    back = read_thread(cast.bo, entry, {"before": second.earlier})
    assert [said.comment.id for said in back.said] == order[:PAGE]
    for comment in (roots[0], roots[-1], replies[-1]):
        assert comment.id in {
            said.comment.id for said in read_thread(cast.bo, entry, {"comment": str(comment.id)}).said
        }
    assert [said.comment.id for said in read_thread(cast.bo, entry, {"comment": "nonsense"}).said] == order[:PAGE]


def test_thanks_count_once_however_often_one_presses(cast):
    entry = say(cast.bo)
    comment = post_comment(by=cast.chen, entry=entry, body="one")
    assert [thank(by=cast.dara, entry=entry) for _ in range(2)] == [True, False]
    assert [thank(by=cast.dara, entry=entry, comment=comment) for _ in range(2)] == [True, False]
    entry.refresh_from_db()
    comment.refresh_from_db()
    assert (entry.thanks_count, comment.thanks_count, Reaction.objects.count()) == (1, 1, 2)
    moved = entry.active_at
    assert [unthank(by=cast.dara, entry=entry) for _ in range(2)] == [True, False]
    entry.refresh_from_db()
    assert (entry.thanks_count, entry.active_at) == (0, moved)
    assert Fact.objects.filter(kind="communities.ThanksGiven").count() == 2


def test_what_one_keeps_is_no_fact_and_is_let_go_by_oneself(cast):
    entry = say(cast.bo)
    before = Fact.objects.count()
    assert [keep(by=cast.chen, entry=entry), keep(by=cast.chen, entry=entry)] == [True, False]
    assert Fact.objects.count() == before
    assert [unkeep(by=cast.chen, entry=entry), Bookmark.objects.count()] == [True, 0]
