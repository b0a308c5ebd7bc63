"""The guide: four points, versions, who may write and who has read."""

import pytest
from django.db import IntegrityError, transaction

from conftest import SignIn
from rostra.guidelines import queries
from rostra.guidelines.actions.guide import Point, acknowledge_guide, publish_guide, save_draft
from rostra.guidelines.differences import difference
from rostra.guidelines.models import Acknowledgement, GuidePoint, GuideVersion
from rostra.kit.errors import Forbidden, Refused
from rostra.ledger.models import Fact
from tests.cast import Cast

KIM = frozenset({"communicator"})
LANGUAGES = ("en", "fi", "es")


def write(cast: Cast, *english: str, about: str = "") -> GuideVersion:
    points = {language: [Point(f"{text} ({language})", "So.") for text in english] for language in LANGUAGES}
    return save_draft(by=cast.kim, grants=KIM, points=points, about=about)


def publish(cast: Cast, *english: str, about: str = "") -> GuideVersion:
    write(cast, *english, about=about)
    return publish_guide(by=cast.kim, grants=KIM, languages=LANGUAGES)


def test_a_draft_is_seen_by_nobody_until_it_is_published(cast: Cast, sign_in: SignIn) -> None:
    write(cast, "Say that you work here.")
    assert "Say that you work here" not in sign_in(cast.bo).get("/guide/").content.decode()
    version = publish_guide(by=cast.kim, grants=KIM, languages=LANGUAGES)
    page = sign_in(cast.bo).get("/guide/").content.decode()
    assert "Say that you work here. (en)" in page
    assert version.number == 1
    assert Fact.objects.filter(kind="guidelines.GuidePublished", subject_id=version.id, actor_id=cast.kim.id).exists()


def test_every_reader_gets_the_points_in_her_language(cast: Cast, sign_in: SignIn) -> None:
    publish(cast, "Say that you work here.")
    cast.bo.language = "fi"
    cast.bo.save()
    assert "Say that you work here. (fi)" in sign_in(cast.bo).get("/guide/").content.decode()


def test_a_fifth_point_is_refused_and_the_draft_stays_as_it_was(cast: Cast) -> None:
    write(cast, "One", "Two")
    with pytest.raises(Refused, match="Four points"):
        write(cast, "One", "Two", "Three", "Four", "Five")
    assert GuidePoint.objects.filter(language="en").count() == 2


def test_the_database_itself_holds_no_fifth_point_and_no_second_draft(cast: Cast) -> None:
    draft = write(cast, "One")
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidePoint.objects.create(version=draft, place=5, language="en", text="Five")
    with pytest.raises(IntegrityError), transaction.atomic():
        GuideVersion.objects.create()


def test_a_guide_is_published_only_when_every_language_says_as_much(cast: Cast) -> None:
    save_draft(by=cast.kim, grants=KIM, points={"en": [Point("One"), Point("Two")], "fi": [Point("Yksi")]})
    with pytest.raises(Refused, match="no points yet"):
        publish_guide(by=cast.kim, grants=KIM, languages=LANGUAGES)
    with pytest.raises(Refused, match="equally many"):
        publish_guide(by=cast.kim, grants=KIM, languages=("en", "fi"))
    assert queries.current_guide() is None


def test_only_communicators_and_administrators_write_the_guide(cast: Cast, sign_in: SignIn) -> None:
    for grants in (frozenset[str](), frozenset({"moderator"}), frozenset({"hr"})):
        with pytest.raises(Forbidden):
            save_draft(by=cast.bo, grants=grants, points={})
    assert sign_in(cast.bo).get("/guide/draft/").status_code == 403
    assert sign_in(cast.kim).get("/guide/draft/").status_code == 200
    assert sign_in(cast.ana).get("/guide/draft/").status_code == 200


def test_the_form_saves_refuses_and_publishes(cast: Cast, sign_in: SignIn) -> None:
    kim = sign_in(cast.kim)
    form = {f"text-{language}-1": "One" for language in ("en", "fi")} | {"why-en-1": "Because", "about": "First"}
    answer = kim.post("/guide/draft/", form | {"publish": "1"})
    assert answer.status_code == 422
    assert "no points yet" in answer.content.decode()
    assert "Because" in answer.content.decode()
    assert kim.post("/guide/draft/", form | {"text-es-1": "Uno", "publish": "1"}).status_code == 302
    assert "Because" in kim.get("/guide/").content.decode()
    assert "First" in kim.get("/guide/versions/").content.decode()


def test_versions_show_what_went_and_what_came(cast: Cast, sign_in: SignIn) -> None:
    publish(cast, "Say that you work here.", "Tell what you saw.")
    publish(cast, "Say where you work.", "Tell what you saw.", "Ask first.", about="A third one")
    page = sign_in(cast.chen).get("/guide/versions/").content.decode()
    assert "<del>that</del> <ins>where</ins> you" in " ".join(page.split())
    assert "<ins>Ask first. (en)</ins>" in page
    assert "<ins>Say that you work here." not in page, "of the first version everything is new: nothing is marked"
    newest, older = queries.published_guides()
    changes = difference(queries.points_in(older, "en", "en"), queries.points_in(newest, "en", "en"))
    assert [change.state for change in changes] == ["changed", "kept", "new"]


def test_reading_it_is_said_once_for_a_version(cast: Cast, sign_in: SignIn) -> None:
    first = publish(cast, "One")
    bo = sign_in(cast.bo)
    assert "I have read it" in bo.get("/guide/").content.decode()
    for _again in range(2):
        assert bo.post("/guide/acknowledgement/").status_code == 302
    assert Acknowledgement.objects.filter(person=cast.bo, version=first).count() == 1
    assert Fact.objects.filter(kind="guidelines.GuideAcknowledged").count() == 1
    assert "You have read this version" in bo.get("/guide/").content.decode()
    publish(cast, "Another")
    assert "I have read it" in bo.get("/guide/").content.decode()


def test_a_draft_cannot_be_acknowledged(cast: Cast) -> None:
    draft = write(cast, "One")
    with pytest.raises(Forbidden):
        acknowledge_guide(by=cast.bo, version=draft)


def test_the_page_asks_the_same_number_of_queries_for_one_version_and_for_thirty(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    client = sign_in(cast.bo)
    publish(cast, "One")
    client.get("/guide/versions/")
    with django_assert_max_num_queries(8) as few:  # type: ignore[operator]
        client.get("/guide/versions/")
    for number in range(29):
        publish(cast, f"One {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):  # type: ignore[operator]
        client.get("/guide/versions/")
