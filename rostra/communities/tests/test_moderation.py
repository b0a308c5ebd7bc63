"""Reporting, removing, undoing: who may, who is told, what shows."""

import pytest

from rostra.accounts.models import Grant
from rostra.communities.actions import moderation
from rostra.communities.actions.memberships import set_level
from rostra.communities.models import Comment, Community, Entry, Removal, Report
from rostra.communities.moderated import open_cases, removed_lately
from rostra.communities.tests.gathering import gather, say
from rostra.kit.errors import Forbidden, Refused
from rostra.ledger.models import Fact
from rostra.notices.models import Notice


@pytest.fixture
def moderator(cast):
    Grant.objects.create(user=cast.hugo.user, kind="moderator")
    return cast.hugo


def kinds_of(person):
    return list(Notice.objects.filter(person=person).order_by("at").values_list("kind", flat=True))


def test_a_report_reaches_who_keeps_order_without_the_name_of_who_reported(cast, moderator, sign_in):
    club = gather(cast).open
    entry = say(cast.dara, club, "Buy my insurance")
    moderation.report(by=cast.chen, thing=entry, reason="It is an advertisement")
    assert kinds_of(cast.bo) == kinds_of(moderator) == ["communities.reported"]
    assert kinds_of(cast.dara) == kinds_of(cast.chen) == []
    assert not Notice.objects.exclude(by=None).exists()
    page = sign_in(cast.bo).get("/reports/").content.decode()
    assert "It is an advertisement" in page
    assert "Buy my insurance" in page
    assert "Chen" not in page


def test_one_reports_a_thing_once_and_never_her_own(cast):
    entry = say(cast.chen, gather(cast).open)
    first = moderation.report(by=cast.dara, thing=entry, reason="Rude")
    assert moderation.report(by=cast.dara, thing=entry, reason="Very rude") == first
    assert Report.objects.get().reason == "Rude"
    with pytest.raises(Forbidden):
        moderation.report(by=cast.chen, thing=entry, reason="Mine")
    with pytest.raises(Refused):
        moderation.report(by=cast.kim, thing=entry, reason=" ")


def test_removing_hides_it_tells_the_author_why_and_closes_the_reports(cast):
    club = gather(cast).open
    Community.objects.filter(id=club.id).update(entries_count=1)
    entry = say(cast.chen, club)
    moderation.report(by=cast.dara, thing=entry, reason="Rude")
    moderation.remove(by=cast.bo, thing=entry, reason="We do not swear here")
    moderation.remove(by=cast.bo, thing=entry, reason="Twice")
    assert not Entry.objects.visible_to(cast.chen).filter(id=entry.id).exists()
    assert Notice.objects.get(person=cast.chen).words["reason"] == "We do not swear here"
    assert kinds_of(cast.bo) == []
    assert Removal.objects.get().reason == "We do not swear here"
    assert Fact.objects.filter(kind="communities.ContentRemoved").count() == 1
    club.refresh_from_db()
    assert (club.entries_count, club.last_active_at) == (0, None)
    moderation.undo_removal(by=cast.bo, thing=entry)
    moderation.undo_removal(by=cast.bo, thing=entry)
    assert Entry.objects.visible_to(cast.dara).filter(id=entry.id).exists()
    assert kinds_of(cast.chen) == ["communities.removed", "communities.restored"]
    club.refresh_from_db()
    assert (club.entries_count, club.last_active_at) == (1, entry.active_at)


def test_a_removed_answer_is_counted_no_longer_and_again_when_put_back(cast):
    entry = say(cast.bo, gather(cast).open, comments_count=1)
    comment = Comment.objects.create(entry=entry, author=cast.dara, body="Nonsense")
    moderation.remove(by=cast.bo, thing=comment, reason="Nonsense it is")
    entry.refresh_from_db()
    assert entry.comments_count == 0
    assert not Comment.objects.visible_to(cast.dara).exists()
    moderation.undo_removal(by=cast.bo, thing=comment)
    entry.refresh_from_db()
    assert entry.comments_count == 1


def test_reporting_and_leaving_as_it_is_changes_nothing_but_the_report(cast):
    entry = say(cast.chen, gather(cast).open)
    moderation.report(by=cast.dara, thing=entry, reason="Dull")
    moderation.report(by=cast.kim, thing=entry, reason="Dull indeed")
    assert [len(case.reports) for case in open_cases(cast.bo)] == [2]
    assert moderation.close_reports(by=cast.bo, thing=entry) == 2
    assert moderation.close_reports(by=cast.bo, thing=entry) == 0
    assert open_cases(cast.bo) == []
    assert kinds_of(cast.bo) == []
    assert Entry.objects.visible_to(cast.dara).filter(id=entry.id).exists()


