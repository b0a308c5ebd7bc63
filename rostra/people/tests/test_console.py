"""Bringing a list in by the console."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rostra.people.models import ImportRun, Person
from rostra.people.tests.doors import DOORS, make

LIST = "Number,Name,E-mail,Unit\n1,Aino Aalto,aino@x.example,Acme > Lab\n2,,x@x.example,Acme\n3,=cmd,nobody,\n"


@pytest.fixture
def ana(cast, sign_in, settings, tmp_path):
    settings.ROSTRA_HOME = tmp_path
    return sign_in(cast.ana)


def upload(client, text=LIST):
    answer = client.post("/console/people/import/", {"file": SimpleUploadedFile("people.csv", text.encode())})
    return answer["Location"]


def test_a_list_is_looked_at_then_brought_in_and_its_file_goes(ana, tmp_path):
    url = upload(ana)
    run = ImportRun.objects.get()
    assert (run.state, run.counts["new"], run.counts["left_out"]) == ("checked", 1, 2)
    (kept,) = (tmp_path / "imports").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    page = ana.get(url).content.decode()
    assert "There is no name." in page
    assert "Acme &gt; Lab" in page
    assert not Person.objects.filter(number="1").exists()
    ana.post(url + "writing/", {"access-0": "none", "access-1": "closed"})
    run.refresh_from_db()
    assert (run.state, run.path) == ("done", "")
    assert [unit["access"] for unit in run.report["units"]] == ["none", "closed"]
    assert not kept.exists()
    assert Person.objects.get(number="1").unit.name == "Lab"
    assert ana.post(url + "writing/").status_code == 422


def test_the_lines_come_as_a_file_that_a_spreadsheet_cannot_run(ana):
    text = b"".join(ana.get(upload(ana) + "lines/").streaming_content).decode()
    assert text.startswith("\ufeffline,came in,why,text")
    assert "3,no,There is no name." in text
    run = ImportRun.objects.get()
    run.notes.create(line=9, left_out=True, reason="no_name", text="=cmd|' /C calc'!A0")
    assert "'=cmd" in b"".join(ana.get(f"/console/people/import/{run.id}/lines/").streaming_content).decode()


def test_columns_can_be_mapped_by_hand_and_looked_at_again(ana):
    url = upload(ana, "Number,Nick,Name,E-mail\n1,Bobo,Bo Berg,b@x.example\n")
    ana.post(url + "checks/", {"column-0": "number", "column-1": "name", "column-2": "", "column-3": "email"})
    ana.post(url + "writing/")
    assert Person.objects.get(number="1").name == "Bobo"


def test_a_list_with_titles_nobody_knows_is_mapped_by_hand(ana):
    url = upload(ana, "Wer,Post,Rang\nBo Ek,b@x.example,1\n")
    page = ana.get(url).content.decode()
    assert "<details open><summary>Which column is what" in page
    assert 'name="column-1"' in page
    ana.post(url + "checks/", {"column-0": "name", "column-1": "email", "column-2": "number"})
    assert ImportRun.objects.get().state == "checked"
    ana.post(url + "writing/", {"column-0": "name", "column-1": "email", "column-2": "number"})
    assert Person.objects.get(number="1").name == "Bo Ek"


def test_a_list_with_a_title_twice_comes_in_as_it_was_looked_at(ana):
    url = upload(ana, "Number,Name,E-mail,E-mail\n1,Bo Ek,b@x.example,c@x.example\n")
    columns = {"column-0": "number", "column-1": "name", "column-2": "email", "column-3": ""}
    ana.post(url + "writing/", columns)
    assert Person.objects.get(number="1").email == "b@x.example"


def ticked(page):
    """Names of the boxes that a browser would send."""
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    return {re.search(r'name="(\w+)"', box)[1] for box in boxes if "checked" in box}


def test_nobody_has_left_and_nobody_is_back_unless_it_is_said(ana):
    url = upload(ana)
    assert ticked(ana.get(url).content.decode()) == set()
    ana.post(url + "checks/", {"everybody": "1"})
    assert ticked(ana.get(url).content.decode()) == {"everybody"}
    ana.post(url + "checks/", {"returning": "1"})
    assert ticked(ana.get(url).content.decode()) == {"returning"}


def test_too_many_leavers_are_asked_for_by_number(ana, cast):
    url = upload(ana)
    ana.post(url + "writing/", {"everybody": "1"})
    assert "type the number" in ana.get(url).content.decode()
    assert Person.objects.get(id=cast.bo.id).is_here
    ana.post(url + "writing/", {"everybody": "1", "leavers": "5"})
    assert not Person.objects.get(id=cast.bo.id).is_here


def test_a_file_that_is_no_list_says_why_and_changes_nothing(ana):
    page = ana.get(upload(ana, "\x00\x01\x02")).content.decode()
    assert "could not be read" in page
    assert ImportRun.objects.get().state == "failed"


def test_a_list_can_be_thrown_away(ana, tmp_path):
    url = upload(ana)
    assert ana.post(url, {"_method": "delete"}).status_code == 302
    assert list((tmp_path / "imports").iterdir()) == []


def test_somebody_with_an_address_only_and_with_all_is_said_in_full(ana, cast):
    Person.objects.filter(id=cast.bo.id).update(title="", unit=None)
    page = ana.get("/console/people/?q=berg").content.decode()
    assert '<span class="fine">bo@aamuvalle.example' in page
    assert ". bo@" not in page


def test_only_administrators_bring_lists_in(ana, cast, sign_in):
    url = upload(ana)
    assert sign_in(cast.kim).get(url).status_code == 403


def test_somebody_is_added_by_hand_or_told_why_not(ana, cast):
    assert ana.post("/console/people/", {"name": "Nuria Goñi", "email": "n@x.example"}).status_code == 302
    assert ana.post("/console/people/", {"name": "Twin", "email": cast.bo.email}).status_code == 422
    assert "Nuria Goñi" in ana.get("/console/people/?q=n@x.example").content.decode()
    assert "Eve Eskola" in ana.get("/console/people/?show=left").content.decode()


@pytest.mark.parametrize("name", sorted(DOORS))
def test_each_door_lets_in_whom_it_names(cast, sign_in, client, name):
    door, url = DOORS[name], reverse(name, kwargs=make(cast)[name])
    for who in ("dara", "chen", "bo", "kim", "ana"):
        visitor = sign_in(getattr(cast, who))
        answer = visitor.post(url) if door["method"] == "POST" else visitor.get(url)
        assert answer.status_code == door[who], who
    answer = client.post(url) if door["method"] == "POST" else client.get(url)
    assert answer.status_code == door["anonymous"]
