"""Single promises of the engine that a corpus line does not say."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from rostra.guidelines.engine import OUTSIDE, Author, Kind, Ruleset, Surface, Term, Weight, Window, check
from rostra.guidelines.engine.language import guess_language
from rostra.guidelines.engine.sentences import Sentences

BO = Author("Bo", ("Aamuvalle",), ("bo@aamuvalle.example.fi",), ("+358 40 765 4321",))
MAY = date(2026, 5, 14)


def split(text: str) -> list[str]:
    sentences = Sentences(text)
    return [text[slice(*sentences.span(index))].strip() for index in range(len(sentences))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("It cost 1.4 million, e.g. in May. Yes.", ["It cost 1.4 million, e.g. in May.", "Yes."]),
        ("Tulen klo 9. Sitten kotiin.", ["Tulen klo 9. Sitten kotiin."]),
        ("Tämä on esim. Turussa. Ja muuta.", ["Tämä on esim. Turussa.", "Ja muuta."]),
        ("El Sr. Ruiz, p. ej. hoy. ¿Y tú? ¡Sí!", ["El Sr. Ruiz, p. ej. hoy.", "¿Y tú?", "¡Sí!"]),
        ("J. R. Tolkien wrote. I read.", ["J. R. Tolkien wrote.", "I read."]),
        ("i love it. we ship soon.", ["i love it.", "we ship soon."]),
        ("Se on 14. toukokuuta. Silloin.", ["Se on 14. toukokuuta.", "Silloin."]),
        ("A title\n\nand a text", ["A title", "and a text"]),
        ("a line that was\nwrapped by a mailer", ["a line that was\nwrapped by a mailer"]),
        ("- one\n- two\n* three", ["- one", "- two", "* three"]),
        ("“Really?” she said. “Yes.” He left.", ["“Really?”", "she said.", "“Yes.”", "He left."]),
        ("Version 1.2.3 is at example.com/a.b now", ["Version 1.2.3 is at example.com/a.b now"]),
        ("", [""]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_term_is_free_from_its_day_on() -> None:
    ruleset = Ruleset(terms=(Term("half-year profit", until=date(2026, 5, 28), reason="It is told on 28 May"),))
    text = "The half-year profit is good."
    (finding,) = check(text, surface=OUTSIDE, ruleset=ruleset, today=date(2026, 5, 27))
    assert finding.reason == "It is told on 28 May. It may be told from 2026-05-28."
    assert check(text, surface=OUTSIDE, ruleset=ruleset, today=date(2026, 5, 28)) == []


def test_a_term_carries_its_weight_its_key_and_the_words_to_say_instead() -> None:
    claim = Term(
        "no other roaster in Europe",
        "t7",
        weight=Weight.HINT,
        suggestion="no other roaster in Finland",
        reason="So far.",
    )
    ruleset = Ruleset(terms=(claim,))
    (finding,) = check("There is no other roaster in Europe like it.", surface=OUTSIDE, ruleset=ruleset)
    assert (finding.rule, finding.weight, finding.mend) == ("confidential.t7", "hint", "no other roaster in Finland")


def test_of_two_terms_the_longer_one_is_raised() -> None:
    ruleset = Ruleset(terms=(Term("Aurora", "short"), Term("Project Aurora Two", "long")))
    found = check("Project Aurora Two and Aurora", surface=OUTSIDE, ruleset=ruleset)
    assert [finding.rule for finding in found] == ["confidential.long", "confidential.short"]


def test_ones_own_address_and_number_are_only_hinted() -> None:
    found = check("bo@aamuvalle.example.fi or 040 765 4321, or dara@aamuvalle.example.fi", surface=OUTSIDE, author=BO)
    weights = [finding.weight for finding in found if finding.kind is Kind.PERSONAL]
    assert weights == ["hint", "hint", "mend"]


def test_a_public_address_is_left_alone() -> None:
    ruleset = Ruleset(public_emails=frozenset({"dara@aamuvalle.example.fi"}))
    assert check("Dara@aamuvalle.example.fi", surface=OUTSIDE, ruleset=ruleset) == []


def test_a_cut_leaves_no_empty_brackets_and_no_second_space() -> None:
    text = "Jarkko (jarkko@aamuvalle.example.fi) built it."
    (finding,) = check(text, surface=OUTSIDE)
    assert text[: finding.mend_start] + (finding.mend or "") + text[finding.mend_end :] == "Jarkko built it."


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Aamuvalle is great.", None, "I work at Aamuvalle. "),
        ("Aamuvalle on hieno, ja minä olen iloinen.", None, "Työnantajani on Aamuvalle. "),
        ("Aamuvalle es muy bueno, la verdad.", None, "Trabajo en Aamuvalle. "),
        ("Aamuvalle is great.", "es", "Trabajo en Aamuvalle. "),
    ],
)
def test_the_words_that_are_missing_are_offered_in_the_language_of_the_text(
    text: str, language: str | None, words: str
) -> None:
    (finding,) = check(text, surface=Surface("outside", language=language), author=BO)
    assert (finding.rule, finding.start, finding.mend) == ("disclosure.missing", 0, words)


def test_the_authors_own_introduction_is_offered_first_and_ends_the_finding() -> None:
    noor = Author("Noor", ("Aamuvalle",), introduction="I train baristas at Aamuvalle.")
    (finding,) = check("Aamuvalle is great.", surface=OUTSIDE, author=noor)
    mended = (finding.mend or "") + "Aamuvalle is great."
    assert mended == "I train baristas at Aamuvalle. Aamuvalle is great."
    assert check(mended, surface=OUTSIDE, author=noor) == []


@pytest.mark.parametrize("language", ["en", "fi", "es"])
def test_what_is_offered_to_mend_a_missing_disclosure_mends_it(language: str) -> None:
    (finding,) = check("Aamuvalle!", surface=Surface("outside", language=language), author=BO)
    assert check(f"{finding.mend}Aamuvalle!", surface=OUTSIDE, author=BO) == []


def test_someone_without_an_employer_has_nothing_to_disclose() -> None:
    assert (
        check("Aamuvalle is great.", surface=Surface("outside", story=True), ruleset=Ruleset(names=("Aamuvalle",)))
        == []
    )


@pytest.mark.parametrize(
    ("windows", "weight"),
    [
        ((), None),
        ((Window(date(2026, 5, 1), date(2026, 5, 14)),), None),
        ((Window(date(2026, 5, 15)),), "stop"),
        ((Window(None, date(2026, 5, 13)),), "hint"),
        ((Window(date(2026, 4, 1), date(2026, 4, 2)), Window(date(2026, 6, 1))), "stop"),
    ],
)
def test_a_story_waits_for_its_window(windows: tuple[Window, ...], weight: str | None) -> None:
    found = check("A word.", surface=Surface("outside", windows=windows), today=MAY)
    assert [(f.rule, f.weight.value) for f in found] == ([("confidential.window", weight)] if weight else [])


def test_every_title_and_reason_goes_through_the_catalogue() -> None:
    asked: list[str] = []

    def gettext(message: str) -> str:
        asked.append(message)
        return f"[{message}]"

    text = "Aamuvalle: bob@kahvi.fi 040 123 4567 131052-308T FI2112345600000785 salasana: Kahvi2024 Project Aurora"
    surface = Surface("tiny", limit=9)
    found = check(text, surface=surface, author=BO, ruleset=Ruleset(terms=(Term("Project Aurora"),)), gettext=gettext)
    assert len(found) == 8
    assert all(finding.message.startswith("[") and finding.reason.startswith("[") for finding in found)


def test_languages_are_told_apart() -> None:
    assert guess_language("We roast coffee in the morning and it is good") == "en"
    assert guess_language("Paahdamme kahvia aamulla ja se on hyvää") == "fi"
    assert guess_language("Tostamos el café por la mañana y es bueno") == "es"
    assert guess_language("12345", otherwise="fi") == "fi"


def test_real_job_advertisements_hold_no_secret_and_no_personal_number() -> None:
    data = Path(os.environ.get("ROSTRA_DATA", "../shared/data")) / "skillspan" / "dev.json"
    if not data.exists():
        pytest.skip("the SkillSpan sentences are not beside the checkout (ROSTRA_DATA)")
    sentences = [" ".join(json.loads(row)["tokens"]) for row in data.read_text(encoding="utf-8").splitlines()]
    raised = [f.rule for s in sentences for f in check(s, surface=OUTSIDE) if f.kind in {Kind.SECRET, Kind.PERSONAL}]
    assert len(sentences) > 3000
    assert raised == []
