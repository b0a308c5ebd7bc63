"""The reader of lists: whatever the bytes, every line is either a row or told."""

import codecs
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostra.people.importing.heading import Unreadable, read_heading
from rostra.people.importing.records import Broken, Record, records_of
from rostra.people.importing.reference import PAGE, page
from rostra.people.importing.rows import Row, row_reader, rows_of
from rostra.people.importing.source import Line, encoding_of, lines_of
from rostra.people.importing.synonyms import HEADINGS, plain

HEAD = "Name,E-mail,Employee number,Title\n"


def read(path, mapping=None):
    heading = read_heading(path, mapping)
    body = (line for line in lines_of(path, heading.encoding) if line.number > heading.line)
    records = records_of(body, delimiter=heading.delimiter, width=len(heading.columns))
    return heading, list(rows_of(records, row_reader(heading)))


@pytest.fixture
def listed(tmp_path):
    def write(text, encoding="utf-8", name="list.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read(path)[1]

    return write


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
     (b"", "utf-16-le"), (b"", "utf-16-be"), (b"", "cp1252")],
)  # fmt: skip
def test_the_same_list_in_any_encoding_gives_the_same_row(listed, mark, encoding):
    rows = listed(mark + (HEAD + "Äijälä Ñandú,a@x.example,7,Señora\n").encode(encoding))
    assert [(row.name, row.title) for row in rows] == [("Äijälä Ñandú", "Señora")]


def test_a_file_that_does_not_say_its_encoding_is_called_guessed(tmp_path):
    path = tmp_path / "l.csv"
    path.write_bytes("Äijälä".encode("cp1252"))
    assert encoding_of(path).guessed
    path.write_bytes("Äijälä".encode())
    assert not encoding_of(path).guessed


def test_one_broken_byte_in_a_utf8_file_costs_its_line_and_no_other_letter(listed):
    rows = listed(
        (HEAD + "Äijälä,a@x.example,1,\n").encode() + b"Bo\xe4,b@x.example,2,\n" + "Öhman,c@x.example,3,\n".encode()
    )
    assert [row.name if isinstance(row, Row) else row.reason for row in rows] == ["Äijälä", "not_text", "Öhman"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(listed, delimiter):
    rows = listed(
        HEAD.replace(",", delimiter)
        + delimiter.join(["Bo Berg", "bo@x.example", "1", "Chief, of tea"]).replace("Chief, of tea", '"Chief, of tea"')
    )
    assert rows == [Row(2, "Bo Berg", "1", "bo@x.example", "Chief, of tea")]


def test_titles_and_empty_lines_above_the_heading_are_passed_over(listed):
    assert listed("Workday report\n2026-11-22\n\n" + HEAD + "Bo,bo@x.example,1,\n") == [
        Row(5, "Bo", "1", "bo@x.example")
    ]


def test_a_quote_left_open_costs_its_own_line_only(listed):
    rows = listed(
        HEAD + 'Ana,ana@x.example,1,\nBo,"bo@x.example,2,\nChen,chen@x.example,3,\nDara,"dara@x.example",4,\n'
    )
    assert [(r.number, r.reason) for r in rows if isinstance(r, Broken)] == [(3, "quote_open")]
    assert [row.name for row in rows if isinstance(row, Row)] == ["Ana", "Chen", "Dara"]


def test_a_cell_may_hold_line_breaks_and_the_next_line_keeps_its_number(listed):
    rows = listed(HEAD + 'Ana,ana@x.example,1,"Chief\nof tea"\nBo,bo@x.example,2,\n')
    assert [(row.line, row.title) for row in rows] == [(2, "Chief of tea"), (4, "")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Bo,bo@x.example", "cells"),
        ("Bo,bo@x.example,1,a,b", "cells"),
        (",bo@x.example,1,", "no_name"),
        ("Bo,,,", "no_key"),
        ("Bo,bo at x,1,", "bad_email"),
        ("Bo,bo@x.example,1," + "x" * 300, "too_long"),
        ("Bo,bo@x.example,1," + "x" * 70_000, "line_too_long"),
        ("Bo,bo@x.example,1,ta\0sk", "nul"),
        ('Bo,bo@x.example,1,"a"b', "quote_inside"),
    ],
)
def test_a_bad_line_is_told_and_the_next_comes_in(listed, line, reason):
    told, good = listed(HEAD + line + "\nChen,chen@x.example,2,\n")
    assert (told.number, told.reason) == (2, reason)
    assert good == Row(3, "Chen", "2", "chen@x.example")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("\n\n", "empty"), ("a,b,c\n1,2,3\n", "no_heading"), ("Title,E-mail\nx,y\n", "no_name_column"),
     ("Name,Title\nx,y\n", "no_key_column")],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_with_its_reason(tmp_path, text, reason):
    path = tmp_path / "l.csv"
    path.write_text(text)
    with pytest.raises(Unreadable) as refused:
        read_heading(path)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "heading",
    [
        "Employee ID,Worker,Email - Primary Work,Supervisory Organization,Business Title,Manager ID,Location",
        "Person ID External;First Name;Last Name;Business Email;Department;Position Title;Manager User ID;Location",
        "Henkilönumero;Etunimi;Sukunimi;Sähköposti;Osasto;Tehtävänimike;Esihenkilön numero;Toimipaikka",
        "Número de empleado;Nombre;Apellidos;Correo electrónico;Departamento;Puesto;ID del responsable;Centro de trabajo",
        "Personalnummer;Vorname;Nachname;E-Mail-Adresse;Abteilung;Position;Personalnummer des Vorgesetzten;Standort",
    ],
)
def test_columns_of_common_exports_are_known(tmp_path, heading):
    path = tmp_path / "l.csv"
    path.write_text(heading + "\n")
    assert {"number", "email", "unit", "title", "lead_number", "place"} <= read_heading(path).fields