def test_who_may_moderate_where(cast, moderator):
    three = gather(cast)
    set_level(by=cast.bo, community=three.open, person=cast.chen, level="moderator")
    everywhere = {None: say(cast.kim, None), **{each.access: say(cast.kim, each) for each in three}}
    may = {
        (name, place)
        for name, person in cast.everyone.items()
        for place, entry in everywhere.items()
        if moderation.may_moderate(person, entry)
    }
    assert may == {
        ("bo", "open"), ("bo", "closed"), ("bo", "secret"), ("chen", "open"),
        ("hugo", None), ("hugo", "open"), ("hugo", "closed"), ("ana", None), ("ana", "open"), ("ana", "closed"),
    }  # fmt: skip


def test_a_report_brings_the_moderator_into_a_secret_community_for_that_one_thing(cast, moderator, sign_in):
    secret = gather(cast).secret
    reported, other = say(cast.chen, secret, "A threat"), say(cast.chen, secret, "A plan")
    assert open_cases(moderator) == []
    moderation.report(by=cast.bo, thing=reported, reason="It is a threat")
    page = sign_in(moderator).get("/reports/").content.decode()
    assert "A threat" in page
    assert "A plan" not in page
    assert "Secret cupping" not in page
    assert "In a secret community" in page
    assert open_cases(cast.ana) == []
    with pytest.raises(Forbidden):
        moderation.remove(by=moderator, thing=other, reason="No")
    moderation.remove(by=moderator, thing=reported, reason="Threats")
    assert [case.thing for _removal, case in removed_lately(moderator)] == [reported]
    moderation.undo_removal(by=moderator, thing=reported)


def test_reports_are_visible_to_whoever_may_act_on_them(cast, moderator):
    three = gather(cast)
    for entry in (say(cast.kim, None), *(say(cast.kim, each) for each in three)):
        moderation.report(by=cast.dara, thing=entry, reason="So")
    for name, person in cast.everyone.items():
        seen = {report.entry_id for report in Report.objects.visible_to(person)}
        may = {report.entry_id for report in Report.objects.all() if moderation.may_moderate(person, report.entry)}
        assert seen == may, name


def test_nobody_judges_what_she_said_herself(cast, moderator):
    entry = say(cast.bo, gather(cast).open)
    moderation.report(by=cast.dara, thing=entry, reason="Rude")
    assert not moderation.may_moderate(cast.bo, entry)
    assert open_cases(cast.bo) == []
    with pytest.raises(Forbidden):
        moderation.close_reports(by=cast.bo, thing=entry)
    moderation.remove(by=moderator, thing=entry, reason="Rude")
    with pytest.raises(Forbidden):
        moderation.undo_removal(by=cast.bo, thing=entry)


def test_without_moderators_administrators_hear_of_what_is_said_to_everyone(cast):
    moderation.report(by=cast.dara, thing=say(cast.bo, None), reason="Rude")
    assert kinds_of(cast.ana) == ["communities.reported"]


def test_what_a_stranger_may_not_read_she_cannot_report_or_remove(cast, sign_in):
    three = gather(cast)
    entry = say(cast.bo, three.closed)
    client = sign_in(cast.dara)
    for path in (f"/entries/{entry.id}/reports/", f"/entries/{entry.id}/removal/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"reason": "x"}).status_code == 404
    readable = say(cast.bo, three.open)
    assert client.get(f"/entries/{readable.id}/removal/").status_code == 404
    assert client.post(f"/entries/{readable.id}/removal/", {"reason": "x"}).status_code == 403
    assert client.get(f"/entries/{readable.id}/reports/").status_code == 200


def test_a_report_without_words_keeps_the_page_and_says_so(cast, sign_in):
    entry = say(cast.bo, gather(cast).open)
    answer = sign_in(cast.dara).post(f"/entries/{entry.id}/reports/", {"reason": " "})
    assert answer.status_code == 422
    assert "Say what is wrong" in answer.content.decode()


def test_reporting_a_secret_thing_is_sealed_in_the_ledger(cast):
    moderation.report(by=cast.chen, thing=say(cast.bo, gather(cast).secret), reason="So")
    assert Fact.objects.get(kind="communities.ContentReported").sealed
