"""People who left: one, many, and taken back."""

from django.utils import timezone

from rostra.accounts.actions.invitations import invite
from rostra.accounts.models import Invitation, Session
from rostra.accounts.newcomers import Waiting
from rostra.company.models import Mail
from rostra.ledger.models import Fact
from rostra.people.actions.people import MOST_LEAVING, add_person, mark_left, welcome_back
from rostra.people.inviting import count_uninvited, uninvited_after
from rostra.people.models import Person

URL = "/console/people/leavings/"


def here(*people):
    return [Person.objects.get(id=person.id).is_here for person in people]


def test_many_are_looked_at_first_then_marked_as_left(cast, sign_in):
    ana, bo = sign_in(cast.ana), sign_in(cast.bo)
    chosen = {"person": [str(cast.bo.id), str(cast.chen.id)]}
    page = ana.post(URL, chosen)
    assert "Have 2 people left?" in page.content.decode()
    assert "Bo Berg" in page.content.decode()
    assert here(cast.bo, cast.chen) == [True, True]
    assert ana.post(f"{URL}?q=berg", chosen | {"sure": "1"})["Location"] == "/console/people/?q=berg"
    assert here(cast.bo, cast.chen, cast.dara) == [False, False, True]
    assert not Session.objects.filter(user=cast.bo.user).exists()
    assert bo.get("/").status_code == 302
    assert Fact.objects.filter(kind="people.PersonLeft", subject_id__in=[cast.bo.id, cast.chen.id]).count() == 2


def test_it_is_taken_back_by_undo_once(cast, sign_in):
    ana = sign_in(cast.ana)
    ana.post(URL, {"person": [str(cast.bo.id), str(cast.chen.id)], "sure": "1"})
    assert "/console/people/returns/" in ana.get("/console/people/").content.decode()
    ana.post("/console/people/returns/")
    assert here(cast.bo, cast.chen) == [True, True]
    mark_left(by=cast.ana, person=cast.chen)
    ana.post("/console/people/returns/")
    assert here(cast.chen) == [False]


def test_one_who_left_comes_back_by_undo_as_well(cast, sign_in):
    ana = sign_in(cast.ana)
    ana.post(f"/console/people/{cast.bo.id}/leaving/")
    ana.post("/console/people/returns/")
    assert here(cast.bo) == [True]


def test_nobody_ends_her_own_access_among_many(cast, sign_in):
    ana = sign_in(cast.ana)
    both = {"person": [str(cast.ana.id), str(cast.bo.id)]}
    assert "You are not among them" in ana.post(URL, both).content.decode()
    ana.post(URL, both | {"sure": "1"})
    assert here(cast.ana, cast.bo) == [True, False]


def test_who_left_before_and_what_is_no_id_are_passed_over(cast, sign_in):
    ana = sign_in(cast.ana)
    ana.post(URL, {"person": [str(cast.eve.id), "x", "", str(cast.bo.id)], "sure": "1"})
    assert not Fact.objects.filter(kind="people.PersonLeft", subject_id=cast.eve.id).exists()
    assert here(cast.bo) == [False]
    for nobody in ({}, {"person": "x"}, {"person": str(cast.eve.id)}):
        assert ana.post(URL, nobody).status_code == 302


def test_there_is_a_measure_at_once(cast, sign_in):
    Person.objects.bulk_create(Person(name=f"N {n}", sort_key=f"n{n:04}") for n in range(MOST_LEAVING + 1))
    ids = [str(id) for id in Person.objects.filter(name__startswith="N ").values_list("id", flat=True)]
    ana = sign_in(cast.ana)
    assert ana.post(URL, {"person": ids}).status_code == 422
    assert ana.post(URL, {"person": ids, "sure": "1"}).status_code == 422
    assert Person.objects.filter(name__startswith="N ", left_at=None).count() == MOST_LEAVING + 1


def test_who_left_is_found_by_those_who_keep_the_list_by_a_part_of_the_name(cast, sign_in):
    gone = add_person(by=None, name="Wilhelmiina Ström")
    mark_left(by=None, person=gone)
    ana = sign_in(cast.ana)
    assert "Wilhelmiina Ström" in ana.get("/console/people/?q=wilh").content.decode()
    assert "Wilhelmiina" not in ana.get("/people/?q=wilh").content.decode()


def test_who_is_back_can_be_invited_again(cast, sign_in):
    mark_left(by=cast.ana, person=cast.bo)
    welcome_back(by=cast.ana, person=cast.bo)
    ana = sign_in(cast.ana)
    page = ana.get("/console/people/?show=not_come").content.decode()
    assert "Bo Berg" in page
    assert f"/console/people/{cast.bo.id}/invitation/?show=not_come" in page
    answer = ana.post(f"/console/people/{cast.bo.id}/invitation/?show=not_come")
    assert answer["Location"] == "/console/people/?show=not_come"
    assert Mail.objects.get().to == cast.bo.email


def test_who_counts_as_not_invited(cast):
    before = count_uninvited()
    new = add_person(by=None, name="Nuria Goñi", email="nuria@x.example")
    add_person(by=None, name="No Address")
    gone = add_person(by=None, name="Gone Girl", email="gone@x.example")
    mark_left(by=None, person=gone)
    add_person(by=None, name="Twin", email="twin@x.example")
    invite(by=cast.ana.user, email="twin@x.example")
    assert count_uninvited() == Waiting(before.people + 1, before.without_address + 1)
    assert [one.person_id for one in uninvited_after(None, 50)][-1] == new.id
    assert uninvited_after(new.id, 50) == []
    Invitation.objects.update(ended_at=timezone.now())
    assert count_uninvited().people == before.people + 1


def test_who_came_left_and_is_back_counts_as_not_invited(cast):
    Invitation.objects.create(email=cast.bo.email, digest="b", expires_at=timezone.now(), used_at=timezone.now())
    assert cast.bo.email not in [one.email for one in uninvited_after(None, 50)]
    mark_left(by=cast.ana, person=cast.bo)
    welcome_back(by=cast.ana, person=cast.bo)
    assert cast.bo.email in [one.email for one in uninvited_after(None, 50)]
