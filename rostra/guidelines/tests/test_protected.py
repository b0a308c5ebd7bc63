"""Pay, hours and conditions: never a rule, never a finding."""

from __future__ import annotations

import pytest

from rostra.guidelines.engine import OUTSIDE, Author, Match, Ruleset, Surface, Term, Weight, check, refuse_term
from rostra.guidelines.engine.protected import protected_words

REFUSED = {
    "en": """pay wage wages salary raise hours overtime shift break holiday union strike harassment safety|at|work
        discrimination working|conditions collective|agreement payslip unpaid|overtime pay-gap Payroll maternity|leave""",
    "fi": """palkka palkat palkankorotus kuukausipalkka työaika ylityö ylitöitä työvuoro tauko loma lomat vuosiloma liitto
        ammattiliitto lakko lakon häirintä syrjintä työturvallisuus työehtosopimus työolot luottamusmies Palkkaneuvottelut
        tyoaika lomautus yt-neuvottelut ruokatauko""",
    "es": """salario sueldo nómina horas|extra horario turno descanso vacaciones sindicato huelga acoso discriminación
        convenio|colectivo condiciones|laborales despido jornada seguridad|laboral baja|médica nomina""",
}


@pytest.mark.parametrize("word", [word.replace("|", " ") for several in REFUSED.values() for word in several.split()])
def test_a_protected_word_may_not_become_a_term(word: str) -> None:
    reason = refuse_term(word)
    assert reason is not None
    assert "theirs to say" in reason


@pytest.mark.parametrize(
    "term", ["salary review 2027", "Project Overtime", "Kesäloma-kampanja", "plan de huelga", "the “union” file"]
)
def test_a_term_that_holds_a_protected_word_is_refused_and_the_word_is_named(term: str) -> None:
    reason = refuse_term(term)
    assert reason is not None
    assert any(word.strip("“”") in reason for word in term.split("-")[0].split())


@pytest.mark.parametrize("stem", ["palk", "sal", "huel", "overti", "p", "ylit"])
def test_a_beginning_that_would_match_a_protected_word_is_refused(stem: str) -> None:
    assert refuse_term(stem, prefix=True) is not None


@pytest.mark.parametrize(
    "term",
    ["Project Aurora", "breakfast blend", "European Union", "Palkinto", "lomake",
     "Porin kahvila", "payload", "Salsa", "half-year figures", "Lakkahillo"],
)  # fmt: skip
def test_other_words_are_taken(term: str) -> None:
    assert refuse_term(term) is None


def test_the_reason_is_told_in_the_readers_language() -> None:
    reason = refuse_term("pay", gettext=lambda _: "“%(word)s” on suojattu.")
    assert reason == "“pay” on suojattu."


def test_the_list_speaks_all_three_languages_and_every_line_is_read() -> None:
    words = {entry.word for entry in protected_words() if entry.meant}
    assert {"pay", "palkka", "huelga"} <= words
    assert len(words) > 300
    assert all(entry.bare and len(entry.bare) == len(entry.exact) for entry in protected_words())


def test_no_rule_of_any_class_fires_on_talk_of_pay_hours_and_conditions() -> None:
    """A company that lists everything it can still hears nothing of it."""
    talk = (
        "Our pay is low and the hours are long. We had no break in the night shift. "
        "Palkka on pieni ja ylitöitä on paljon. Lakko alkaa, ja liitto on mukana. "
        "El sueldo es bajo y las horas extra no se cobran. Hay huelga en Aamuvalle."
    )
    listed = [word for word in talk.replace(".", "").replace(",", "").split() if len(word) > 2]
    ruleset = Ruleset(
        terms=tuple(Term(word, match=Match.FORMS, weight=Weight.STOP) for word in listed), names=("Aamuvalle",)
    )
    story = Surface("outside", story=True)
    for surface in (OUTSIDE, story):
        assert check(talk, surface=surface, author=Author("Bo", ("Aamuvalle",)), ruleset=ruleset) == []