def test_no_heading_means_two_things():
    headings = [name for words in HEADINGS.values() for name in {plain(word) for word in words}]
    assert [name for name in headings if headings.count(name) > 1] == []


def test_a_column_mapped_by_hand_wins(tmp_path):
    path = tmp_path / "l.csv"
    path.write_text("Name,Nick,E-mail\nBo Berg,Bobo,bo@x.example\n")
    _heading, rows = read(path, {"Nick": "name", "Name": ""})
    assert rows == [Row(2, "Bobo", "", "bo@x.example")]


def test_unit_paths_come_from_one_column_or_several(tmp_path):
    path = tmp_path / "l.csv"
    path.write_text(
        "Name,E-mail,Unit\nA,a@x.example,Acme > Lab > Tasting\nB,b@x.example,Acme/Lab\nC,c@x.example,Sales\n"
    )
    assert [row.unit for row in read(path)[1]] == [("Acme", "Lab", "Tasting"), ("Acme", "Lab"), ("Sales",)]
    path.write_text("Name,E-mail,Unit 1,Unit 2,Unit 3\nA,a@x.example,Acme,R/D,\n")
    assert [row.unit for row in read(path)[1]] == [("Acme", "R/D")]


def test_names_languages_and_managers_are_read_as_people_write_them(tmp_path):
    path = tmp_path / "l.csv"
    path.write_text(
        "Name,E-mail,Employee ID,Manager,Languages\n"
        '"Berg, Bo",bo@x.example,="007","Li, Chen (00012)","Finnish (native), español; en"\n'
    )
    (row,) = read(path)[1]
    assert (row.name, row.number, row.lead, row.languages) == ("Bo Berg", "007", "00012", ("fi", "es", "en"))


cells = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=15), st.sampled_from(",;\t|"))
def test_whatever_a_csv_writer_writes_is_read_back(rows, delimiter):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    lines = (Line(number, line) for number, line in enumerate(text.getvalue().split("\n")[:-1], 1))
    found = list(records_of(lines, delimiter=delimiter, width=3))
    wanted = [row for row in rows if not any("\ufffd" in cell for cell in row)]
    assert [record.cells for record in found if isinstance(record, Record)] == wanted


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_below_a_heading_end_in_rows_or_reasons_in_order(tmp_path_factory, noise):
    path = tmp_path_factory.mktemp("noise") / "l.csv"
    path.write_bytes(HEAD.encode() + noise + b"\nEnd,end@x.example,9,\n")
    try:
        _heading, found = read(path)
    except Unreadable:
        return
    numbers = [row.line if isinstance(row, Row) else row.number for row in found]
    assert numbers == sorted(set(numbers))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(['"', ",", "a", "\n", '""', "b,c,d,e\n", '"x"']), max_size=40).map("".join))
def test_no_heap_of_quotes_hides_the_lines_after_it_for_more_than_fifty_lines(heap):
    text = heap + "\n" * 60 + "End,end@x.example,9,t"
    lines = (Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    found = list(records_of(lines, delimiter=",", width=4))
    assert found[-1] == Record(text.count("\n") + 1, ["End", "end@x.example", "9", "t"])


def test_the_reference_says_what_the_reader_knows():
    assert PAGE.read_text() == page(), "run python -m rostra.people.importing.reference"


EXCEL = 'Name;E-mail;Title\r\nÄijä Ö;a@x.example;"Chief; of tea"\r\n'


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=,"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_what_excel_writes_first_is_taken_and_what_is_wrong_in_it_forgiven(listed, first, encoding):
    assert listed(f"{first}\r\n{EXCEL}", encoding) == [Row(3, "Äijä Ö", "", "a@x.example", "Chief; of tea")]


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_spreadsheet_is_told_from_a_list(tmp_path, head):
    path = tmp_path / "people.csv"
    path.write_bytes(head + bytes(range(256)) * 20)
    with pytest.raises(Unreadable) as error:
        read(path)
    assert error.value.reason == "spreadsheet"


def test_of_two_columns_with_one_title_either_can_be_chosen(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Name,E-mail,E-mail\nBo,home@x.example,work@x.example\n")
    heading, (row,) = read(path)
    assert (heading.titles, row.email) == (["Name", "E-mail", "E-mail (2)"], "home@x.example")
    assert read(path, dict(heading.pairs))[1] == [row]
    assert read(path, {"Name": "name", "E-mail": "", "E-mail (2)": "email"})[1][0].email == "work@x.example"


@pytest.mark.parametrize("text", ["Wer,Post,Rang\nBo,b@x.example,1\n", "Name,Post,Rang\nBo,b@x.example,1\n"])
def test_a_list_with_titles_we_do_not_know_says_which_there_are(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_text(text)
    with pytest.raises(Unreadable) as error:
        read(path)
    titles = [title for title, _field in error.value.columns]
    assert titles[1:] == ["Post", "Rang"]
    assert read(path, {titles[0]: "name", "Post": "email", "Rang": "number"})[1] == [Row(2, "Bo", "1", "b@x.example")]
