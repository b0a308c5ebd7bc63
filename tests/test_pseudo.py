"""The made-up language keeps what a program reads, and gives itself away."""

from tests.pseudo import pseudo, untranslated


def test_holes_tags_and_signs_stay_and_words_grow():
    assert pseudo("Keep %(n)s") == "⟦Ķéééép %(n)s⟧"
    assert pseudo('<b class="a">{n}</b>&nbsp;left') == '⟦<b class="a">{n}</b>&nbsp;ļééfť⟧'
    assert len(pseudo("Your words are kept.")) > 1.3 * len("Your words are kept.")


def test_what_stands_outside_the_brackets_is_told():
    assert untranslated(f"{pseudo('Kept')} by {pseudo('you')}") == "by"
    assert untranslated(pseudo("Ask %s").replace("%s", pseudo("them"))) == ""
