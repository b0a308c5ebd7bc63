"""What inboxes and mails show of somebody's words lives and dies with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rostra.communities.actions.comments import delete_comment, edit_comment, post_comment, restore_comment
from rostra.communities.actions.emptying import empty_deleted
from rostra.communities.actions.entries import delete_entry, edit_entry, restore_entry
from rostra.communities.actions.moderation import remove, report, undo_removal
from rostra.communities.hearers import To
from rostra.communities.models import Comment, Entry
from rostra.communities.tests.test_entries import say
from rostra.company.actions import deliver_mail
from rostra.company.models import Mail
from rostra.notices import unseen
from rostra.notices.models import Notice
from rostra.notices.queries import unread_count
from rostra.people.models import Audience, AudienceMember, Follow


def taken_away(how, cast, thing):
    """Deleted by its author, or removed by a moderator. Gives the way back."""
    if how == "deleted":
        delete, restore = (
            (delete_comment, restore_comment) if isinstance(thing, Comment) else (delete_entry, restore_entry)
        )
        name = "comment" if isinstance(thing, Comment) else "entry"
        delete(by=thing.author, **{name: thing})
        return lambda: restore(by=thing.author, **{name: type(thing).objects.get(id=thing.id)})
    report(by=cast.dara, thing=thing, reason="Not kind.")
    remove(by=cast.ana, thing=thing, reason="Not kind.")
    return lambda: undo_removal(by=cast.ana, thing=type(thing).objects.get(id=thing.id))


@pytest.fixture
def inbox(cast, sign_in):
    return lambda person: sign_in(person).get("/inbox/").content.decode()


@pytest.mark.parametrize("how", ["deleted", "removed"])
def test_words_of_a_comment_that_is_gone_leave_inboxes_and_come_back(cast, inbox, how):
    comment = post_comment(by=cast.chen, entry=say(cast.bo), body="Something unkind, @Kim Koski")
    assert "Something unkind" in inbox(cast.bo)
    back = taken_away(how, cast, comment)
    assert "Something unkind" not in inbox(cast.bo) + inbox(cast.kim)
    assert unread_count(cast.kim) == 0
    back()
    assert "Something unkind" in inbox(cast.bo)
    assert unread_count(cast.kim) == 1


@pytest.mark.parametrize("how", ["deleted", "removed"])
def test_lines_about_an_entry_that_is_gone_leave_and_come_back(cast, inbox, how):
    entry = say(cast.bo, body="What a day, @Kim Koski")
    post_comment(by=cast.chen, entry=entry, body="Truly")
    back = taken_away(how, cast, entry)
    assert "What a day" not in inbox(cast.kim)
    assert "Truly" not in inbox(cast.bo)
    back()
    assert "What a day" in inbox(cast.kim)
    assert "Truly" in inbox(cast.bo)


def test_the_inbox_sets_what_somebody_said_in_a_voice_of_its_own(cast, inbox):
    post_comment(by=cast.chen, entry=say(cast.bo), body="Half a notch finer: it settles")
    page = inbox(cast.bo)
    assert '<span class="said">Half a notch finer: it settles</span>' in page
    assert "answered you<" in page


def test_of_several_answers_the_others_are_still_told_when_the_latest_goes(cast, inbox):
    entry = say(cast.bo)
    post_comment(by=cast.dara, entry=entry, body="kind")
    unkind = post_comment(by=cast.chen, entry=entry, body="unkind")
    delete_comment(by=cast.chen, comment=unkind)
    assert "others answered you: …" in inbox(cast.bo)
    post_comment(by=cast.kim, entry=entry, body="kinder")
    line = Notice.objects.get(person=cast.bo)
    assert (line.times, line.words["line"]) == (2, "kinder")


def test_mark_all_as_read_does_not_read_what_nobody_could_see(cast, sign_in):
    comment = post_comment(by=cast.chen, entry=say(cast.bo), body="one")
    delete_comment(by=cast.chen, comment=comment)
    sign_in(cast.bo).post("/inbox/reading/")
    restore_comment(by=cast.chen, comment=comment)
    assert unread_count(cast.bo) == 1


def test_an_edit_changes_what_was_told(cast, inbox):
    entry = say(cast.bo, body="The old words, @Kim Koski")
    comment = post_comment(by=cast.chen, entry=entry, body="A slip of the tongue")
    edit_comment(by=cast.chen, comment=comment, version=1, body="What I meant")
    edit_entry(by=cast.bo, entry=entry, version=1, body="The new words, @Kim Koski")
    assert "slip of the tongue" not in inbox(cast.bo)
    assert "What I meant" in inbox(cast.bo)
    assert "The new words" in inbox(cast.kim)


def mailed() -> int:
    Notice.objects.update(at=timezone.now() - timedelta(hours=1))
    return unseen.mail_unseen()


@pytest.mark.parametrize("how", ["deleted", "removed"])
def test_a_mail_that_has_not_left_is_taken_back_and_its_other_lines_are_mailed(cast, how):
    post_comment(by=cast.dara, entry=say(cast.bo), body="kind")
    comment = post_comment(by=cast.chen, entry=say(cast.bo), body="unkind")
    assert mailed() == 1
    assert "unkind" in Mail.objects.get().text
    back = taken_away(how, cast, comment)
    assert Mail.objects.values_list("state", "text").get(to=cast.bo.email) == ("taken_back", "")
    Notice.objects.exclude(person=cast.bo).delete()
    assert mailed() == 1
    mail = Mail.objects.get(to=cast.bo.email, state=Mail.WAITING)
    assert "unkind" not in mail.text + mail.html
    assert "kind" in mail.text
    back()
    assert mailed() >= 1
    assert "unkind" in Mail.objects.filter(to=cast.bo.email).latest("at").text


def test_of_a_mail_that_failed_the_words_go_and_one_that_left_is_left_alone(cast):
    comment = post_comment(by=cast.chen, entry=say(cast.bo), body="unkind")
    mailed()
    Mail.objects.update(state=Mail.FAILED)
    delete_comment(by=cast.chen, comment=comment)
    mail = Mail.objects.get()
    assert (mail.text, mail.html) == ("", "")
    assert deliver_mail(mail_id=mail.id) == "failed"


def test_after_the_day_the_words_are_nowhere(cast):
    entry = say(cast.bo, body="Gone for good, @Kim Koski")
    comment = post_comment(by=cast.chen, entry=entry, body="Gone too")
    delete_comment(by=cast.chen, comment=comment)
    delete_entry(by=cast.bo, entry=entry)
    long_ago = timezone.now() - timedelta(days=2)
    Entry.objects.filter(id=entry.id).update(deleted_at=long_ago)
    Comment.objects.filter(id=comment.id).update(deleted_at=long_ago)
    empty_deleted()
    assert not Notice.objects.exists()


def test_an_answer_brought_back_under_an_entry_that_is_gone_waits_for_it(cast, inbox):
    entry = say(cast.bo)
    comment = post_comment(by=cast.chen, entry=entry, body="Still here")
    delete_comment(by=cast.chen, comment=comment)
    delete_entry(by=cast.bo, entry=entry)
    restore_comment(by=cast.chen, comment=Comment.objects.get(id=comment.id))
    assert "Still here" not in inbox(cast.bo)
    restore_entry(by=cast.bo, entry=Entry.objects.get(id=entry.id))
    assert "Still here" in inbox(cast.bo)


@pytest.mark.parametrize("place", ["audience", "followers"])
@pytest.mark.usefixtures("db")
def test_who_may_no_longer_read_it_is_not_told_what_it_says_after_an_edit(cast, place):
    audience = Audience.objects.create(name="Roasters", rule={})
    for person in (cast.bo, cast.chen, cast.dara):
        AudienceMember.objects.create(audience=audience, person=person)
    for person in (cast.chen, cast.dara):
        Follow.objects.create(follower=person, followed=cast.bo)
    to = To.those_of(audience) if place == "audience" else To.my_followers()
    entry = say(cast.bo, to, "@Chen Li @Dara Díaz come")
    AudienceMember.objects.filter(person=cast.dara).delete()
    Follow.objects.filter(follower=cast.dara).delete()
    edit_entry(by=cast.bo, entry=entry, version=1, body="@Chen Li @Dara Díaz come at six, we buy them")
    lines = {notice.person: notice.words["line"] for notice in Notice.objects.all()}
    assert list(lines) == [cast.chen]
    assert "we buy them" in lines[cast.chen]
