"""The verbs of one person: add, change, edit oneself, follow, leave, come."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from rostra.accounts.actions.arriving import accept_invitation
from rostra.accounts.actions.invitations import invite
from rostra.accounts.models import ApiToken, Invitation, Session
from rostra.company.models import File
from rostra.kit.errors import Forbidden, Refused
from rostra.ledger.models import Fact
from rostra.people.actions.follows import follow, unfollow
from rostra.people.actions.people import (
    add_person,
    change_person,
    edit_profile,
    mark_left,
    welcome_back,
)
from rostra.people.models import Follow, Person

GOOD = {"sees_phone": "everyone", "sees_place": "everyone", "sees_number": "nobody"}


def facts(kind):
    return [fact.data for fact in Fact.objects.filter(kind=f"people.{kind}").order_by("id")]


def test_only_administrators_add_and_change_people(cast):
    with pytest.raises(Forbidden):
        add_person(by=cast.kim, name="X", email="x@x.example")
    with pytest.raises(Forbidden):
        change_person(by=cast.bo, person=cast.bo, title="Boss")
    with pytest.raises(Forbidden):
        mark_left(by=cast.hugo, person=cast.bo)
    assert add_person(by=cast.ana, name=" Nuria  Goñi ", email="Nuria@X.example").email == "nuria@x.example"


def test_two_people_do_not_share_an_address_or_a_number(cast):
    change_person(by=None, person=cast.bo, number="7")
    with pytest.raises(Refused, match="Bo Berg"):
        add_person(by=None, name="X", email=cast.bo.email.upper())
    with pytest.raises(Refused, match="Bo Berg"):
        change_person(by=None, person=cast.chen, number="7")


def test_managers_never_form_a_circle(cast):
    change_person(by=None, person=cast.bo, lead=cast.chen)
    with pytest.raises(Refused, match="circle"):
        change_person(by=None, person=cast.chen, lead=cast.bo)
    with pytest.raises(Refused, match="circle"):
        change_person(by=None, person=cast.bo, lead=cast.bo)


def test_what_she_edits_is_hers_from_then_on_and_what_stays_the_same_is_not(cast):
    assert edit_profile(by=cast.bo, person=cast.bo, title=cast.bo.title, phone="+358 1", about="Hi") == [
        "about",
        "phone",
    ]
    assert Person.objects.get(id=cast.bo.id).edited == ["phone"]
    assert facts("PersonChanged") == [{"person": str(cast.bo.id), "fields": ["about", "phone"]}]
    assert edit_profile(by=cast.bo, person=cast.bo, phone="+358 1") == []


def test_nobody_edits_the_page_of_another(cast):
    with pytest.raises(Forbidden):
        edit_profile(by=cast.ana, person=cast.bo, about="…")
    with pytest.raises(TypeError):
        edit_profile(by=cast.bo, person=cast.bo, number="1")


def test_the_form_saves_what_is_written_and_keeps_it_when_it_cannot(cast, sign_in):
    client = sign_in(cast.bo)
    assert (
        client.post(
            "/me/", GOOD | {"about": "Roasts.", "languages": "suomi, English", "skills": "tea, Tea, cake"}
        ).status_code
        == 302
    )
    bo = Person.objects.get(id=cast.bo.id)
    assert (bo.about, bo.languages, bo.skills.count()) == ("Roasts.", ["fi", "en"], 2)
    wrong = client.post("/me/", GOOD | {"about": "New words", "languages": "Xyzzyish"})
    assert wrong.status_code == 422
    assert "New words" in wrong.content.decode()
    assert Person.objects.get(id=cast.bo.id).about == "Roasts."


def test_following_and_ending_it_are_facts_and_twice_is_once(cast, sign_in):
    follow(by=cast.bo, person=cast.dara)
    follow(by=cast.bo, person=cast.dara)
    assert len(facts("PersonFollowed")) == Follow.objects.count() == 1
    assert "You follow" in sign_in(cast.bo).get(f"/people/{cast.dara.id}/").content.decode()
    assert [p.name for p in Person.objects.followed_by(cast.bo)] == ["Dara Díaz"]
    unfollow(by=cast.bo, person=cast.dara)
    unfollow(by=cast.bo, person=cast.dara)
    assert (len(facts("PersonUnfollowed")), Follow.objects.count()) == (1, 0)


def test_one_follows_others_who_are_here(cast):
    for person in (cast.bo, cast.eve):
        with pytest.raises(Forbidden):
            follow(by=cast.bo, person=person)


def test_the_follow_button_works_with_and_without_script(cast, sign_in):
    client = sign_in(cast.bo)
    url = f"/people/{cast.dara.id}/following/"
    swapped = client.post(url, headers={"HX-Request": "true"})
    assert "_method" in swapped.content.decode()
    assert client.post(url, {"_method": "delete"}).status_code == 302
    assert not Follow.objects.exists()


def test_who_leaves_loses_every_way_in_and_keeps_her_name(cast, sign_in):
    client = sign_in(cast.chen)
    ApiToken.objects.create(user=cast.chen.user, name="t", prefix="p", digest="d")
    mark_left(by=cast.ana, person=cast.chen)
    mark_left(by=cast.ana, person=cast.chen)
    assert client.get("/people/").status_code == 302
    assert not Session.objects.filter(user=cast.chen.user_id).exists()
    assert not ApiToken.objects.filter(user=cast.chen.user_id).exists()
    assert len(facts("PersonLeft")) == 1
    welcome_back(by=cast.ana, person=cast.chen)
    assert Person.objects.get(id=cast.chen.id).is_here
    assert client.get("/people/").status_code == 302, "a new invitation is needed"


def test_nobody_marks_herself_or_the_last_administrator_as_left(cast):
    with pytest.raises(Refused):
        mark_left(by=cast.ana, person=cast.ana)
    with pytest.raises(Refused):
        mark_left(by=None, person=cast.ana)
    assert Person.objects.get(id=cast.ana.id).is_here


@pytest.mark.parametrize("known", ["by id", "by address", "not at all"])
def test_a_newcomer_and_her_person_find_each_other(cast, known):
    nuria = None if known == "not at all" else add_person(by=None, name="Nuria Goñi", email="nuria@x.example")
    invite(
        by=cast.ana.user, email="nuria@x.example", label="Nuria Goñi", person_id=nuria.id if known == "by id" else None
    )
    user = accept_invitation(
        invitation=Invitation.objects.get(email="nuria@x.example"), password="correct horse battery"
    )
    person = Person.objects.get(user=user)
    assert person.name == "Nuria Goñi"
    assert person.came_at is not None
    assert nuria is None or person.id == nuria.id
    assert facts("PersonCame") == [{"person": str(person.id)}]


def test_an_invitation_from_the_console_brings_her_in(cast, sign_in):
    nuria = add_person(by=None, name="Nuria Goñi", email="nuria@x.example")
    assert sign_in(cast.ana).post(f"/console/people/{nuria.id}/invitation/").status_code == 302
    assert Invitation.objects.get(email="nuria@x.example").person_id == nuria.id


def picture():
    out = io.BytesIO()
    Image.new("RGB", (800, 800), "navy").save(out, "PNG")
    return SimpleUploadedFile("me.png", out.getvalue(), "image/png")


def test_a_photo_is_shown_to_everyone_here_replaced_and_taken_away(cast, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = sign_in(cast.bo)
    client.post("/me/photo/", {"photo": picture()})
    url = Person.objects.get(id=cast.bo.id).photo_url
    assert sign_in(cast.dara).get(url).status_code == 200
    assert sign_in(cast.eve).get(url).status_code in {302, 404}
    assert client.post("/me/photo/", {"photo": SimpleUploadedFile("x.png", b"not a picture")}).status_code == 422
    client.post("/me/photo/", {"_method": "delete"})
    assert Person.objects.get(id=cast.bo.id).photo_url == ""
    assert not File.objects.exists()
