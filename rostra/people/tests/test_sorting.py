from rostra.people.sorting import sort_key


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
