"""The confidential list: who may write it, what it refuses, and that every check knows it at once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import SignIn
from rostra.guidelines import rulesets
from rostra.guidelines.actions.rulebook import change_rulebook
from rostra.guidelines.actions.terms import TermWords, add_term, add_terms, remove_term
from rostra.guidelines.checking import check
from rostra.guidelines.engine import INSIDE, OUTSIDE
from rostra.guidelines.listing import read_terms
from rostra.guidelines.models import ConfidentialTerm, Rulebook
from rostra.kit.errors import Forbidden, Refused
from rostra.ledger.models import Fact
from tests.cast import Cast

KIM = frozenset({"communicator"})


def rules_of(text: str, cast: Cast) -> list[str]:
    return [finding.rule for finding in check(text, surface=OUTSIDE, author=cast.bo)]


def test_a_term_is_found_from_the_moment_it_is_added_until_it_is_removed(cast: Cast) -> None:
    assert rules_of("Project Aurora is good.", cast) == []
    term = add_term(by=cast.kim, grants=KIM, words=TermWords("Project Aurora", "Told in May."))
    assert rules_of("Project Aurora is good.", cast) == [f"confidential.{term.id}"]
    remove_term(by=cast.kim, grants=KIM, term=term)
    assert rules_of("Project Aurora is good.", cast) == []


def test_a_term_is_free_on_its_day_in_the_companys_zone(cast: Cast) -> None:
    today = date.today()  # noqa: DTZ011
    add_term(by=cast.kim, grants=KIM, words=TermWords("Old Story", until=today - timedelta(days=1)))
    add_term(by=cast.kim, grants=KIM, words=TermWords("New Story", until=today + timedelta(days=3)))
    assert rules_of("Old Story", cast) == []
    assert len(rules_of("New Story", cast)) == 1


def test_a_protected_word_is_refused_with_the_reason_in_every_way_in(cast: Cast, sign_in: SignIn) -> None:
    with pytest.raises(Refused, match="theirs to say"):
        add_term(by=cast.kim, grants=KIM, words=TermWords("salary review"))
    added = add_terms(by=cast.kim, grants=KIM, listed=[(1, TermWords("lakko")), (2, TermWords("Pori"))])
    assert [(each.line, each.term) for each in added.refused] == [(1, "lakko")]
    kim = sign_in(cast.kim)
    answer = kim.post("/console/terms/", {"term": "huelga", "weight": "stop", "match": "word"})
    assert answer.status_code == 422
    assert "theirs to say" in answer.content.decode()
    pasted = kim.post("/console/terms/many/", {"pasted": "Overtime plan\nProject Aurora"})
    assert "Overtime" in pasted.content.decode()
    assert "One term was added" in pasted.content.decode()
    with pytest.raises(Refused) as refused:
        change_rulebook(by=cast.kim, grants=KIM, products=["Wage"], domains=[], public_emails=[], regions=[])
    assert "products" in refused.value.fields
    assert set(ConfidentialTerm.objects.values_list("term", flat=True)) == {"Pori", "Project Aurora"}


@pytest.mark.parametrize("term", ["", "a", "!!", "-", "x" * 121])
def test_a_term_of_nothing_or_of_too_much_is_refused(cast: Cast, term: str) -> None:
    with pytest.raises(Refused):
        add_term(by=cast.kim, grants=KIM, words=TermWords(term))


def test_the_same_term_stands_once_however_it_is_written(cast: Cast) -> None:
    add_term(by=cast.kim, grants=KIM, words=TermWords("Café Brandt"))
    with pytest.raises(Refused, match="already"):
        add_term(by=cast.kim, grants=KIM, words=TermWords("cafe  BRANDT"))
    added = add_terms(
        by=cast.kim, grants=KIM, listed=[(1, TermWords("CAFÉ-brandt")), (2, TermWords("Pori")), (3, TermWords("pori"))]
    )
    assert (added.added, added.known) == (1, 2)


def test_many_at_once_leave_the_same_rows_as_one_by_one_and_one_fact(cast: Cast) -> None:
    words = [TermWords(f"Project {name}", "Why", date(2030, 1, 1), "mend", "word", "") for name in ("Kuu", "Maa")]
    add_term(by=cast.kim, grants=KIM, words=words[0])
    add_terms(by=cast.kim, grants=KIM, listed=[(1, words[1])])
    rows = [row | {"term": "", "folded": ""} for row in ConfidentialTerm.objects.values().order_by("term")]
    same = [{key: row[key] for key in row if key not in {"id", "at"}} for row in rows]
    assert same[0] == same[1]
    fact = Fact.objects.get(kind="guidelines.TermsAdded")
    assert fact.data == {"added": 1, "known": 0, "refused": 0}


def test_no_fact_holds_the_words_of_a_term(cast: Cast) -> None:
    term = add_term(by=cast.kim, grants=KIM, words=TermWords("Project Aurora", "Secret reason"))
    remove_term(by=cast.kim, grants=KIM, term=term)
    kept = " ".join(str(fact.data) for fact in Fact.objects.all())
    assert "Aurora" not in kept
    assert "Secret" not in kept


def test_twenty_thousand_terms_come_in_are_paged_and_found(cast: Cast, sign_in: SignIn) -> None:
    lines = "\n".join(f"Hanke {number:05}" for number in range(20_000))
    kim = sign_in(cast.kim)
    answer = kim.post("/console/terms/many/", {"upload": SimpleUploadedFile("terms.txt", lines.encode("utf-16"))})
    assert "20000 terms were added" in answer.content.decode().replace(",", "")
    page = kim.get("/console/terms/?page=400").content.decode()
    assert "Hanke 19999" in page
    assert "Hanke 00777" in kim.get("/console/terms/?q=hanke 00777").content.decode()
    assert len(rules_of("We start Hanke 12345 now.", cast)) == 1


def test_the_list_asks_the_same_number_of_queries_for_three_rows_and_for_fifty(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    kim = sign_in(cast.kim)
    add_terms(by=cast.kim, grants=KIM, listed=[(n, TermWords(f"Hanke {n}")) for n in range(3)])
    kim.get("/console/terms/")
    with django_assert_max_num_queries(12) as few:  # type: ignore[operator]
        kim.get("/console/terms/")
    add_terms(by=cast.kim, grants=KIM, listed=[(n, TermWords(f"Hanke {n}")) for n in range(3, 80)])
    with django_assert_max_num_queries(len(few.captured_queries)):  # type: ignore[operator]
        kim.get("/console/terms/")


def test_only_communicators_and_administrators_reach_the_list(cast: Cast, sign_in: SignIn) -> None:
    term = add_term(by=cast.kim, grants=KIM, words=TermWords("Project Aurora"))
    for person in (cast.bo, cast.hugo):
        client = sign_in(person)
        assert client.get("/console/terms/").status_code == 403
        assert client.post("/console/terms/many/", {"pasted": "x y"}).status_code == 403
        assert client.post(f"/console/terms/{term.id}/", {"_method": "delete"}).status_code == 403
        with pytest.raises(Forbidden):
            add_term(by=person, grants=frozenset(), words=TermWords("Another"))
    assert sign_in(cast.ana).post(f"/console/terms/{term.id}/", {"_method": "delete"}).status_code == 302
    assert sign_in(cast.ana).post(f"/console/terms/{uuid4()}/", {"_method": "delete"}).status_code == 404


def test_the_rulebook_teaches_products_domains_and_public_addresses(cast: Cast, sign_in: SignIn) -> None:
    before = "Sisu Roast is the best. Write to dara@kahvi.fi."
    assert rules_of(before, cast) == ["personal.email"]
    form = {
        "products": "Sisu Roast\n",
        "domains": "www.kahvi.fi",
        "public_emails": "Dara@kahvi.fi",
        "regions": "fi, ee",
    }
    assert sign_in(cast.kim).post("/console/rulebook/", form).status_code == 302
    assert rules_of(before, cast) == ["disclosure.missing"]
    assert Rulebook.objects.get().regions == ["FI", "EE"]
    assert Fact.objects.get(kind="guidelines.RulebookChanged").data == {
        "fields": ["products", "domains", "public_emails", "regions"]
    }


def test_what_the_rulebook_cannot_read_is_said_beside_its_field(cast: Cast, sign_in: SignIn) -> None:
    form = {"products": "", "domains": "not a domain", "public_emails": "nobody", "regions": "Finland"}
    answer = sign_in(cast.kim).post("/console/rulebook/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is no domain" in page
    assert "is no e-mail address" in page
    assert "is no country" in page


def test_rules_are_compiled_once_a_version(cast: Cast) -> None:
    one = rulesets.current_ruleset()
    assert rulesets.current_ruleset() is one
    add_term(by=cast.kim, grants=KIM, words=TermWords("Project Aurora"))
    assert rulesets.current_ruleset() is not one


def test_inside_no_term_is_raised(cast: Cast) -> None:
    add_term(by=cast.kim, grants=KIM, words=TermWords("Project Aurora"))
    assert check("Project Aurora", surface=INSIDE, author=cast.bo) == []


def test_lists_are_read_as_people_write_them() -> None:
    listed = list(
        read_terms('\ufeffterm,until,reason\nProject Aurora,2026-05-28,"Told, then"\n\n# a remark\nPori,31.5.,\n')
    )
    assert [(each.line, each.term, each.until, each.bad_until) for each in listed] == [
        (2, "Project Aurora", date(2026, 5, 28), ""),
        (5, "Pori", None, "31.5."),
    ]
    assert listed[0].reason == "Told, then"
    plain = list(
        read_terms('1.4 million euros, in all\n"Quote left open\nKanta\tWhy\t2026-05-28\tmend\tprefix\tthe machine')
    )
    assert [each.term for each in plain] == ["1.4 million euros, in all", "Quote left open", "Kanta"]
    assert (plain[2].weight, plain[2].match, plain[2].suggestion) == ("mend", "prefix", "the machine")
