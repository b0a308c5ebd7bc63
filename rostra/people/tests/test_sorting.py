from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.ledger.actions import dispatch_waiting
from rostra.people import jobs
from rostra.people.actions import order
from rostra.people.actions.people import add_person
from rostra.people.models import Person
from rostra.people.sorting import sort_key

SETTINGS = {
    "name": "Aamuvalle Oy",
    "nameplate": "Aamuvalle",
    "zone": "Europe/Helsinki",
    "languages": ["en", "fi", "es"],
    "brand": "#1d4ed8",
    "mail_port": "587",
    "mail_security": "starttls",
    "mail_from": "rostra@aamuvalle.example",
}


def in_order(names, language):
    return sorted(names, key=lambda name: sort_key(name, language))


def test_finnish_puts_its_own_letters_after_z():
    assert in_order(["Äijälä", "Zorro", "Öhman", "Åkerlund", "Aalto"], "fi") == [
        "Aalto",
        "Zorro",
        "Åkerlund",
        "Äijälä",
        "Öhman",
    ]


def test_finnish_takes_foreign_letters_as_their_neighbours():
    assert in_order(["Ødegaard", "Müller", "Mylly", "Muller", "Zorro"], "fi") == [
        "Muller",
        "Müller",
        "Mylly",
        "Zorro",
        "Ødegaard",
    ]


def test_spanish_puts_enye_between_n_and_o():
    assert in_order(["Muñoz", "Munoz", "Muozo", "Munzo"], "es") == ["Munoz", "Munzo", "Muñoz", "Muozo"]


def test_english_takes_letters_without_their_accents():
    assert in_order(["Zorro", "Äijälä", "Aalto", "Łukasz", "Lukas"], "en") == [
        "Aalto",
        "Äijälä",
        "Lukas",
        "Łukasz",
        "Zorro",
    ]


def test_a_shorter_name_stands_before_a_longer_one_and_signs_do_not_count():
    assert in_order(["Anabel", "Ana Berg", "O’Brien", "Obama"], "en") == ["Ana Berg", "Anabel", "Obama", "O’Brien"]


def test_names_that_differ_by_an_accent_only_have_different_keys():
    assert sort_key("Ångström", "en") != sort_key("Angstrom", "en")


def test_names_sort_anew_when_the_company_changes_its_language(cast, sign_in):
    nandu = add_person(by=None, name="Ñandú")
    ana = sign_in(cast.ana)
    for language in ("en", "es"):
        ana.post("/console/company/", SETTINGS | {"language": language})
        dispatch_waiting()
    assert ProcrastinateJob.objects.filter(task_name="people.resort").count() == 1
    jobs.resort.func()
    nandu.refresh_from_db()
    assert nandu.sort_key.startswith("n~")


def test_what_waits_to_be_sorted_is_sorted_once(cast):
    with transaction.atomic():
        order.order_changed()
        order.order_changed()
    assert ProcrastinateJob.objects.filter(task_name="people.resort").count() == 2
    jobs.resort.func()
    assert not ProcrastinateJob.objects.filter(task_name="people.resort").exists()


def test_everyone_is_sorted_also_beyond_one_lot(cast, monkeypatch):
    monkeypatch.setattr(order, "BATCH", 2)
    Person.objects.update(sort_key="")
    people = Person.objects.count()
    assert people > 4
    assert order.resort_everyone(language="es") == people
    assert order.resort_everyone(language="es") == 0
