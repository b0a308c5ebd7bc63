"""Saying something: publish, edit, delete, undo; and who hears of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from rostra.communities.actions.entries import (
    delete_entry,
    edit_entry,
    end_entry,
    mark_language,
    publish_draft,
    publish_entry,
    restore_entry,
    write_draft,
)
from rostra.communities.errors import EditedMeanwhile
from rostra.communities.hearers import To
from rostra.communities.mentions import editable, untold
from rostra.communities.models import Community, Entry, Membership
from rostra.communities.queries import ties_of, who_can_see
from rostra.communities.rules import entries as rules
from rostra.kit.errors import Forbidden, Refused
from rostra.ledger.models import Fact
from rostra.notices.models import Notice
from rostra.people.models import Audience, AudienceMember, Follow, Person


def gather(*members, access="open", name="Roasting"):
    community = Community.objects.create(name=name, slug=name.lower(), access=access)
    for person in members:
        Membership.objects.create(person=person, community=community)
    return community


def say(by, to=None, body="First light over El Recreo.", **more):
    return publish_entry(by=by, to=to or To.all(), body=body, **more)


def test_who_may_see_an_entry_is_one_answer_by_rule_by_door_and_in_bulk(cast):
    opened, closed, secret = (
        gather(cast.bo, cast.chen, access=access, name=access) for access in ("open", "closed", "secret")
    )
    audience = Audience.objects.create(name="Roasters")
    for person in (cast.bo, cast.chen):
        AudienceMember.objects.create(audience=audience, person=person)
    Follow.objects.create(follower=cast.kim, followed=cast.bo)
    places = [To.all(), To.my_followers(), To.those_of(audience), *(To.those_in(c) for c in (opened, closed, secret))]
    entries = [say(cast.bo, to) for to in places]
    entries += [say(cast.bo, to, until=timezone.now() - timedelta(hours=1)) for to in places]
    entries += [write_draft(by=cast.bo, to=to, body="later") for to in places]
    entries += [delete_entry(by=cast.bo, entry=say(cast.bo, to)) for to in places]
    removed = say(cast.bo)
    Entry.objects.filter(id=removed.id).update(removed_at=timezone.now())
    Membership.objects.filter(person=cast.bo, community=secret).update(left_at=timezone.now())
    for person in cast.everyone.values():
        seen = set(Entry.objects.visible_to(person).values_list("id", flat=True))
        ties, now = ties_of(person), timezone.now()
        for entry in Entry.objects.select_related("community"):
            assert rules.can_view(person, entry, ties, at=now) == (entry.id in seen), (person, entry)
            if entry.published_at and entry.is_current(now):
                assert (person.id in who_can_see(entry, [person.id])) == (entry.id in seen), (person, entry)
    assert Entry.objects.visible_to(cast.eve).count() == 0
    assert not Entry.objects.visible_to(cast.bo).filter(community=secret).exclude(published_at=None).exists()


def test_a_form_sent_twice_makes_one_entry(cast):
    key = uuid4()
    first = say(cast.bo, key=key)
    assert say(cast.bo, key=key, body="again") == first
    assert Entry.objects.get(key=key).body == "First light over El Recreo."
    assert Fact.objects.filter(kind="communities.EntryPublished").count() == 1
    with pytest.raises(Refused):
        say(cast.chen, key=key)


def test_publishing_moves_its_place_and_is_a_fact_without_words(cast):
    community = gather(cast.bo)
    entry = say(cast.bo, To.those_in(community), body="A secret recipe #Huila")
    community.refresh_from_db()
    assert (community.entries_count, community.last_active_at) == (1, entry.active_at)
    fact = Fact.objects.get(kind="communities.EntryPublished")
    assert fact.subject_id == entry.id
    assert "recipe" not in str(fact.data)
    assert [each.topic.key for each in entry.topics.all()] == ["huila"]


def test_what_happens_in_a_secret_community_is_sealed(cast):
    say(cast.bo, To.those_in(gather(cast.bo, access="secret")))
    assert Fact.objects.get(kind="communities.EntryPublished").sealed


@pytest.mark.parametrize("body", ["", "   \n ", "x" * 20_001, "x" * 1_000_000])
def test_nothing_and_too_much_are_refused_and_leave_nothing(cast, body):
    with pytest.raises(Refused) as refused:
        say(cast.bo, body=body)
    assert "body" in refused.value.fields
    assert not Entry.objects.exists()


def test_signs_no_database_takes_are_left_out(cast):
    assert say(cast.bo, body="a\x00b\u202ec\r\nd").body == "abc\nd"


def test_a_stranger_cannot_speak_in_a_community_nor_to_an_audience(cast):
    community, audience = gather(cast.bo), Audience.objects.create(name="Sales")
    for to in (To.those_in(community), To.those_of(audience)):
        with pytest.raises(Forbidden):
            say(cast.dara, to)
    say(cast.kim, To.those_of(audience))  # a communicator may


def test_an_edit_keeps_what_stood_there_and_moves_nothing(cast):
    entry = say(cast.bo)
    edited = edit_entry(by=cast.bo, entry=entry, version=1, body="Second light")
    assert (edited.version, edited.active_at) == (2, entry.active_at)
    assert [each.body for each in entry.versions.all()] == ["First light over El Recreo."]
    with pytest.raises(Forbidden):
        edit_entry(by=cast.chen, entry=entry, version=2, body="not mine")


def test_the_second_of_two_who_edit_at_once_gets_both_texts(cast):
    entry = say(cast.bo)
    edit_entry(by=cast.bo, entry=entry, version=1, body="from the phone")
    with pytest.raises(EditedMeanwhile) as both:
        edit_entry(by=cast.bo, entry=entry, version=1, body="from the desk")
    assert (both.value.now.body, both.value.wanted) == ("from the phone", "from the desk")
    assert Entry.objects.get().body == "from the phone"


def test_deleting_hides_at_once_and_an_undo_brings_it_back(cast):
    community = gather(cast.bo, cast.chen)
    older = say(cast.bo, To.those_in(community))
    entry = say(cast.bo, To.those_in(community), body="Oh no @Chen Li")
    assert Notice.objects.filter(subject=entry.id).exists()
    delete_entry(by=cast.bo, entry=entry)
    delete_entry(by=cast.bo, entry=entry)
    community.refresh_from_db()
    assert (community.entries_count, community.last_active_at) == (1, older.active_at)
    assert not Entry.objects.visible_to(cast.chen).filter(id=entry.id).exists()
    assert not Notice.objects.standing().filter(subject=entry.id).exists()
    restore_entry(by=cast.bo, entry=entry)
    assert Notice.objects.standing().filter(subject=entry.id).exists()
    community.refresh_from_db()
    assert (community.entries_count, community.last_active_at) == (2, entry.active_at)
    delete_entry(by=cast.bo, entry=entry)
    Entry.objects.filter(id=entry.id).update(deleted_at=timezone.now() - timedelta(hours=25))
    with pytest.raises(Forbidden):
        restore_entry(by=cast.bo, entry=entry)


def test_a_draft_is_its_authors_until_it_comes_out_with_an_end(cast):
    draft = write_draft(by=cast.kim, to=To.all(), body="A story", kind="post")
    assert not Entry.objects.visible_to(cast.bo).exists()
    until = timezone.now() + timedelta(days=1)
    out = publish_draft(by=cast.kim, entry=draft, to=To.all(), until=until)
    assert out.published_at is not None
    assert Entry.objects.visible_to(cast.bo).get() == out
    assert publish_draft(by=cast.kim, entry=out, to=To.all()).until == until
    end_entry(by=cast.kim, entry=out, until=timezone.now() - timedelta(seconds=1))
    assert not Entry.objects.visible_to(cast.bo).exists()
    with pytest.raises(Refused):
        publish_draft(
            by=cast.kim, entry=write_draft(by=cast.kim, to=To.all(), body="x"), to=To.all(), until=timezone.now()
        )


def test_the_language_is_guessed_and_can_be_corrected(cast):
    assert say(cast.bo, body="Maanantaina se portti on kiinni ja me olemme uudessa paikassa").language == "fi"
    assert say(cast.bo, body="El lunes la puerta vieja se cierra para los camiones").language == "es"
    entry = say(cast.bo, body="OK 👍")
    assert entry.language == "en"
    corrected = mark_language(by=cast.bo, entry=entry, language="fi")
    assert (corrected.language, corrected.version, corrected.card_version) == ("fi", 1, 2)
    with pytest.raises(Refused):
        mark_language(by=cast.bo, entry=entry, language="xx")


def test_a_full_name_after_an_at_is_a_mention_and_is_told(cast):
    entry = say(cast.bo, body="Well done, @chen li! And @Nobody Here.")
    assert f"@[Chen Li]({cast.chen.id})!" in entry.body
    assert "@Nobody Here." in entry.body
    notice = Notice.objects.get()
    assert (notice.person, notice.kind, notice.subject) == (cast.chen, "communities.mention", entry.id)
    assert editable(entry.body) == "Well done, @Chen Li! And @Nobody Here."


def test_who_may_not_see_it_is_not_told_and_the_author_is(cast):
    community = gather(cast.bo, cast.chen, access="closed")
    entry = say(cast.bo, To.those_in(community), body="@Dara Díaz and @Chen Li, look")
    assert [notice.person for notice in Notice.objects.all()] == [cast.chen]
    assert [person.name for person in untold(entry).cannot_see] == ["Dara Díaz"]


def test_one_of_two_with_one_name_is_told_apart_in_brackets(cast):
    other = Person.objects.create(name="Chen Li", sort_key="chen li", title="Baker", find_text=" chen li baker")
    entry = say(cast.bo, body="@Chen Li knows")
    assert untold(entry).unclear == ["Chen Li"]
    entry = say(cast.bo, body="@Chen Li (Baker) knows")
    assert f"@[Chen Li]({other.id}) knows" in entry.body
    assert editable(entry.body) == "@Chen Li (Baker) knows"


def test_a_made_up_token_cannot_wear_anothers_name(cast):
    assert f"@[Chen Li]({cast.chen.id})" in say(cast.bo, body=f"@[The Boss]({cast.chen.id})").body
    assert say(cast.bo, body=f"@[The Boss]({uuid4()})").body == "@The Boss"


def test_an_edit_tells_only_the_newly_named(cast):
    entry = say(cast.bo, body="@Chen Li")
    Notice.objects.all().delete()
    edit_entry(by=cast.bo, entry=entry, version=1, body="@Chen Li and @Kim Koski")
    assert [notice.person for notice in Notice.objects.all()] == [cast.kim]
