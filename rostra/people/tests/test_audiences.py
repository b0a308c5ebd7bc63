"""Audiences: what a rule means, and its rows."""

import pytest

from rostra.kit.errors import Forbidden, Refused
from rostra.people.actions.audiences import audience_preview, resolve_all_audiences, save_audience
from rostra.people.actions.people import edit_profile, mark_left
from rostra.people.models import AudienceMember, Person, Skill, Unit
from rostra.people.views.audiences import audience_form


def names(audience):
    return sorted(AudienceMember.objects.filter(audience=audience).values_list("person__name", flat=True))


def save(rule, by=None):
    return save_audience(by=by, rule=rule, name="Some")


def test_a_unit_means_everyone_below_it(cast):
    night = Unit.objects.create(name="Night", parent=cast.roastery)
    Unit.objects.filter(id=night.id).update(path=[cast.roastery.id, night.id])
    Person.objects.filter(id=cast.dara.id).update(unit=night)
    assert names(save({"units": [str(cast.roastery.id)]})) == ["Bo Berg", "Chen Li", "Dara Díaz"]


def test_lists_are_alternatives_and_keys_must_all_hold(cast):
    edit_profile(by=cast.bo, person=cast.bo, languages=["fi"], skills=["Tea"])
    edit_profile(by=cast.dara, person=cast.dara, languages=["es"], skills=["Tea"])
    tea = str(Skill.objects.get(name="Tea").id)
    assert names(save({"languages": ["fi", "es"]})) == ["Bo Berg", "Dara Díaz"]
    assert names(save({"languages": ["fi", "es"], "units": [str(cast.cafes.id)], "skills": [tea]})) == ["Dara Díaz"]
    assert names(save({"people": [str(cast.kim.id)]})) == ["Kim Koski"]
    assert names(save({"places": ["Turku"]})) == [
        "Ana Aalto",
        "Bo Berg",
        "Chen Li",
        "Dara Díaz",
        "Hugo Hill",
        "Kim Koski",
    ]


def test_rows_follow_the_people(cast):
    audience = save({"units": [str(cast.roastery.id)]})
    mark_left(by=cast.ana, person=cast.chen)
    Person.objects.filter(id=cast.kim.id).update(unit=cast.roastery)
    assert resolve_all_audiences() == 1
    assert names(audience) == ["Bo Berg", "Kim Koski"]
    before = list(AudienceMember.objects.values_list("id", flat=True))
    resolve_all_audiences()
    assert list(AudienceMember.objects.values_list("id", flat=True)) == before


def test_the_preview_counts_what_the_rows_would_be(cast):
    rule = {"units": [str(cast.roastery.id), str(cast.cafes.id)]}
    assert audience_preview(rule) == len(names(save(rule))) == 3
    assert audience_preview({}) == 0


@pytest.mark.parametrize("rule", [{}, {"units": []}, {"units": ["x"]}, {"pay": ["1"]}, {"units": "abc"}, {"places": 5}])
def test_a_rule_that_is_none_is_refused(cast, rule):
    with pytest.raises(Refused):
        save(rule)


def test_communicators_keep_audiences_and_others_do_not(cast):
    rule = {"places": ["Turku"]}
    assert save(rule, by=cast.kim)
    with pytest.raises(Forbidden):
        save(rule, by=cast.bo)


def test_the_form_gives_the_rule_that_was_chosen(cast):
    data = {"a-units": [str(cast.roastery.id)], "a-people": f"{cast.kim.email}\n{cast.bo.email.upper()}\n"}
    form = audience_form(cast.kim, data, prefix="a")
    assert form.is_valid(), form.errors
    assert form.rule() == {"units": [str(cast.roastery.id)], "people": form.cleaned_data["people"]}
    assert sorted(form.cleaned_data["people"]) == sorted([str(cast.kim.id), str(cast.bo.id)])
    assert not audience_form(cast.kim, {"people": "nobody@x.example"}).is_valid()


def test_the_preview_page_says_how_many(cast, sign_in):
    answer = sign_in(cast.kim).get("/people/audiences/preview/", {"units": str(cast.roastery.id)})
    assert "2 people now" in answer.content.decode()
